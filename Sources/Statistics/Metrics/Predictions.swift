/// What one model says about the rows of a split, beside what is true.
public enum Predictions: Sendable, Hashable {
  case classes(ClassProbabilities)
  case values(PredictedValues)

  public var rows: Int {
    switch self {
    case .classes(let classes): classes.rows
    case .values(let values): values.predicted.count
    }
  }
}

/// Predicted and true numbers of the same rows.
public struct PredictedValues: Sendable, Hashable {
  public let predicted: [Double]
  public let actual: [Double]

  public init(predicted: [Double], actual: [Double]) {
    precondition(
      predicted.count == actual.count && !actual.isEmpty, "every row needs a prediction and a value"
    )
    self.predicted = predicted
    self.actual = actual
  }
}

/// Class probabilities and labels of the same rows.
public struct ClassProbabilities: Sendable, Hashable {
  public let classes: Int
  /// 0 ..< classes, one a row.
  public let labels: [Int]
  /// `[rows, classes]`, row-major.
  public let probabilities: [Double]
  /// ln of the above, known better than by taking ln where logits were given.
  public let logProbabilities: [Double]
  /// Log-odds of each class against all others, `[rows, classes]`: what ranks rows.
  ///
  /// From logits z:   two classes z₁ − z₀; more z_c − ln Σ_{j≠c} exp z_j
  /// from p:          ln p − ln(1 − p)
  ///
  /// A probability rounds to 1, and its logarithm to 0, from a margin of 37 on, so that rows a
  /// confident model still tells apart would tie; a margin does not.
  public let margins: [Double]

  public var rows: Int { labels.count }

  /// - Parameter probabilities: `[rows, classes]`, row-major; each row sums to 1.
  public init(probabilities: [Double], labels: [Int], classes: Int) {
    self.init(
      probabilities: probabilities, logProbabilities: probabilities.map { logarithm($0) },
      margins: probabilities.map { logarithm($0) - logarithm(ofOnePlus: -min($0, 1)) },
      labels: labels, classes: classes)
  }

  /// - Parameter logits: `[rows, classes]`, row-major, before the softmax.
  public init(logits: [Double], labels: [Int], classes: Int) {
    var logProbabilities = logits
    var margins = logits
    for start in stride(from: 0, to: logits.count, by: classes) {
      let row = logits[start..<min(start + classes, logits.count)]
      let normaliser = Self.logSumOfExponentials(row, without: nil)
      for place in row.indices {
        logProbabilities[place] = logits[place] - normaliser
        margins[place] = logits[place] - Self.logSumOfExponentials(row, without: place)
      }
    }
    self.init(
      probabilities: logProbabilities.map { exponential($0) },
      logProbabilities: logProbabilities, margins: margins, labels: labels, classes: classes)
  }

  /// ln Σ exp z over a row of logits, one of them left out; a single one is itself.
  private static func logSumOfExponentials(
    _ row: ArraySlice<Double>, without place: Int?
  ) -> Double {
    var largest = -Double.infinity
    for other in row.indices where other != place { largest = max(largest, row[other]) }
    guard largest.isFinite else { return largest }
    var sum = 0.0
    for other in row.indices where other != place { sum += exponential(row[other] - largest) }
    return largest + logarithm(sum)
  }

  private init(
    probabilities: [Double], logProbabilities: [Double], margins: [Double], labels: [Int],
    classes: Int
  ) {
    precondition(
      classes > 0 && !labels.isEmpty && probabilities.count == labels.count * classes,
      "\(labels.count) labels of \(classes) classes do not go with \(probabilities.count) numbers")
    precondition(
      labels.allSatisfy { (0..<classes).contains($0) }, "labels lie in 0 ..< \(classes)")
    self.probabilities = probabilities
    self.logProbabilities = logProbabilities
    self.margins = margins
    self.labels = labels
    self.classes = classes
  }

  /// The class of the largest probability of every row; ties go to the lower class.
  public var predicted: [Int] {
    (0..<rows).map { row in
      var best = 0
      for candidate in 1..<max(classes, 1)
      where logProbabilities[row * classes + candidate] > logProbabilities[row * classes + best] {
        best = candidate
      }
      return best
    }
  }

  /// Whether the predicted class is the label, of every row.
  public var isRight: [Bool] { zip(predicted, labels).map { $0 == $1 } }

  /// The largest probability of every row.
  public var topProbabilities: [Double] {
    predicted.enumerated().map { row, top in probabilities[row * classes + top] }
  }

  /// −ln p(label) of every row, nats; a probability below 1e-15 counts as 1e-15.
  public var surprises: [Double] {
    let least = logarithm(1e-15)
    return labels.enumerated().map { row, label in
      -max(logProbabilities[row * classes + label], least)
    }
  }
}
