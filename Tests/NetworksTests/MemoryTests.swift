import Gradients
import Tensors
import Testing

@testable import Networks

@Suite("Memory of a fit") struct MemoryTests {
  private let example = Example(rows: 300, columns: 20, classes: 4)
  private let network = Network.mlp(inputs: 20, hidden: [32, 16], outputs: 4, dropout: 0.2)

  /// Only widths matter: an objective without a single row.
  private var empty: Objective {
    Objective(inputs: [ObjectiveInput(name: "labels", values: Tensor.zeros(rows: 0, columns: 4))]) {
      crossEntropy($1, targets: $0.input("labels"))
    }
  }

  @Test(
    "is known before anything is allocated, to the byte",
    arguments: [Optimizer.adamw(rate: 0.01), .sgd(rate: 0.01, momentum: 0.9)],
    [nil, 0.9] as [Float?]
  )
  func exact(_ optimizer: Optimizer, average: Float?) {
    var settings = TrainingSettings.example(batch: 128, optimizer: optimizer)
    settings.average = average
    let run = MiniBatchRun(
      network: network, settings: settings, features: example.features, rows: example.rows,
      objective: example.objective)
    let foreseen = Trainer(network: network, settings: settings)
      .memoryBytes(rows: 300, objective: empty)
    #expect(foreseen == 4 * run.arenaCount)
    // Parameters, gradient, best, moments and average are five or six vectors of the parameters.
    #expect(foreseen > 4 * 4 * network.parameterCount)
  }

  @Test("grows with the batch, but not with the rows beyond it")
  func batch() {
    func bytes(batch: Int, rows: Int) -> Int {
      Trainer(network: network, settings: .example(batch: batch))
        .memoryBytes(rows: rows, objective: empty)
    }
    #expect(bytes(batch: 1024, rows: 4096) > bytes(batch: 256, rows: 4096))
    #expect(bytes(batch: 1024, rows: 4096) == bytes(batch: 1024, rows: 1 << 30))
    #expect(bytes(batch: 1024, rows: 10) == bytes(batch: 10, rows: 10))
  }

  @Test("counts the vectors of L-BFGS in Double")
  func fullBatch() {
    let linear = Network.linear(inputs: 20, outputs: 4)
    func bytes(history: Int) -> Int {
      Trainer(
        network: linear,
        settings: .example(optimizer: .lbfgs(iterations: 10, history: history, tolerance: 0))
      ).memoryBytes(rows: 300, objective: empty)
    }
    #expect(bytes(history: 11) - bytes(history: 10) == 2 * 8 * linear.parameterCount)
  }
}
