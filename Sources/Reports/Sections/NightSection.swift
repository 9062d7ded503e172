import Ledger
import PlainText
import Records

/// The job set against the last one of its name that was sealed before it: what is other, and what moved
/// beyond its interval. Later jobs change nothing about it.
struct NightSection: Sendable {
  private let evidence: JobEvidence
  /// Rows that moved, named one by one; a sweep over new data may have hundreds.
  private let limit = 12

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    guard let night = evidence.report.night else { return [] }
    var blocks = ["## Since the last night", opening(night)]
    let rows = night.rows.filter { $0.split == "test" }
    guard !rows.isEmpty else {
      return blocks + ["No gain to set against one of then."] + verdicts(rows)
    }
    if isSame(rows) {
      blocks.append(
        night.changes.isEmpty
          ? "Every gain is the same." : "Every gain is the same, in spite of that.")
      return blocks + verdicts(rows)
    }
    if night.changes.isEmpty {
      blocks.append(
        "**Nothing is known to have changed, and yet numbers differ.** Look for what is not written "
          + "down: hardware, a library, an edited ledger.")
    }
    let selected = rows.filter { $0.selected && $0.metric == evidence.primaryMetric?.name }
    if !selected.isEmpty { blocks.append(table(selected)) }
    blocks.append(moved(rows))
    return blocks + verdicts(rows) + [meaning]
  }

  private func opening(_ night: Night) -> String {
    let changes =
      night.changes.isEmpty
      ? "The same data, specification and build."
      : "Not the same: \(night.changes.map(words).joined(separator: "; "))."
    return "Set against job \(night.previousJob) of the same name, submitted "
      + "\(night.previousSubmittedAt.text). \(changes)"
  }

  private func words(_ change: String) -> String {
    switch change {
    case "data": "the data (file contents, or how they are read)"
    case "specification": "the specification"
    case "engine": "the engine, whose numbers are others"
    case "numerics": "the numerics (processor kernels or threads)"
    case "build": "the build"
    default: MarkdownText.name(change)
    }
  }

  private func isSame(_ rows: [NightRow]) -> Bool {
    rows.allSatisfy { $0.variantThen != nil && $0.gain == $0.gainThen }
  }

  private func format(_ row: NightRow) -> MetricFormat? {
    guard let pair = evidence.pairs.first(where: { $0.name == pairName(row) }) else { return nil }
    if row.metric == pair.metric?.name { return pair.format }
    return MetricFormat(ReportedMetric(name: row.metric), spread: nil, level: row.gain)
  }

  private func pairName(_ row: NightRow) -> PairName {
    PairName(teacher: row.teacher, student: row.student, setting: row.setting)
  }

  private func table(_ rows: [NightRow]) -> String {
    let unit = evidence.primaryMetric?.differenceUnit ?? ""
    let suffix = unit.isEmpty ? "" : " \(unit)"
    var table = MarkdownTable([
      ("pair", .leading), ("selected", .leading), ("gain then" + suffix, .trailing),
      ("gain now" + suffix, .trailing), ("difference", .trailing), ("95 % interval", .trailing),
      ("moved", .leading),
    ])
    for row in rows {
      guard let format = format(row) else { continue }
      table.append([
        pairName(row).markdown, variants(row), format.difference(row.gainThen),
        format.difference(row.gain), format.difference(row.difference),
        format.interval(row.differenceLower, row.differenceUpper),
        row.moved.map { $0 ? "**yes**" : "no" } ?? noNumber,
      ])
    }
    return table.text
  }

  private func variants(_ row: NightRow) -> String {
    let pair = pairName(row)
    let now = MarkdownText.name(pair.bare(row.variant))
    guard let then = row.variantThen else { return "\(now) (nothing to set it against)" }
    return then == row.variant ? now : "\(now), then \(MarkdownText.name(pair.bare(then)))"
  }

  private func moved(_ rows: [NightRow]) -> String {
    let moved = rows.filter { $0.moved == true }
    guard !moved.isEmpty else { return "No gain moved beyond its interval." }
    let lines = moved.prefix(limit).map { row in
      let format = format(row)
      let selected = row.selected ? ", selected" : ""
      let title = ReportedMetric(name: row.metric).title
      return "- \(pairName(row).markdown), \(variants(row))\(selected): \(title) "
        + "\(format?.differenceWithUnit(row.gainThen) ?? noNumber) then, "
        + "\(format?.differenceWithUnit(row.gain) ?? noNumber) now"
    }
    let rest =
      moved.count > limit
      ? ["- and \(moved.count - limit) more (view `nightly` of the ledger)"] : []
    return "**Moved beyond its interval:**\n\n" + (lines + rest).joined(separator: "\n")
  }

  private func verdicts(_ rows: [NightRow]) -> [String] {
    var told: Set<PairName> = []
    let lines = rows.compactMap { row -> String? in
      guard let then = row.verdictThen, let now = row.verdict, then != now,
        told.insert(pairName(row)).inserted
      else { return nil }
      return "- \(pairName(row).markdown): **\(now)**, then \(then)"
    }
    return lines.isEmpty ? [] : ["Verdicts that are others:\n\n" + lines.joined(separator: "\n")]
  }

  private var meaning: String {
    """
    The interval of a difference is made from the intervals of both nights as if they were independent. \
    Where they share test rows or seeds it is wider than it need be; of many gains on other rows, one in \
    twenty moves by chance.
    """
  }
}
