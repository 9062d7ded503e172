import Datasets
import Distillation
import PlainText
import Statistics

extension PairEvidence {
  /// An arm's level on validation and on test rows, in words, where they are further apart than three
  /// standard errors of the rows.
  struct PartGapText {
    var validation: String
    var test: String
    var errors: String
  }

  /// Accuracy of classes, mean squared error of real targets: both are means over rows.
  ///
  /// - Returns: `nil` where the parts agree, or one of them cannot tell.
  func gap(between arm: ArmPredictions) -> PartGapText? {
    let rows = experiment.dataset.split.validation
    let groups = experiment.dataset.groups.map { groups in rows.map { groups[$0] } }
    guard let validation = Self.level(arm.validation, groups: groups),
      let test = Self.level(arm.test, groups: experiment.testGroups)
    else { return nil }
    let gap = PartGap(validation, test)
    guard gap.isFar else { return nil }
    return PartGapText(
      validation: experiment.task.levelText(validation.value),
      test: experiment.task.levelText(test.value),
      errors: FixedDecimal(abs(gap.z), decimals: 1).typeset)
  }

  private static func level(
    _ predictions: [Int: Predictions], groups: [Int]?
  ) -> PartGap.Part? {
    let scores = predictions.keys.sorted().compactMap { predictions[$0]?.correctness }
    guard let first = scores.first, first.count > 1 else { return nil }
    let interval = CrossedInterval(differences: ScoreTable(scores), groups: groups)
    guard let error = interval.standardErrorOfRows else { return nil }
    // Five rows that are all right vary in nothing: half a row more or less is what they can tell.
    let least = 0.5 / Double(first.count)
    let isShare = predictions.values.contains(where: \.isClassification)
    return PartGap.Part(
      value: interval.gain, standardError: isShare ? max(error, least) : error)
  }
}
