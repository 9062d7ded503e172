import Glibc
import Tensors

@testable import Distillation
@testable import Networks

/// An objective as a function of the student's outputs alone: a linear network that sees which row
/// it is has one weight for each output of each row, so that its weights are the outputs.
struct ObjectiveProbe {
  private let objective: FullBatchObjective
  private let outputs: [[Double]]

  /// - Parameter outputs: of the student, a row each, with few enough digits for Float32.
  init(_ objective: Objective, at outputs: [[Double]]) {
    let rows = outputs.count
    var features = Tensor.zeros(rows: rows, columns: rows)
    for row in 0..<rows { features[row, row] = 1 }
    self.objective = FullBatchObjective(
      network: .linear(inputs: rows, outputs: outputs.first?.count ?? 0), features: features,
      rows: Array(0..<rows), objective: objective, weightDecay: 0)
    self.outputs = outputs
  }

  /// The loss and its derivative by every output, row by row.
  var value: (loss: Double, gradient: [Double]) {
    let weights = outputs.flatMap { $0 }
    let bias = [Double](repeating: 0, count: outputs.first?.count ?? 0)
    let value = objective(weights + bias)
    return (value.loss, Array(value.gradient.prefix(weights.count)))
  }
}

/// The formulas of papers, in Double, as they are printed.
enum Written {
  static func softmax(_ z: [Double], _ temperature: Double = 1) -> [Double] {
    let powers = z.map { Glibc.exp($0 / temperature) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// −Σ p log q
  static func crossEntropy(_ p: [Double], _ q: [Double]) -> Double {
    zip(p, q).reduce(0) { $0 - $1.0 * Glibc.log($1.1) }
  }

  /// Σ p log (p/q)
  static func divergence(_ p: [Double], _ q: [Double]) -> Double {
    crossEntropy(p, q) - crossEntropy(p, p)
  }

  static func squaredError(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  /// ∂f/∂z by central differences, row by row.
  static func gradient(at z: [[Double]], of function: ([[Double]]) -> Double) -> [Double] {
    let step = 1e-5
    return z.indices.flatMap { row in
      z[row].indices.map { column in
        var (up, down) = (z, z)
        up[row][column] += step
        down[row][column] -= step
        return (function(up) - function(down)) / (2 * step)
      }
    }
  }
}

/// Three rows of three classes: labels, one of them smoothed, a teacher's logits and a student's.
enum ThreeRows {
  static let labels = [[1, 0, 0], [0, 0, 1], [0.0625, 0.875, 0.0625]]
  static let teacher = [[2, -1, 0.5], [-0.25, 0.75, 3], [1, 1.5, -2]]
  static let student = [[0.5, 0, -1.5], [1.25, -0.5, 0.25], [-2, 0.5, 1]]

  static func tensor(_ rows: [[Double]]) -> Tensor {
    Tensor(
      rows: rows.count, columns: rows.first?.count ?? 0,
      values: rows.flatMap { $0.map { Float($0) } })
  }

  /// A loss on these rows, at the student's outputs.
  static func probe(
    _ loss: some DistillationLoss, isClassification: Bool = true, student: [[Double]] = student
  ) -> ObjectiveProbe {
    ObjectiveProbe(
      loss.objective(
        labels: tensor(labels), signals: [.teacherOutputs: tensor(teacher)],
        isClassification: isClassification),
      at: student)
  }

  /// The mean over rows of what is written for one.
  static func mean(
    _ z: [[Double]], _ term: (_ y: [Double], _ t: [Double], _ z: [Double]) -> Double
  ) -> Double {
    Written.mean(z.indices.map { term(labels[$0], teacher[$0], z[$0]) })
  }
}
