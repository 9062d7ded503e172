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
        [MarkdownText.codeSpan(control.arm), MarkdownText.name(control.part)].prefix(
          control.part.isEmpty ? 1 : 2
        ).joined(separator: ", "),
        MarkdownText.sentence(control.description), format.difference(control.gain),
        control.should,
        control.gain.finite == nil ? missing(control.arm) : control.result,
      ])
    }
    return ["### Controls", table.text]
  }

  private struct Control {
    var arm: String
    /// Of a method it disturbs; empty for the arm as a whole.
    var part = ""
    var description: String
    var gain: Double?
    var should: String
    var result: String
  }

  /// What the distilled student is held against, and what it may be compared with, the least of a teacher
  /// first.
  private func controls(_ row: ComparisonRecord, _ format: MetricFormat) -> [Control] {
    let arms = pair.jobArms.yardsticks + pair.jobArms.landmarks
    return arms.fromLeastRemaining.flatMap { arm in
      [control(arm, row, format)] + parts(arm, row, format)
    }
  }

  private func control(_ arm: Arm, _ row: ComparisonRecord, _ format: MetricFormat) -> Control {
    // Of the arm with both modalities the level is kept.
    let gain =
      pair.gain(of: arm, for: row) ?? (arm.wording.sees == .both ? fusedGain(row, format) : nil)
    return Control(
      arm: arm.word, description: arm.learnsFrom, gain: gain, should: should(arm),
      result: result(arm, gain, row, format))
  }

  /// What a method's parts show one by one.
  private func parts(_ arm: Arm, _ row: ComparisonRecord, _ format: MetricFormat) -> [Control] {
    row.controls.filter { $0.arm == arm.word && !$0.part.isEmpty }.map { record in
      Control(
        arm: arm.word, part: record.part, description: arm.learnsFrom, gain: record.gain,
        should: should(arm), result: record.held.map { $0 ? "yes" : "**no**" } ?? noNumber)
    }
  }

  private func should(_ arm: Arm) -> String {
    let below = "stay below the distilled student"
    return switch arm.expectation {
    case .none: "(a reference, not a bound)"
    case .staysBelow: below
    case .doesNotGain: "\(below), and not gain (at most \(gainLimitText))"
    }
  }

  // MARK: - Did it

  private func result(
    _ arm: Arm, _ gain: Double?, _ row: ComparisonRecord, _ format: MetricFormat
  ) -> String {
    switch arm.expectation {
    case .none: noNumber
    case .staysBelow: staysBelow(arm.word, format)
    case .doesNotGain: staysBelow(arm.word, format) + (isGain(gain, row) ? shrinkage : "")
    }
  }

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
  private func isGain(_ gain: Double?, _ row: ComparisonRecord) -> Bool {
    guard let gain, let mean = row.studentMean.finite,
      let margin = pair.metric?.flatMargin(studentMean: mean)
    else { return false }
    return gain > margin / 2
  }

  private let shrinkage = "; but **it gains**: shrinkage, or something leaks"

  private var gainLimitText: String {
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
