import Ledger

/// `reports/index.md`: the latest jobs, newest first, with the sentence its report leads with.
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
    var table = MarkdownTable([
      ("job", .trailing), ("name", .leading), ("state", .leading), ("in one sentence", .leading),
    ])
    let newestFirst = entries.sorted { $0.job.job > $1.job.job }
    for entry in newestFirst {
      let name = MarkdownText.name(entry.job.name)
      table.append([
        String(entry.job.job),
        entry.job.report.map { "[\(name)](\(Self.link(to: $0)))" } ?? name,
        entry.job.state.rawValue,
        (entry.headline ?? entry.job.reason).map(MarkdownText.sentence) ?? noNumber,
      ])
    }
    return "# Reports\n\n\(table.text)\n" + rest
  }

  /// Jobs are numbered from 1 without gaps: what is missing was left out.
  private var rest: String {
    let newest = entries.map(\.job.job).max() ?? 0
    return newest > entries.count
      ? "\nEarlier jobs are not listed here: `retort jobs --all` lists every job.\n" : ""
  }

  /// The ledger keeps paths below the root; the index lies in `reports/`.
  private static func link(to report: String) -> String {
    let prefix = "reports/"
    let path = report.hasPrefix(prefix) ? String(report.dropFirst(prefix.count)) : report
    return path.hasSuffix(".md") ? path : path + "/report.md"
  }
}
