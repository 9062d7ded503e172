import PlainText
import Records

/// Which classes gain and which lose: recall of each, student and distilled.
struct ClassSection: Sendable {
  private let evidence: JobEvidence
  /// More classes than this and only those that changed most are listed.
  private let limit = 20

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    let blocks = evidence.pairs.flatMap(self.blocks)
    guard !blocks.isEmpty else { return [] }
    return [
      "## Classes",
      """
      Share of each class's test rows that were found (recall), mean over seeds, in %. No interval is \
      given for a single class: with few rows a class moves by chance.
      """,
    ] + blocks
  }

  private struct Line {
    var name: String
    var rows: Int?
    var student: Double
    var distilled: Double
    var change: Double { distilled - student }
  }

  private func blocks(_ pair: PairEvidence) -> [String] {
    let lines = lines(pair)
    guard !lines.isEmpty else { return [] }
    var table = MarkdownTable([
      ("class", .leading), ("rows", .trailing), ("student", .trailing), ("distilled", .trailing),
      ("change", .trailing),
    ])
    for line in shown(lines) {
      let change = FixedDecimal(line.change * 100, decimals: 1)
      table.append([
        MarkdownText.name(line.name), line.rows.map(String.init) ?? noNumber,
        FixedDecimal(line.student * 100, decimals: 1).typeset,
        FixedDecimal(line.distilled * 100, decimals: 1).typeset,
        change.isNegative ? "**\(change.signed)**" : change.signed,
      ])
    }
    var blocks = evidence.pairs.count > 1 ? ["### Classes of \(pair.name.markdown)"] : []
    blocks += [losers(lines), table.text]
    if lines.count > limit {
      blocks.append("Of \(lines.count) classes, the \(limit) that changed most are listed.")
    }
    return blocks
  }

  private func lines(_ pair: PairEvidence) -> [Line] {
    guard let alone = pair.jobArms.baseline?.word, let taught = pair.jobArms.distilled?.word else {
      return []
    }
    let records = pair.summaries("class")
    var names: [String] = []
    var recalls: [String: [String: SummaryRecord]] = [:]
    for record in records {
      if recalls[record.item] == nil { names.append(record.item) }
      recalls[record.item, default: [:]][record.label] = record
    }
    return names.compactMap { name in
      guard let student = recalls[name]?[alone], let distilled = recalls[name]?[taught],
        let before = student.value.finite, let after = distilled.value.finite
      else { return nil }
      return Line(name: name, rows: student.count, student: before, distilled: after)
    }
  }

  private func shown(_ lines: [Line]) -> [Line] {
    guard lines.count > limit else { return lines }
    let most = lines.indices.sorted {
      let (left, right) = (lines[$0].change.magnitude, lines[$1].change.magnitude)
      return left == right ? $0 < $1 : left > right
    }
    return most.prefix(limit).sorted().map { lines[$0] }
  }

  private func losers(_ lines: [Line]) -> String {
    let losers = lines.filter { $0.change <= -0.0005 }.sorted { $0.change < $1.change }
    guard !losers.isEmpty else { return "No class is found less often after distillation." }
    let named = losers.prefix(8).map {
      "\(MarkdownText.name($0.name)) (\(FixedDecimal($0.change * 100, decimals: 1).signed))"
    }
    let more = losers.count > 8 ? " and \(losers.count - 8) more" : ""
    return "Found less often after distillation: \(named.joined(separator: ", "))\(more)."
  }
}
