import Distillation
import Randomness
import Tensors
import Testing

/// Rows of a planted experiment: privileged features, regular features and binary labels.
struct Draw {
  var privileged: [[Double]]
  var regular: [[Double]]
  var labels: [Int]
}

/// The planted generators of Lopez-Paz et al. 2016, section 5 (d = 50), and of an exact null.
enum Planted: String, CaseIterable, CustomTestStringConvertible {
  case cleanLabels = "1 clean labels"
  case cleanFeatures = "2 clean features"
  case relevantFeatures = "3 relevant features"
  case positional = "4 sample-dependent features, position-fixed weights"

  var testDescription: String { rawValue }

  /// - Parameter weights: a ~ N(0, I₅₀), shared by the train and test rows of one repeat.
  func draw(rows: Int, weights a: [Double], stream: inout RandomStream) -> Draw {
    var draw = Draw(privileged: [], regular: [], labels: [])
    for _ in 0..<rows {
      let x = (0..<a.count).map { _ in stream.normal() }
      switch self {
      case .cleanLabels:
        let score = dot(x, a)
        draw.add(privileged: [score], regular: x, label: score + stream.normal() > 0)
      case .cleanFeatures:
        let noisy = x.map { $0 + stream.normal() }
        draw.add(privileged: x, regular: noisy, label: dot(x, a) > 0)
      case .relevantFeatures:
        let few = Array(x[0..<3])
        draw.add(privileged: few, regular: x, label: dot(few, a) > 0)
      case .positional:
        let few = stream.permutation(of: a.count).prefix(3).map { x[$0] }
        draw.add(privileged: few, regular: x, label: dot(few, a) > 0)
      }
    }
    return draw
  }
}

extension Draw {
  mutating func add(privileged: [Double], regular: [Double], label: Bool) {
    self.privileged.append(privileged)
    self.regular.append(regular)
    labels.append(label ? 1 : 0)
  }
}

/// Σ xᵢ yᵢ over the shorter of the two.
func dot(_ x: [Double], _ y: [Double]) -> Double {
  zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
}

/// Train rows and then test rows of one table, standardised with the train rows' statistics.
func standardised(train: [[Double]], test: [[Double]]) -> any FeatureSource {
  let table = train + test
  let tensor = Tensor(
    rows: table.count, columns: table.first?.count ?? 0,
    values: table.flatMap { $0.map { Float($0) } })
  return Standardisation.fitted(to: tensor, rows: Array(0..<train.count))(tensor)
}
