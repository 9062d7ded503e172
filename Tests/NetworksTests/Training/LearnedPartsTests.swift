import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

@Suite("A loss that learns parameters of its own") struct LearnedPartsTests {
  private let example = Example(rows: 130, columns: 6, classes: 3)
  private let network = Network.mlp(inputs: 6, hidden: [8], outputs: 3)

  /// A teacher's embedding: five numbers a row.
  private var embedding: ObjectiveInput {
    var stream = RandomStream(key: 5)
    return ObjectiveInput(
      name: "embedding",
      values: Tensor(
        rows: example.features.rows, columns: 5,
        values: (0..<example.features.rows * 5).map { _ in Float(stream.normal()) }))
  }

  /// Cross-entropy, and the hint ½‖R(h) − e‖² with this weight.
  private func hint(_ weight: Float) -> Objective {
    Objective(
      inputs: [ObjectiveInput(name: "labels", values: example.labels), embedding]
    ) { network, layout in
      let regressor = LinearLayer("regressor", inputs: network.width, outputs: 5, in: &layout)
      return { step in
        crossEntropy(step.outputs, targets: step["labels"])
          + weight * 0.5 * meanSquaredError(regressor(step.representation), step["embedding"])
      }
    }
  }

  private func fit(
    _ objective: Objective, _ settings: TrainingSettings, network: Network? = nil,
    validation: ValidationMonitor? = nil
  ) throws -> FittedNetwork {
    try Trainer(network: network ?? self.network, settings: settings).fit(
      features: example.features, rows: example.rows, objective: objective,
      validation: validation)
  }

  private func bits(_ values: [Float]) -> [UInt32] { values.map(\.bitPattern) }

  @Test("stands behind the network in the layout")
  func layout() {
    let layout = hint(1).layout(on: network)
    #expect(Array(layout.slices.prefix(4)) == network.layout.slices)
    #expect(layout.slices.suffix(2).map(\.name) == ["regressor weight", "regressor bias"])
    #expect(layout.count == network.parameterCount + 8 * 5 + 5)
    #expect(example.objective.layout(on: network) == network.layout)
  }

  @Test("does not change how the network starts")
  func start() throws {
    let fitted = try fit(hint(1), .example(epochs: 0))
    let start = network.initialParameters(
      .glorotUniform,
      stream: RandomStream(seed: 1, role: .student, purpose: .initialisation))
    #expect(bits(fitted.parameters) == bits(start))
    #expect(fitted.parts.count == 45)
    #expect(fitted.parts.prefix(40).allSatisfy { $0 != 0 })
    #expect(fitted.parts.suffix(5).allSatisfy { $0 == 0 })
  }

  @Test(
    "at weight 0 leaves the network to the bit as it is without, and its own decay away",
    arguments: [
      Optimizer.adamw(rate: 0.01), .adam(rate: 0.01), .sgd(rate: 0.1, momentum: 0.9),
      .rmsprop(rate: 0.01, decay: 0.9, epsilon: 1e-6),
    ])
  func weightZero(_ optimizer: Optimizer) throws {
    var settings = TrainingSettings.example(epochs: 4, optimizer: optimizer)
    settings.average = 0.9
    settings.schedule = .cosine
    let plain = try fit(example.objective, settings)
    let silent = try fit(hint(0), settings)
    #expect(bits(silent.parameters) == bits(plain.parameters))
    #expect(silent.curve == plain.curve)
    #expect(plain.parts.isEmpty)
    let start = try fit(hint(0), .example(epochs: 0)).parts
    #expect(silent.parts.prefix(40).elementsEqual(start.prefix(40)) { abs($0) < abs($1) })
  }

  @Test("is learned with the network, which it teaches")
  func learns() throws {
    let fitted = try fit(hint(1), .example(epochs: 40))
    let first = try #require(fitted.curve.first?.trainLoss)
    let last = try #require(fitted.curve.last?.trainLoss)
    #expect(last < 0.8 * first)
    #expect(fitted.parts != (try fit(hint(1), .example(epochs: 0))).parts)
    #expect(fitted.parameters != (try fit(hint(0), .example(epochs: 40))).parameters)
  }

