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
    func text(_ mean: Double) -> String {
      experiment.task.isClassification
        ? "\(FixedDecimal(100 * mean, decimals: 1).typeset) %"
        : "a mean squared error of \(mean.formatted(significant: 3))"
    }
    return PartGapText(
      validation: text(validation.value), test: text(test.value),
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

extension Predictions {
  fileprivate var isClassification: Bool { if case .classes = self { true } else { false } }

  /// 1 for a row that is right, or its squared error.
  fileprivate var correctness: [Double] {
    switch self {
    case .classes(let classes): classes.isRight.map { $0 ? 1 : 0 }
    case .values(let values):
      zip(values.predicted, values.actual).map { ($0 - $1) * ($0 - $1) }
    }
  }
}

extension Double {
  /// Rounded to so many significant digits, in Swift's shortest form.
  fileprivate func formatted(significant digits: Int) -> String {
    guard self != 0, isFinite else { return "0" }
    var scale = 1.0
    while magnitude * scale < Double(pow10(digits - 1)) { scale *= 10 }
    return "\((self * scale).rounded() / scale)"
  }
}

private func pow10(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { power, _ in power * 10 } }
