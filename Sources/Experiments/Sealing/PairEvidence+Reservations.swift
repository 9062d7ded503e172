import Datasets
import Distillation
import Records
import Statistics

extension PairEvidence {
  /// Why no claim may be made of the selected arm, whatever its intervals say.
  func reservations(_ metric: Metric, _ arm: ArmPredictions) -> [String] {
    [constantReservation(metric, arm)].compactMap { $0 } + [student, arm].compactMap(cutShort)
      + [shiftReservation(metric, arm), sameMeasurements].compactMap { $0 } + harms(metric, arm)
  }

  /// What a copy of the student's modality brings is self-distillation, and nothing of another one.
  private var sameMeasurements: String? {
    experiment.dataset.card.areTheSame(pair.teacher, pair.student)
      ? "teacher and student see the same measurements, so that no other modality is shown to help"
      : nil
  }

  /// An arm that no more than matches a predictor without inputs helps nobody.
  private func constantReservation(_ metric: Metric, _ arm: ArmPredictions) -> String? {
    let over = comparison(metric, arm, over: constantArm(seedsOf: arm), withInterval: true)
    guard let over else { return nil }
    if let lower = over.lower, lower > 0 { return nil }
    return over.value > 0
      ? "the distilled student is not clearly above a constant prediction"
      : "the distilled student is no better than a constant prediction"
  }

  /// Numbers of fits that ended at a limit are not those of trained models.
  private func cutShort(_ arm: ArmPredictions) -> String? {
    guard arm.isCutShort else { return nil }
    let key = arm.limitKey ?? "its limit"
    return
      "\(arm.cutShort.count) of \(arm.seeds.count) fits of the arm '\(arm.word)' were still "
      + "improving when they ended at \(key)"
  }

  /// A gain in another metric that accuracy pays for, its whole interval below 0, is no gain to recommend.
  ///
  /// Log-loss is not asked: temperatures move it where decisions are rightly better, and planted teachers
  /// would be lost.
  private func harms(_ primary: Metric, _ arm: ArmPredictions) -> [String] {
    experiment.task.metrics.filter { $0 == .accuracy && $0 != primary }.compactMap { metric in
      guard
        let upper = comparison(metric, arm, over: student, withInterval: true)?.upper, upper < 0
      else { return nil }
      return "\(metric.title) gets worse with its whole interval"
    }
  }

  /// Where test rows are of another mixture of classes, accuracy may rise because one class is named more
  /// often; balanced accuracy or AUC must then not fall.
  private func shiftReservation(_ metric: Metric, _ arm: ArmPredictions) -> String? {
    guard metric == .accuracy, experiment.dataset.card.isTestShifted else { return nil }
    let others = [Metric.balancedAccuracy, .areaUnderCurve].compactMap {
      comparison($0, arm, over: student, withInterval: false)?.value
    }
    guard !others.isEmpty, others.allSatisfy({ $0 < 0 }) else { return nil }
    return
      "test rows have another mixture of classes than train rows, and balanced accuracy and AUC fall"
  }
}
