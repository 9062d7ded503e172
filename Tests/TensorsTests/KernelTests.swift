import Foundation
import Randomness
import Testing

@testable import Tensors

/// Losses, dropout and sums, replayed as instructions, against the same formulas written out in Double.
@Suite("Kernels") struct KernelTests {
  @Test(
    "cross-entropy agrees with Double, for any number of rows and classes",
    arguments: [1, 2, 10, 37], [1, 16, 37])
  func crossEntropy(classes: Int, rows: Int) {
    var bench = Bench()
    let z = bench.random(rows, classes, spread: 5)
    let p = bench.probabilities(rows, classes)
    let (logits, targets) = (bench.tensor(z), bench.tensor(p))
    let loss = bench.loss(z, p, .probabilities(temperature: 2))
    var expected = 0.0
    for row in 0..<rows {
      let logQ = logSoftmax(logits, row: row, temperature: 2)
      for c in 0..<classes { expected -= Double(targets[row, c]) * logQ[c] }
    }
    expected /= Double(rows)
    #expect(abs(loss - expected) <= 1e-6 * max(1, expected))
  }

  @Test(
    "divergence and logit targets agree with Double", arguments: [2, 10], [Float(1), 2, 5])
  func logitTargets(classes: Int, temperature: Float) {
    var bench = Bench()
    let rows = 21
    let z = bench.random(rows, classes, spread: 3)
    let t = bench.random(rows, classes, spread: 3)
    let (student, teacher) = (bench.tensor(z), bench.tensor(t))
    let divergence = bench.loss(z, t, .divergence(temperature: temperature))
    let entropy = bench.loss(z, t, .logits(targetTemperature: temperature, temperature: 1))
    var (expectedDivergence, expectedEntropy) = (0.0, 0.0)
    for row in 0..<rows {
      let logP = logSoftmax(teacher, row: row, temperature: Double(temperature))
      let logQ = logSoftmax(student, row: row, temperature: Double(temperature))
      let plain = logSoftmax(student, row: row, temperature: 1)
      for c in 0..<classes {
        expectedDivergence += exp(logP[c]) * (logP[c] - logQ[c])
        expectedEntropy -= exp(logP[c]) * plain[c]
      }
    }
    #expect(abs(divergence - expectedDivergence / Double(rows)) < 1e-6)
    #expect(abs(entropy - expectedEntropy / Double(rows)) < 2e-6)
  }

  @Test("logits far apart neither overflow nor vanish")
  func extremeLogits() {
    var bench = Bench()
    let z = bench.slot(1, 2)
    let p = bench.slot(1, 2)
    bench.arena.write([-3000, 4000], to: z)
    bench.arena.write([1, 0], to: p)
    #expect(abs(bench.loss(z, p, .probabilities(temperature: 1)) - 7000) < 1e-3)
  }

  @Test("a NaN in the logits or behind a rectifier reaches the loss")
  func notANumber() {
    var bench = Bench()
    let z = bench.slot(1, 3)
    let p = bench.probabilities(1, 3)
    bench.arena.write([0, .nan, 1], to: z)
    bench.arena.replay([.activation(ActivationPass(.relu, of: z, into: z))], ReplayInputs())
    #expect(bench.loss(z, p, .probabilities(temperature: 1)).isNaN)
    bench.arena.write([0, .infinity, 1], to: z)
    #expect(bench.loss(z, p, .probabilities(temperature: 1)).isNaN)
  }

  @Test("dropout keeps the mean, repeats for one step and differs for the next")
  func dropout() {
    var bench = Bench()
    let count = 10_007
    let x = bench.slot(1, count)
    let (y, mask) = (bench.slot(1, count), bench.slot(1, count))
    bench.arena.fill(x, with: 1)
    func draw(step: Int, site: Int = 0) -> [Float] {
      bench.arena.replay(
        [.dropout(Dropout(of: x, mask: mask, into: y, rate: 0.25, site: site))],
        ReplayInputs(step: step, dropoutKey: 99))
      return bench.arena.values(y)
    }
    let first = draw(step: 3)
    #expect(Set(first) == [0, 1 / (1 - 0.25)])
    #expect(abs(first.reduce(0, +) / Float(count) - 1) < 0.02)
    #expect(draw(step: 3) == first)
    #expect(draw(step: 4) != first)
    #expect(draw(step: 3, site: 1) != first)
  }

  @Test("the sum of squares is a Double's and notices what is not finite")
  func sumOfSquares() {
    var bench = Bench()
    let x = bench.slot(1, 19)
    bench.arena.fill(x, with: 1e30)
    #expect(abs(bench.arena.sumOfSquares(x) / 19e60 - 1) < 1e-6)
    bench.arena.write([Float](repeating: 0, count: 18) + [.infinity], to: x)
    #expect(!bench.arena.sumOfSquares(x).isFinite)
  }

  @Test("provenance names their level")
  func numerics() {
    #if arch(x86_64)
      #expect(["x86-64-v4", "x86-64-v3", "baseline"].contains(Numerics.kernelLevel))
    #else
      #expect(Numerics.kernelLevel != "baseline")
    #endif
  }
}

private func logSoftmax(_ x: Tensor, row: Int, temperature: Double) -> [Double] {
  let scaled = (0..<x.columns).map { Double(x[row, $0]) / temperature }
  let maximum = scaled.max() ?? 0
  let logSum = log(scaled.reduce(0) { $0 + exp($1 - maximum) })
  return scaled.map { $0 - maximum - logSum }
}

/// An arena handed out slot by slot and filled with seeded numbers.
struct Bench {
  let arena = Arena(count: 500_000)
  private var next = 0
  private var stream = RandomStream(key: 5)

  mutating func slot(_ rows: Int, _ columns: Int) -> Slot {
    let slot = Slot(offset: next, rows: rows, columns: columns)
    next = Slot.aligned(slot.end)
    return slot
  }

  /// Hands out the same floats again.
  mutating func forget() { next = 0 }

  mutating func random(_ rows: Int, _ columns: Int, spread: Double = 1) -> Slot {
    let slot = slot(rows, columns)
    arena.write((0..<slot.count).map { _ in Float(spread * stream.normal()) }, to: slot)
    return slot
  }

  mutating func probabilities(_ rows: Int, _ columns: Int) -> Slot {
    let slot = slot(rows, columns)
    let values = (0..<rows).flatMap { _ -> [Float] in
      let weights = (0..<columns).map { _ in stream.uniform() }
      let sum = weights.reduce(0, +)
      return weights.map { Float($0 / sum) }
    }
    arena.write(values, to: slot)
    return slot
  }

  func tensor(_ slot: Slot) -> Tensor {
    Tensor(rows: slot.rows, columns: slot.columns, values: arena.values(slot))
  }

  mutating func loss(_ z: Slot, _ targets: Slot, _ kind: CrossEntropyKind) -> Double {
    let scratch = slot(1, CrossEntropy.scratchCount(classes: z.columns))
    return arena.replay(
      [
        .crossEntropy(
          CrossEntropy(
            logits: z, targets: targets, kind: kind, weight: 1, gradient: nil, scratch: scratch))
      ], ReplayInputs())
  }
}
