import Ledger
import Records

/// Title, the sentence to act on, what the job was, and all pairs at a glance.
struct OpeningSection: Sendable {
  private let evidence: JobEvidence
  private let figures: ReportFigures

  init(_ evidence: JobEvidence, figures: ReportFigures) {
    self.evidence = evidence
    self.figures = figures
  }

  var blocks: [String] {
    var blocks = ["# \(MarkdownText.name(evidence.report.job.name))", "**\(answer)**"]
    if let facts { blocks.append(facts) }
    if evidence.pairs.count > 1 { blocks += overview }
    if figures.gain != nil {
      blocks.append("![Gain by variant with 95 % intervals](\(ReportFigures.gainFile))")
    }
    return blocks
  }

  /// The job's state is told only where no result was sealed: a sealed report stays the same text
  /// when its job moves on.
  private var answer: String {
    if let conclusion = evidence.conclusion { return MarkdownText.sentence(conclusion) }
    let job = evidence.report.job
    guard evidence.primaryMetric == nil else {
      return "No sentence was concluded from this job; its gains are below."
    }
    guard evidence.report.seal == nil else {
      return "The job finished and compared nothing: there is no gain to report."
    }
    let reason = job.reason.map { ": " + MarkdownText.sentence($0) } ?? "."
    let progress = "\(job.committedRuns) of \(job.plannedRuns) runs are kept"
    return job.state.isFinal
      ? "No answer: this job ended as \(job.state.rawValue)\(reason) (\(progress))"
      : "No answer yet: this job is \(job.state.rawValue) (\(progress))."
  }

  private var facts: String? {
    guard let metric = evidence.primaryMetric,
      let leader = evidence.pairs.lazy.compactMap({ $0.selected ?? $0.variants.first }).first
    else { return nil }
    let groups = evidence.pairs.lazy.compactMap(\.testUnits).first.flatMap {
      $0.areGroups ? " in \(Counted.text($0.count, "group"))" : nil
    }
    var facts = [
      Counted.text(leader.seeds, "seed"),
      Counted.text(leader.rows, "test row") + (groups ?? ""),
      methods,
    ]
    if let size { facts.insert(size, at: 0) }
    let warnings = evidence.warnings.count + evidence.report.divergences.count
    if warnings > 0 { facts.append(Counted.text(warnings, "warning") + " below") }
    let choice =
      evidence.pairs.contains { $0.variants.count > 1 }
      ? "Variants were chosen by \(metric.title) on validation rows; gains are measured on test "
        + "rows, which chose nothing."
      : "Gains are measured on test rows, which chose nothing."
    return facts.joined(separator: " · ") + ". " + choice
      + " A gain of + is better, whatever the metric."
  }

  /// "method hinton", "methods hinton, fitnets".
  private var methods: String {
    let names = evidence.pairs.flatMap(\.variants).map(\.method).withoutRepeats
    return (names.count > 1 ? "methods " : "method ")
      + names.map { MarkdownText.name($0) }.joined(separator: ", ")
  }

  /// "4 pairs", "1 pair at 4 settings", "on 3 splits"; `nil` where there is one of each.
  private var size: String? {
    let names = evidence.pairs.map(\.name)
    let settings = Set(names.map(\.setting)).count
    let pairs = Set(names.map { [$0.teacher, $0.student] }).count
    var words: [String] = []
    if names.count > 1 {
      words.append(
        Counted.text(pairs, "pair") + (settings > 1 ? " at \(settings) settings" : ""))
    }
    let splits = evidence.draws.values.reduce(into: [:]) { $0[$1, default: 0] += 1 }.values.max()
    if let splits { words.append("\(splits) splits") }
    return words.isEmpty ? nil : words.joined(separator: " · ")
  }

  private var overview: [String] {
    guard let metric = evidence.primaryMetric else { return [] }
    let unit = metric.differenceUnit.isEmpty ? "" : " \(metric.differenceUnit)"
    var table = MarkdownTable([
      ("teacher → student", .leading), ("student \(metric.heading)", .trailing),
      ("distilled", .trailing), ("gain\(unit)", .trailing), ("95 % interval", .trailing),
      ("transfer\(unit)", .trailing), ("outcome", .leading), ("claim", .leading),
      ("verdict before training", .leading),
    ])
    for pair in evidence.pairs {
      let row = pair.selected
      let format = pair.format
      table.append([
        pair.name.markdown, format?.level(row?.studentMean) ?? noNumber,
        format?.level(row?.distilledMean) ?? noNumber,
        format?.difference(row?.gain) ?? noNumber,
        format?.interval(row?.gainLower, row?.gainUpper) ?? noNumber,
        format?.difference(row?.transfer) ?? noNumber, outcome(pair),
        row.map { $0.claim ? "helps" : "none" } ?? noNumber,
        pair.verdicts.first?.verdict ?? noNumber,
      ])
    }
    return [
      "## Pairs at a glance", table.text,
      """
      **Gain**: distilled minus the student alone. **Transfer**: distilled minus the reference that is \
      beaten least clearly, of the student and all controls. **Outcome** looks at the gain alone. \
      **Claim** is "helps" only where the student and every control are beaten with the whole interval, \
      the p of that, adjusted over all pairs, is at most 0.05, the distilled student is above a constant \
      prediction, and nothing else is held against it.
      """,
    ]
  }

  private func outcome(_ pair: PairEvidence) -> String {
    guard let outcome = pair.selected?.outcome else { return noNumber }
    return pair.isBelowConstant ? "\(outcome), below a constant" : outcome
  }
}

/// "1 seed", "10 seeds".
enum Counted {
  static func text(_ count: Int, _ noun: String, plural: String? = nil) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(plural ?? noun + "s")"
  }
}
