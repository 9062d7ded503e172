import Distillation
import Records
import Specifications
import Statistics

extension PairEvidence {
  /// Rows of the view `kd_gain` for this pair, ordinals counted from 0: one a variant and metric.
  ///
  /// - Parameter load: predictions of a variant, looked at one after the other so that memory does not
  ///   grow with their number.
  func comparisons(
    loading load: (Variant) throws -> ArmPredictions?
  ) rethrows -> [ComparisonRecord] {
    var records = [[ComparisonRecord]](repeating: [], count: experiment.metrics.count)
    func compare(_ arm: ArmPredictions?) {
      guard let arm else { return }
      for (index, metric) in experiment.metrics.enumerated() {
        records[index].append(record(metric, arm))
      }
    }
    for variant in experiment.plan.sweep.variants where experiment.specification.distil {
      compare(variant == selectedVariant ? selected : try load(variant))
    }
    compare(atStudentDecay)
    for index in records.indices { adjust(&records[index]) }
    return records.flatMap { $0 }
  }

  private func record(_ metric: Metric, _ arm: ArmPredictions) -> ComparisonRecord {
    let isSelected = arm.work == selected?.work
    var record = ComparisonRecord(
      ordinal: 0, setting: experiment.setting, teacher: pair.teacher, student: pair.student,
      variant: arm.variant,
      method: experiment.specification.method.name, split: "test", metric: metric.rawValue,
      seeds: 0, rows: experiment.test.count)
    record.selected = isSelected
    record.fusedMean = fused?.mean(metric)?.finite

    let withInterval = isSelected || metric == experiment.metrics.first
    let gain = comparison(metric, arm, over: student, withInterval: withInterval)
    record.studentMean = gain?.referenceMean ?? student.mean(metric)?.finite
    record.distilledMean = gain?.candidateMean ?? arm.mean(metric)?.finite
    record.seeds = gain?.seeds ?? 0
    record.gain = gain?.value.finite
    record.gainLower = gain?.lower
    record.gainUpper = gain?.upper
    record.seSeeds = gain?.standardErrorOfSeeds
    record.seRows = gain?.standardErrorOfRows
    record.pValue = gain?.pValue
    record.outcome = gain?.outcome?.rawValue

    guard let place = controlledVariant(of: arm) else { return record }
    let reference = reference(for: place, metric: metric)
    let transfer = comparison(metric, arm, over: reference, withInterval: withInterval)
    record.transfer = transfer?.value.finite
    record.transferLower = transfer?.lower
    record.transferUpper = transfer?.upper
    record.transferReference = reference.work.arm
    record.withinGain = control(.within, place, metric)
    record.acrossGain = control(.across, place, metric)
    record.classMeanGain = control(.classMean, place, metric)
    record.smoothedGain =
      comparison(metric, smoothed, over: student, withInterval: false)?.value.finite
    record.claim = isSelected && (gain?.lower ?? 0) > 0 && (transfer?.lower ?? 0) > 0
    return record
  }

  private func control(
    _ control: TeacherControl, _ variant: ControlledVariant, _ metric: Metric
  ) -> Double? {
    comparison(
      metric, controls[ControlPlace(control: control, variant: variant)], over: student,
      withInterval: false)?.value.finite
  }

  /// Which set of controls belongs to a variant; `nil` for variants without controls.
  private func controlledVariant(of arm: ArmPredictions) -> ControlledVariant? {
    guard case .distilled(_, let variant) = arm.work, let selectedVariant else { return nil }
    if variant == selectedVariant { return .selected }
    let others = variant.options.filter { $0.key != "lambda" }
    let isFullWeight =
      variant.lambda == 1 && others == selectedVariant.options.filter { $0.key != "lambda" }
    return isFullWeight && controls.keys.contains { $0.variant == .fullWeight }
      ? .fullWeight : nil
  }

  /// The selected variant is tested once, unadjusted; all others are exploratory, Holm-adjusted.
  private func adjust(_ records: inout [ComparisonRecord]) {
    let exploratory = records.indices.filter {
      !records[$0].selected && records[$0].pValue != nil
    }
    let adjusted = Holm.adjusted(exploratory.compactMap { records[$0].pValue })
    for (index, value) in zip(exploratory, adjusted) { records[index].pAdjusted = value }
    for index in records.indices where records[index].selected {
      records[index].pAdjusted = records[index].pValue
    }
  }
}
