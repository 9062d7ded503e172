import Ledger
import Records

/// The controls: what is left when part of what the teacher knows is taken away. Each is judged by the
/// interval of distilled − control, as the claim judges it.
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
    let below = "stay below the distilled student"
    // Jobs sealed before engine 3 have no such arm.
    let own = pair.transfer(over: "self").map { transfer in
      Control(
        arm: "self", description: "the student's own outputs: no other modality",
        gain: row.gain.flatMap { gain in transfer.value.map { gain - $0 } }, should: below,
        result: staysBelow("self", format))
    }
    return [
      Control(
        arm: "across", description: "teacher rows shuffled over all rows: nothing is left",
        gain: row.acrossGain, should: "\(below), and not gain (at most \(acrossLimitText))",
        result: staysBelow("across", format) + (acrossGains(row) ? shrinkage : "")),
      Control(
        arm: "within",
        description: "teacher rows shuffled inside each \(group): labels without rows",
        gain: row.withinGain, should: below, result: staysBelow("within", format)),
      Control(
        arm: "class-mean", description: "one mean target for each \(group): softness without rows",
        gain: row.classMeanGain, should: below, result: staysBelow("class-mean", format)),
      Control(
        arm: "smoothed",
        description: pair.isRegression
          ? "targets shrunk to their mean: no teacher" : "label smoothing: no teacher",
        gain: row.smoothedGain, should: below, result: staysBelow("smoothed", format)),
    ] + [own].compactMap { $0 } + [
      Control(
        arm: "fused", description: "labels, with both modalities also at test time",
        gain: fusedGain(row, format), should: "(a reference, not a bound)", result: noNumber)
    ]
  }

  // MARK: - Did it

  /// "yes" only where the whole interval says so.
  private func staysBelow(_ control: String, _ format: MetricFormat) -> String {
    guard let transfer = pair.transfer(over: control), let value = transfer.value.finite else {
      return noNumber
    }
    let interval =
      transfer.lower.finite == nil
      ? "no interval" : format.interval(transfer.lower, transfer.upper)
    if transfer.isBeaten { return "yes, by \(format.size(value)) (\(interval))" }
    return value > 0
      ? "not clearly: by \(format.size(value)) (\(interval))"
      : "**no**: distilled − control is \(format.difference(value)) (\(interval))"
  }

  /// Half the band of the outcome `flat`: 0.5 points, or 1 % of the student's mean.
  private func acrossGains(_ row: ComparisonRecord) -> Bool {
    guard let gain = row.acrossGain.finite, let mean = row.studentMean.finite,
      let margin = pair.metric?.flatMargin(studentMean: mean)
    else { return false }
    return gain > margin / 2
  }

  private let shrinkage = "; but **it gains**: shrinkage, or something leaks"

  private var acrossLimitText: String {
    pair.metric?.isShownInPoints == true ? "+0.5 points" : "1 % of the student's mean"
  }

  private func fusedGain(_ row: ComparisonRecord, _ format: MetricFormat) -> Double? {
    guard let fused = row.fusedMean.finite, let student = row.studentMean.finite else { return nil }
    return format.metric.lowerIsBetter ? student - fused : fused - student
  }

  private func missing(_ arm: String) -> String {
    pair.divergences.contains { $0.arm == arm } ? "diverged" : "not run for this variant"
  }
}
