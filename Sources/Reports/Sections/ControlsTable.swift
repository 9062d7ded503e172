import Ledger
import Records

/// The controls: what is left when part of what the teacher knows is taken away.
struct ControlsTable: Sendable {
  private let pair: PairEvidence

  init(_ pair: PairEvidence) {
    self.pair = pair
  }

  var blocks: [String] {
    guard let row = pair.selected, let format = pair.format else { return [] }
    let unit = format.metric.differenceUnit
    var table = MarkdownTable([
      ("control", .leading), ("what the student learns from", .leading),
      ("gain" + (unit.isEmpty ? "" : " \(unit)"), .trailing), ("should", .leading),
      ("did it", .leading),
    ])
    for control in controls(row, format) {
      table.append([
        "`\(control.arm)`", control.description, format.difference(control.gain), control.should,
        control.gain.finite == nil ? missing(control.arm) : control.result,
      ])
    }
    return ["### Controls", table.text]
  }

  private struct Control {
    var arm: String
    var description: String
    var gain: Double?
    var should: String
    var result: String
  }

  private func controls(_ row: ComparisonRecord, _ format: MetricFormat) -> [Control] {
    let group = pair.isRegression ? "decile of the target" : "class"
    return [
      Control(
        arm: "across", description: "teacher rows shuffled over all rows: nothing is left",
        gain: row.acrossGain, should: "not gain (at most \(acrossLimitText))",
        result: acrossResult(row)),
      Control(
        arm: "within",
        description: "teacher rows shuffled inside each \(group): labels without rows",
        gain: row.withinGain, should: "stay below the distilled student",
        result: staysBelow(row.withinGain, row, format)),
      Control(
        arm: "class-mean", description: "one mean target for each \(group): softness without rows",
        gain: row.classMeanGain, should: "stay below the distilled student",
        result: staysBelow(row.classMeanGain, row, format)),
      Control(
        arm: "smoothed",
        description: pair.isRegression
          ? "targets shrunk to their mean: no teacher" : "label smoothing: no teacher",
        gain: row.smoothedGain, should: "stay below the distilled student",
        result: staysBelow(row.smoothedGain, row, format)),
      Control(
        arm: "fused", description: "labels, with both modalities also at test time",
        gain: fusedGain(row, format), should: "(a reference, not a bound)", result: noNumber),
    ]
  }

  /// Half the band of the outcome `flat`: 0.5 points, or 1 % of the student's mean.
  private func acrossLimit(_ row: ComparisonRecord) -> Double? {
    row.studentMean.finite.flatMap { pair.metric?.flatMargin(studentMean: $0) }.map { $0 / 2 }
  }

  private var acrossLimitText: String {
    pair.metric?.isShownInPoints == true ? "+0.5 points" : "1 % of the student's mean"
  }

  private func acrossResult(_ row: ComparisonRecord) -> String {
    guard let gain = row.acrossGain.finite, let limit = acrossLimit(row) else { return noNumber }
    return gain <= limit ? "yes" : "**no**: chance, or something leaks; trust the gain less"
  }

  private func staysBelow(
    _ control: Double?, _ row: ComparisonRecord, _ format: MetricFormat
  ) -> String {
    guard let control = control.finite, let gain = row.gain.finite else { return noNumber }
    return control < gain
      ? "yes, by \(format.size(gain - control))"
      : "**no**: it does at least as well without the teacher's rows"
  }

  private func fusedGain(_ row: ComparisonRecord, _ format: MetricFormat) -> Double? {
    guard let fused = row.fusedMean.finite, let student = row.studentMean.finite else { return nil }
    return format.metric.lowerIsBetter ? student - fused : fused - student
  }

  private func missing(_ arm: String) -> String {
    pair.divergences.contains { $0.arm == arm } ? "diverged" : "not run for this variant"
  }
}
