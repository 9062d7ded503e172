import Ledger

/// `reports/index.md`: the latest jobs with the sentence their reports lead with, by date and by name.
public struct ReportIndex: Sendable {
  public struct Entry: Sendable, Hashable {
    public var job: JobRow
    /// `Report.headline` of a sealed job.
    public var headline: String?

    public init(job: JobRow, headline: String?) {
      self.job = job
      self.headline = headline
    }
  }

  /// In any order.
  public var entries: [Entry]

  public init(_ entries: [Entry]) {
    self.entries = entries
  }

  public var markdown: String {
    guard !entries.isEmpty else {
      return "# Reports\n\nNo job yet. Drop a bundle into `inbox/`, or run `retort run PATH`.\n"
    }
    return """
      # Reports

      By date, the newest first. [By name](#by-name) sets the nights of one sweep beneath each other.

      \(byDate)

      ## By name

      \(byName)

      """ + rest
  }

  private var byDate: String {
    var table = MarkdownTable([
      ("job", .trailing), ("submitted (UTC)", .leading), ("name", .leading), ("state", .leading),
      ("in one sentence", .leading),
    ])
    // Clocks are set back at times; jobs are numbered as they came.
    for entry in entries.sorted(by: { $0.job.job > $1.job.job }) {
      let name = MarkdownText.name(entry.job.name)
      table.append([
        String(entry.job.job), minute(entry), linked(name, entry), entry.job.state.rawValue,
        sentence(entry),
      ])
    }
    return table.text
  }

  private var byName: String {
    var table = MarkdownTable([
      ("name", .leading), ("submitted (UTC)", .leading), ("job", .trailing), ("state", .leading),
      ("in one sentence", .leading),
    ])
    let sorted = entries.sorted { left, right in
      left.job.name == right.job.name
        ? left.job.job > right.job.job
        : left.job.name.utf8.lexicographicallyPrecedes(right.job.name.utf8)
    }
    for entry in sorted {
      table.append([
        MarkdownText.name(entry.job.name), minute(entry), linked(String(entry.job.job), entry),
        entry.job.state.rawValue, sentence(entry),
      ])
    }
    return table.text
  }

  /// "2026-11-21 06:32".
  private func minute(_ entry: Entry) -> String {
    let text = entry.job.submittedAt.text
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
  }

  private func linked(_ text: String, _ entry: Entry) -> String {
    entry.job.report.map { "[\(text)](\(Self.link(to: $0)))" } ?? text
  }

  private func sentence(_ entry: Entry) -> String {
    (entry.headline ?? entry.job.reason.map(Self.beginning)).map(MarkdownText.sentence) ?? noNumber
  }

  /// Of a reason of many lines the first; the answer and `retort show` have the rest.
  private static func beginning(of reason: String) -> String {
    let line = reason.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let cut = line.count > 160 ? line.prefix(160) + "…" : line[...]
    return cut.count < reason.count && !cut.hasSuffix("…") ? cut + " …" : String(cut)
  }

  /// Jobs are numbered from 1 without gaps: what is missing was left out.
  private var rest: String {
    let newest = entries.map(\.job.job).max() ?? 0
    return newest > entries.count
      ? "\nThese are the latest \(entries.count) jobs: `retort jobs --all` lists every job.\n" : ""
  }

  /// The ledger keeps paths below the root; the index lies in `reports/`.
  private static func link(to report: String) -> String {
    let prefix = "reports/"
    let path = report.hasPrefix(prefix) ? String(report.dropFirst(prefix.count)) : report
    return path.hasSuffix(".md") ? path : path + "/report.md"
  }
}
