import Distillation
import PlainText
import Plans
import Statistics

extension Predictions {
  var isClassification: Bool { if case .classes = self { true } else { false } }

  /// A score whose mean over rows is the level of an arm: 1 for a row that is right, or its squared error.
  var correctness: [Double] {
    switch self {
    case .classes(let classes): classes.isRight.map { $0 ? 1 : 0 }
    case .values(let values):
      zip(values.predicted, values.actual).map { ($0 - $1) * ($0 - $1) }
    }
  }
}

extension LearningTask {
  /// A mean of `correctness` in words: "93.2 %", "a mean squared error of 0.412".
  func levelText(_ mean: Double) -> String {
    isClassification
      ? "\(FixedDecimal(100 * mean, decimals: 1).typeset) %"
      : "a mean squared error of \(mean.formatted(significant: 3))"
  }
}

extension Double {
  /// Rounded to so many significant digits: "0.412", "12400".
  func formatted(significant digits: Int) -> String {
    guard self != 0, isFinite else { return "0" }
    var (scale, unit) = (1.0, 1.0)
    let most = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    while magnitude * scale < most / 10 { scale *= 10 }
    while (magnitude / unit).rounded() >= most { unit *= 10 }
    let rounded = unit > 1 ? (self / unit).rounded() * unit : (self * scale).rounded() / scale
    return rounded == rounded.rounded() && rounded.magnitude < 1e15
      ? "\(Int(rounded))" : "\(rounded)"
  }
}
