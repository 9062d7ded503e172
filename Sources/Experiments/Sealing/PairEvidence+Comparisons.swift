import Datasets
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
    func compare(_ arm: ArmPredictions?, _ variant: Variant) {
      guard let arm else { return }
      for (index, metric) in experiment.metrics.enumerated() {
        records[index].append(record(metric, arm, variant))
      }
    }
    for variant in experiment.sweep.variants where experiment.specification.distil {
      compare(variant == chosen?.variant ? selected : try load(variant), variant)
    }
    if experiment.specification.distil, !records.allSatisfy({ $0.contains(where: \.selected) }) {
      for (index, metric) in experiment.metrics.enumerated() {
        records[index].append(withoutArm(metric))
      }
    }
    for index in records.indices { adjust(&records[index]) }
    return records.flatMap { $0 }
  }

  /// Of a pair no distilled student of which finished: it has no numbers and counts as a pair all the same.
  private func withoutArm(_ metric: Metric) -> ComparisonRecord {
    let variants = experiment.sweep.variants
    var record = empty(metric)
    record.variant =
      (chosen?.variant ?? variants.first).map {
        experiment.words($0)
      } ?? ""
    record.cell =
      (chosen?.variant ?? variants.first).map {
        experiment.cell($0)
      } ?? experiment.cell
    record.selected = true
    record.studentVariant = student.variant
    record.studentMean = student.mean(metric)?.finite
    return record
  }

  private func empty(_ metric: Metric) -> ComparisonRecord {
    ComparisonRecord(
      ordinal: 0, setting: experiment.setting, teacher: pair.teacher, student: pair.student,
      variant: "", method: experiment.specification.method.name, split: "test",
      metric: metric.rawValue, seeds: 0, rows: experiment.dataset.split.test.count)
  }

  /// - Parameter variant: the cell; of the chosen one, `arm` may have another weight decay than the others.
  private func record(
    _ metric: Metric, _ arm: ArmPredictions, _ variant: Variant
  ) -> ComparisonRecord {
    let isSelected = variant == chosen?.variant
    let isPrimary = metric == experiment.metrics.first
    var record = empty(metric)
    record.variant = experiment.words(variant)
    record.cell = experiment.cell(variant)
    record.selected = isSelected
    record.studentVariant = student.variant
    record.distilledVariant = arm.variant
    record.fusedMean = fused?.mean(metric)?.finite

    let gain = comparison(metric, arm, over: student, withInterval: isSelected || isPrimary)
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

    guard let isOfTwin = isTwin(variant) else { return record }
    let transfers = transfers(metric, arm, isOfTwin, gain, withIntervals: isPrimary)
    let least = Claim.leastClear(transfers)
    record.transfer = least?.value
    record.transferLower = least?.lower
    record.transferUpper = least?.upper
    record.transferReference = least?.reference
    record.controls = controls(
      ofTwin: isOfTwin, metric, transfers, studentMean: record.studentMean)
    if isSelected, isPrimary {
      record.transfers = transfers
      record.claimPValue = Claim.test(transfers).pValue
      record.reservations = reservations(metric, arm)
    }
    return record
  }

  /// distilled − each reference.
  ///
  /// - Parameter withIntervals: of all; otherwise those of metrics that are means of row scores, which cost
  ///   nothing.
  private func transfers(
    _ metric: Metric, _ arm: ArmPredictions, _ isOfTwin: Bool, _ gain: Gain?,
    withIntervals: Bool
  ) -> [TransferRecord] {
    references(ofTwin: isOfTwin).map { referenceArm, reference in
      // The first reference is the student itself.
      let transfer =
        reference?.place == student.place
        ? gain
        : comparison(metric, arm, over: reference, withInterval: withIntervals)
      return TransferRecord(
        reference: referenceArm.word, value: transfer?.value.finite, lower: transfer?.lower,
        upper: transfer?.upper, pValue: transfer?.pValue)
    }
  }

  /// Whether a variant's controls are those of the twin; `nil` for variants without controls.
  private func isTwin(_ variant: Variant) -> Bool? {
    guard let selected = chosen?.variant else { return nil }
    if variant == selected { return false }
    let isTwin = variant.teacherShare == 1 && variant.isTwin(of: selected)
    return isTwin && controls.contains(where: \.isOfTwin) ? true : nil
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

extension Experiment {
  /// A cell of the method's sweep in words, as ledger and report have it.
  func words(_ variant: Variant) -> String {
    [setting, variant.label].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The same value by value.
  func cell(_ variant: Variant) -> Cell { cell.with(variant.cell) }
}
