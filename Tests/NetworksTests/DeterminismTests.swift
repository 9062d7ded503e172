import Networks
import Tensors
import Testing

@Suite("Determinism") struct DeterminismTests {
  private let example = Example(rows: 333, columns: 40, classes: 5)

  private func run(seed: Int, optimizer: Optimizer) throws -> [UInt32] {
    let linear = if case .lbfgs = optimizer { true } else { false }
    let network =
      linear
      ? Network.linear(inputs: 40, outputs: 5)
      : Network.mlp(inputs: 40, hidden: [64, 32], outputs: 5, dropout: 0.3)
    let fitted = try Trainer(
      network: network, settings: .example(epochs: 8, optimizer: optimizer, seed: seed)
    ).fit(
      features: example.features, rows: example.rows, objective: example.objective,
      validation: nil, progress: nil)
    let outputs = fitted.outputs(features: example.features, rows: example.rows)
    return (fitted.parameters + outputs.values).map(\.bitPattern)
  }

  @Test(
    "one run alone and four side by side give the same bits",
    arguments: [Optimizer.adamw(rate: 0.01), .lbfgs(iterations: 20, history: 10, tolerance: 0)])
  func concurrentRuns(_ optimizer: Optimizer) async throws {
    let alone = try (1...4).map { try run(seed: $0, optimizer: optimizer) }
    let together = try await withThrowingTaskGroup(of: (Int, [UInt32]).self) { group in
      for seed in 1...4 {
        group.addTask { (seed, try run(seed: seed, optimizer: optimizer)) }
      }
      var results: [Int: [UInt32]] = [:]
      for try await (seed, bits) in group { results[seed] = bits }
      return results
    }
    for seed in 1...4 { #expect(together[seed] == alone[seed - 1]) }
    #expect(alone[0] != alone[1])
  }
}
