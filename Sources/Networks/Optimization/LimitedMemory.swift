/// The inverse Hessian of L-BFGS, kept as its last few steps.
///
/// Two-loop recursion: Nocedal and Wright, Numerical Optimization, algorithm 7.4, with the scaling of
/// equation 7.20.
struct LimitedMemory {
  struct Pair: Sendable, Hashable {
    let step: [Double]
    let change: [Double]
    /// 1 / (change · step).
    let inverseCurvature: Double

    init(step: [Double], change: [Double]) {
      self.step = step
      self.change = change
      inverseCurvature = 1 / dot(step, change)
    }
  }

  private let history: Int
  /// The oldest first.
  private(set) var pairs: [Pair]

  init(history: Int, pairs: [Pair] = []) {
    self.history = history
    self.pairs = pairs
  }

  mutating func forget() {
    pairs.removeAll()
  }

  var isEmpty: Bool { pairs.isEmpty }

  /// Remembers a step and the gradient's change along it, unless they show no curvature.
  mutating func remember(step: [Double], change: [Double]) {
    let curvature = dot(step, change)
    guard curvature > 1e-14 * dot(change, change).squareRoot() * dot(step, step).squareRoot()
    else { return }
    if pairs.count == history { pairs.removeFirst() }
    pairs.append(Pair(step: step, change: change))
  }

  /// −H · gradient.
  func direction(against gradient: [Double]) -> [Double] {
    var q = gradient
    var weights: [Double] = []
    for pair in pairs.reversed() {
      let weight = pair.inverseCurvature * dot(pair.step, q)
      add(-weight, pair.change, to: &q)
      weights.append(weight)
    }
    if let last = pairs.last {
      let scale = 1 / (last.inverseCurvature * dot(last.change, last.change))
      for index in q.indices { q[index] *= scale }
    }
    for (pair, weight) in zip(pairs, weights.reversed()) {
      let correction = pair.inverseCurvature * dot(pair.change, q)
      add(weight - correction, pair.step, to: &q)
    }
    return q.map { -$0 }
  }
}

func dot(_ x: [Double], _ y: [Double]) -> Double {
  var sum = 0.0
  for index in x.indices { sum += x[index] * y[index] }
  return sum
}

func add(_ factor: Double, _ x: [Double], to y: inout [Double]) {
  for index in y.indices { y[index] += factor * x[index] }
}
