import Glibc
import Tensors

/// How a classifying teacher speaks of rows: right or wrong, sure or unsure.
public struct TeacherCharacter: Sendable, Hashable {
  public var accuracy: Double
  /// Mean −log p(label), nats.
  public var logLoss: Double
  public var meanTopProbability: Double
  /// Mean entropy of its probabilities at T = 1, nats.
  public var entropy: Double

  /// - Parameters:
  ///   - logits: `[rows, classes]`.
  ///   - labels: one class number a row.
  public init(logits: Tensor, labels: [Int]) {
    let logarithms = Softmax.logarithms(of: logits)
    let classes = logits.columns
    var right = 0
    var loss = 0.0
    var top = 0.0
    var entropy = 0.0
    for (row, label) in labels.enumerated() {
      let slice = logarithms[(row * classes)..<((row + 1) * classes)]
      var best = 0
      for column in 0..<classes {
        let value = logarithms[row * classes + column]
        if value > logarithms[row * classes + best] { best = column }
        entropy -= Glibc.exp(value) * value
      }
      if best == label { right += 1 }
      loss -= logarithms[row * classes + label]
      top += Glibc.exp(slice.max() ?? 0)
    }
    let rows = Double(max(labels.count, 1))
    accuracy = Double(right) / rows
    logLoss = loss / rows
    meanTopProbability = top / rows
    self.entropy = entropy / rows
  }

  /// The temperature T in 0.05 … 20 with the least mean −log softmax(z/T)[y] (Guo et al. 2017):
  /// above 1.25 the teacher is over-confident, below 0.8 under-confident.
  ///
  /// The loss is convex in 1/T, so a golden-section search on log T finds its minimum.
  public static func calibratedTemperature(logits: Tensor, labels: [Int]) -> Double {
    func loss(_ logarithm: Double) -> Double {
      let values = Softmax.logarithms(of: logits, temperature: Glibc.exp(logarithm))
      var sum = 0.0
      for (row, label) in labels.enumerated() { sum -= values[row * logits.columns + label] }
      return sum
    }
    let ratio = (5.0.squareRoot() - 1) / 2
    var low = Glibc.log(0.05)
    var high = Glibc.log(20.0)
    var left = high - ratio * (high - low)
    var right = low + ratio * (high - low)
    var lossLeft = loss(left)
    var lossRight = loss(right)
    while high - low > 1e-4 {
      if lossLeft <= lossRight {
        (high, right, lossRight) = (right, left, lossLeft)
        left = high - ratio * (high - low)
        lossLeft = loss(left)
      } else {
        (low, left, lossLeft) = (left, right, lossRight)
        right = low + ratio * (high - low)
        lossRight = loss(right)
      }
    }
    return Glibc.exp((low + high) / 2)
  }
}