  @Test("is not overwritten by validation, nor does validation change what is learned")
  func validation() throws {
    let monitor = ValidationMonitor(features: example.features, rows: example.rows) { outputs in
      -example.accuracy(outputs)
    }
    let constant = ValidationMonitor(features: example.features, rows: [0]) { _ in 0 }
    let settings = TrainingSettings.example(epochs: 3)
    let plain = try fit(hint(1), settings)
    let validated = try fit(hint(1), settings, validation: monitor)
    #expect(validated.curve.map(\.trainLoss) == plain.curve.map(\.trainLoss))
    // All epochs are equal: the first is kept, with the parts of that epoch.
    let kept = try fit(hint(1), settings, validation: constant)
    let oneEpoch = try fit(hint(1), .example(epochs: 1))
    #expect(kept.chosenEpoch == 1)
    #expect(bits(kept.parts) == bits(oneEpoch.parts))
    #expect(bits(kept.parameters) == bits(oneEpoch.parameters))
  }

  @Test("takes part in clipping: one norm of all")
  func clipping() throws {
    var settings = TrainingSettings.example(
      epochs: 1, batch: 130, optimizer: .sgd(rate: 1, momentum: 0))
    settings.weightDecay = 0
    settings.clip = 1e-3
    let before = try fit(hint(50), .example(epochs: 0))
    let after = try fit(hint(50), settings)
    let moved = zip(after.parameters + after.parts, before.parameters + before.parts)
      .map { Double($0 - $1) }
    let length = moved.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(length - 1e-3) < 1e-5)
    #expect(moved.suffix(45).contains { $0 != 0 })
  }

  @Test("is fitted by L-BFGS to its optimum: a least-squares regressor on the features")
  func fullBatch() throws {
    let linear = Network.linear(inputs: 6, outputs: 3)
    let x = example.features
    // e = 2 x₀ − 1 in every column.
    let target = ObjectiveInput(
      name: "target",
      values: Tensor(rows: x.rows, columns: 1, values: (0..<x.rows).map { 2 * x[$0, 0] - 1 }))
    let objective = Objective(
      inputs: [ObjectiveInput(name: "labels", values: example.labels), target]
    ) { network, layout in
      let head = LinearLayer("auxiliary", inputs: network.width, outputs: 1, in: &layout)
      return { step in
        crossEntropy(step.outputs, targets: step["labels"])
          + meanSquaredError(head(step.representation), step["target"])
      }
    }
    var settings = TrainingSettings.example(optimizer: .lbfgs())
    settings.weightDecay = 0
    let fitted = try fit(objective, settings, network: linear)
    for (found, expected) in zip(fitted.parts, [2, 0, 0, 0, 0, 0, -1] as [Float]) {
      #expect(abs(found - expected) < 1e-4)
    }
    #expect(fitted.parameters.count == linear.parameterCount)
  }

  @Test("is counted in the memory of a fit", arguments: [nil, 0.9] as [Float?])
  func memory(average: Float?) {
    var settings = TrainingSettings.example()
    settings.average = average
    let trainer = Trainer(network: network, settings: settings)
    let run = MiniBatchRun(
      network: network, settings: settings, features: example.features, rows: example.rows,
      objective: hint(1))
    #expect(
      trainer.memoryBytes(rows: example.features.rows, objective: hint(1)) == 4 * run.arenaCount)
    #expect(
      trainer.memoryBytes(rows: 130, objective: hint(1))
        > trainer.memoryBytes(rows: 130, objective: example.objective))
  }

  @Test("is named where it is to blame")
  func divergence() {
    let objective = Objective(inputs: [embedding]) { network, layout in
      let regressor = LinearLayer("regressor", inputs: network.width, outputs: 5, in: &layout)
      // Nothing of it reaches the network.
      return {
        meanSquaredError(regressor(stopGradient($0.representation)), $0["embedding"])
      }
    }
    #expect {
      _ = try fit(objective, .example(epochs: 50, optimizer: .sgd(rate: 1e4, momentum: 0)))
    } throws: { error in
      guard let error = error as? DivergenceError else { return false }
      return "\(error)".contains("regressor")
    }
  }

  @Test("may have layers and normalisations of its own")
  func deep() throws {
    let objective = Objective(inputs: [embedding]) { network, layout in
      let first = LinearLayer("first", inputs: network.width, outputs: 16, in: &layout)
      let norm = LayerNormalisationLayer("norm", width: 16, in: &layout)
      let batch = BatchNormalisationLayer("batch", width: 16, in: &layout)
      let second = LinearLayer("second", inputs: 16, outputs: 5, in: &layout)
      return { step in
        meanSquaredError(
          second(relu(batch(norm(first(step.representation))))), step["embedding"])
      }
    }
    let fitted = try fit(objective, .example(epochs: 30))
    #expect((fitted.curve.last?.trainLoss ?? 1) < 0.95 * (fitted.curve.first?.trainLoss ?? 0))
    let layout = objective.layout(on: network)
    let running = try #require(layout["batch running mean"])
    #expect(fitted.parts[running.offset - network.parameterCount] != 0)
  }
}
