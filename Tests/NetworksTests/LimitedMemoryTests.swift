import Foundation
import Networks
import Randomness
import Tensors
import Testing

@testable import Networks

/// L-BFGS against Newton's method in Double, on the same penalised softmax regression.
@Suite("L-BFGS") struct LimitedMemoryTests {
  @Test(
    "reaches the optimum Newton's method finds",
    arguments: [(2, 1.0), (3, 1.0), (3, 0.01), (5, 0.3)])
  func newton(classes: Int, noise: Double) throws {
    let example = Example(rows: 160, columns: 6, classes: classes, key: 4, noise: noise)
    let penalty = 1.0 / 160
    let fitted = try Trainer(
      network: .linear(inputs: 6, outputs: classes),
      settings: TrainingSettings(
        epochs: 1, batch: 1, optimizer: .lbfgs(), weightDecay: Float(penalty), seed: 1,
        role: .student)
    ).fit(features: example.features, rows: example.rows, objective: example.objective)

    let reference = SoftmaxRegression(example, penalty: Double(Float(penalty)))
    let optimum = reference.newton()
    let found = reference.value(fitted.parameters.map(Double.init))
    let least = reference.value(optimum)
    #expect(found >= least - 1e-12)
    #expect((found - least) / least < 1e-7)
  }

  @Test("stops when the gradient is within the tolerance")
  func tolerance() throws {
    let example = Example(rows: 100, columns: 4, classes: 2)
    func epochs(_ tolerance: Double) throws -> Int {
      try Trainer(
        network: .linear(inputs: 4, outputs: 2),
        settings: .example(
          optimizer: .lbfgs(iterations: 500, history: 10, tolerance: tolerance))
      ).fit(features: example.features, rows: example.rows, objective: example.objective)
        .curve.count
    }
    #expect(try epochs(1e-2) < epochs(1e-6))
    #expect(try epochs(1e-6) < 100)
  }

  @Test("the direction after exact quadratic steps is Newton's")
  func quadratic() {
    // f = ½ (x² + 10 y²): steps along the axes show the whole curvature.
    var memory = LimitedMemory(history: 5)
    memory.remember(step: [1, 0], change: [1, 0])
    memory.remember(step: [0, 1], change: [0, 10])
    let direction = memory.direction(against: [3, 20])
    #expect(abs(direction[0] + 3) < 1e-12 && abs(direction[1] + 2) < 1e-12)
  }

  @Test("a line search meets the strong Wolfe conditions", arguments: [1e-3, 0.1, 1, 50])
  func wolfe(first: Double) throws {
    let search = LineSearch()
    func phi(_ a: Double) -> LineSearch.Point {
      LineSearch.Point(
        length: a, value: (a - 3) * (a - 3) * (1 + 0.1 * a * a),
        slope: 2 * (a - 3) * (1 + 0.1 * a * a) + (a - 3) * (a - 3) * 0.2 * a)
    }
    let origin = phi(0)
    let point = try #require(search(from: origin, first: first, phi))
    #expect(abs(point.slope) <= 0.9 * abs(origin.slope))
    #expect(point.value <= origin.value + 1e-4 * point.length * origin.slope + 1e-6)
  }
}

/// Mean cross-entropy of a softmax regression with a penalty on the weights, in Double.
private struct SoftmaxRegression {
  private let x: [[Double]]
  private let labels: [Int]
  private let classes: Int
  private let penalty: Double
  private var inputs: Int { x[0].count }
  /// Weights `[inputs, classes]`, then the bias.
  private var count: Int { (inputs + 1) * classes }

  init(_ example: Example, penalty: Double) {
    x = example.rows.map { row in
      (0..<example.features.columns).map { Double(example.features[row, $0]) }
    }
    labels = example.rows.map { row in
      (0..<example.classes).first { example.labels[row, $0] == 1 } ?? 0
    }
    classes = example.classes
    self.penalty = penalty
  }

  private func logProbabilities(_ w: [Double], row: Int) -> [Double] {
    let z = (0..<classes).map { c in
      (0..<inputs).reduce(w[inputs * classes + c]) { $0 + x[row][$1] * w[$1 * classes + c] }
    }
    let maximum = z.max() ?? 0
    let logSum = log(z.reduce(0) { $0 + exp($1 - maximum) })
    return z.map { $0 - maximum - logSum }
  }

  func value(_ w: [Double]) -> Double {
    let loss = x.indices.reduce(0.0) { $0 - logProbabilities(w, row: $1)[labels[$1]] }
    let squares = w.prefix(inputs * classes).reduce(0) { $0 + $1 * $1 }
    return loss / Double(x.count) + 0.5 * penalty * squares
  }

  func newton() -> [Double] {
    var w = [Double](repeating: 0, count: count)
    for _ in 0..<50 {
      let (gradient, hessian) = derivatives(w)
      let step = solve(hessian, gradient)
      var length = 1.0
      let before = value(w)
      while length > 1e-6, value(zip(w, step).map { $0 - length * $1 }) > before { length /= 2 }
      w = zip(w, step).map { $0 - length * $1 }
    }
    return w
  }

  private func derivatives(_ w: [Double]) -> ([Double], [[Double]]) {
    var gradient = [Double](repeating: 0, count: count)
    var hessian = [[Double]](repeating: gradient, count: count)
    for row in x.indices {
      let p = logProbabilities(w, row: row).map { exp($0) }
      let input = x[row] + [1]
      for i in 0...inputs {
        for c in 0..<classes {
          gradient[i * classes + c] +=
            input[i] * (p[c] - (labels[row] == c ? 1 : 0)) / Double(x.count)
          for j in 0...inputs {
            for d in 0..<classes {
              hessian[i * classes + c][j * classes + d] +=
                input[i] * input[j] * p[c] * ((c == d ? 1 : 0) - p[d]) / Double(x.count)
            }
          }
        }
      }
    }
    for index in 0..<count {
      if index < inputs * classes {
        gradient[index] += penalty * w[index]
        hessian[index][index] += penalty
      } else {
        // Adding a constant to all biases changes nothing; this only picks one of the equals.
        hessian[index][index] += 1e-9
      }
    }
    return (gradient, hessian)
  }

  /// Gaussian elimination with pivots.
  private func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var a = matrix
    var b = right
    for k in b.indices {
      let pivot = (k..<b.count).max { abs(a[$0][k]) < abs(a[$1][k]) } ?? k
      a.swapAt(k, pivot)
      b.swapAt(k, pivot)
      for i in k + 1..<b.count {
        let factor = a[i][k] / a[k][k]
        for j in k..<b.count { a[i][j] -= factor * a[k][j] }
        b[i] -= factor * b[k]
      }
    }
    for k in b.indices.reversed() {
      for j in k + 1..<b.count { b[k] -= a[k][j] * b[j] }
      b[k] /= a[k][k]
    }
    return b
  }
}
