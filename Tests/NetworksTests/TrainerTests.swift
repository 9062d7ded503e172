import Gradients
import Networks
import Randomness
import Synchronization
import Tensors
import Testing

@Suite("Trainer") struct TrainerTests {
  private let example = Example(rows: 150, columns: 6, classes: 3)
  private let network = Network.mlp(inputs: 6, hidden: [16], outputs: 3, dropout: 0.2)

  private func fit(
    _ settings: TrainingSettings, validation: ValidationMonitor? = nil
  ) throws -> FittedNetwork {
    try Trainer(network: network, settings: settings).fit(
      features: example.features, rows: example.rows, objective: example.objective,
      validation: validation)
  }

  /// A monitor that answers with these losses, epoch after epoch.
  private func scripted(_ losses: [Double]) -> ValidationMonitor {
    let calls = Atomic(0)
    return ValidationMonitor(features: example.features, rows: [0, 1, 2]) { _ in
      losses[calls.wrappingAdd(1, ordering: .relaxed).oldValue]
    }
  }

  @Test("learns what no linear network can")
  func exclusiveOr() throws {
    let x = Tensor(rows: 4, columns: 2, values: [0, 0, 0, 1, 1, 0, 1, 1])
    let y = Tensor(rows: 4, columns: 2, values: [1, 0, 0, 1, 0, 1, 1, 0])
    let fitted = try Trainer(
      network: .mlp(inputs: 2, hidden: [16], outputs: 2),
      settings: .example(epochs: 300, batch: 4, optimizer: .adamw(rate: 0.02))
    ).fit(
      features: x, rows: [0, 1, 2, 3],
      objective: Objective(inputs: [ObjectiveInput(name: "y", values: y)]) { tape, z in
        crossEntropy(z, targets: tape.input("y"))
      })
    let z = fitted.outputs(features: x, rows: [0, 1, 2, 3])
    #expect((0..<4).map { z[$0, 1] > z[$0, 0] } == [false, true, true, false])
  }

  @Test(
    "learns with every optimiser",
    arguments: [
      Optimizer.sgd(rate: 0.1, momentum: 0.9), .rmsprop(rate: 0.01, decay: 0.9, epsilon: 1e-6),
      .adamw(rate: 0.01),
    ])
  func optimisers(_ optimizer: Optimizer) throws {
    let fitted = try fit(.example(epochs: 40, optimizer: optimizer))
    let first = try #require(fitted.curve.first)
    let last = try #require(fitted.curve.last)
    #expect(last.trainLoss < 0.75 * first.trainLoss)
    let outputs = fitted.outputs(features: example.features, rows: example.rows)
    #expect(example.accuracy(outputs) > 0.75)
  }

  @Test("fits a regression")
  func regression() throws {
    let y = Tensor(
      rows: 150, columns: 1, values: (0..<150).map { 3 * example.features[$0, 0] - 1 })
    let fitted = try Trainer(
      network: .linear(inputs: 6, outputs: 1),
      settings: TrainingSettings(
        epochs: 1, batch: 1, optimizer: .lbfgs(), seed: 1, role: .teacher)
    ).fit(
      features: example.features, rows: example.rows,
      objective: Objective(inputs: [ObjectiveInput(name: "y", values: y)]) { tape, z in
        meanSquaredError(z, tape.input("y"))
      })
    for (found, expected) in zip(fitted.parameters, [3, 0, 0, 0, 0, 0, -1] as [Float]) {
      #expect(abs(found - expected) < 1e-5)
    }
  }

  @Test("row i of an objective's input belongs to the i-th training row")
  func inputRows() throws {
    let rows = Array(stride(from: 149, through: 1, by: -2))
    let labels = example.labels.tensor(rows: rows)
    func fit(_ features: Tensor, _ rows: [Int]) throws -> FittedNetwork {
      try Trainer(network: network, settings: .example()).fit(
        features: features, rows: rows,
        objective: Objective(inputs: [ObjectiveInput(name: "labels", values: labels)]) {
          crossEntropy($1, targets: $0.input("labels"))
        })
    }
    let chosen = try fit(example.features, rows)
    let copied = try fit(example.features.tensor(rows: rows), Array(rows.indices))
    #expect(chosen == copied)
  }

  @Test("keeps the last epoch where nothing is validated")
  func noValidation() throws {
    let fitted = try fit(.example(epochs: 7, patience: 1))
    #expect(fitted.chosenEpoch == 7)
    #expect(fitted.curve.map(\.epoch) == Array(1...7))
    #expect(fitted.curve.allSatisfy { $0.validationLoss == nil })
  }

  @Test("keeps the epoch of the least validation loss, the earliest of equals, and stops in time")
  func earlyStopping() throws {
    let stopped = try fit(
      .example(epochs: 20, patience: 3), validation: scripted([3, 1, 2, 1, 1.5, 0]))
    #expect(stopped.chosenEpoch == 2)
    #expect(stopped.curve.map(\.validationLoss) == [3, 1, 2, 1, 1.5])
    let twoEpochs = try fit(.example(epochs: 2))
    #expect(stopped.parameters == twoEpochs.parameters)
  }

  @Test("without patience goes through all epochs and still keeps the best")
  func bestOfAll() throws {
    let fitted = try fit(.example(epochs: 4), validation: scripted([3, 1, 2, 4]))
    #expect(fitted.chosenEpoch == 2)
    #expect(fitted.curve.count == 4)
  }

  @Test("tells its progress after every epoch")
  func progress() throws {
    let epochs = Mutex<[Int]>([])
    _ = try Trainer(network: network, settings: .example(epochs: 3)).fit(
      features: example.features, rows: example.rows, objective: example.objective,
      validation: nil, progress: { epoch in epochs.withLock { $0.append(epoch) } })
    #expect(epochs.withLock { $0 } == [1, 2, 3])
  }

  @Test("a curve's loss is the mean over rows, the short last batch weighed by its rows")
  func epochMean() throws {
    // Rate 0: every batch is measured at the same parameters.
    let still = Optimizer.sgd(rate: 0, momentum: 0)
    let linear = Network.linear(inputs: 6, outputs: 3)
    func loss(batch: Int) throws -> Double {
      let fitted = try Trainer(
        network: linear, settings: .example(epochs: 1, batch: batch, optimizer: still)
      ).fit(
        features: example.features, rows: example.rows, objective: example.objective)
      return try #require(fitted.curve.first).trainLoss
    }
    #expect(abs(try loss(batch: 64) - loss(batch: 150)) < 1e-7)
  }

  @Test("clips the gradient's norm")
  func clipping() throws {
    var settings = TrainingSettings.example(
      epochs: 1, batch: 150, optimizer: .sgd(rate: 1, momentum: 0))
    settings.weightDecay = 0
    settings.clip = 1e-3
    let fitted = try fit(settings)
    settings.epochs = 0
    let start = try fit(settings)
    let moved = zip(fitted.parameters, start.parameters).reduce(0.0) { sum, pair in
      sum + Double(pair.0 - pair.1) * Double(pair.0 - pair.1)
    }
    #expect(abs(moved.squareRoot() - 1e-3) < 1e-6)
  }

  // MARK: Schedule, average, memory

  /// Weights after each epoch of one step, rate 0.1, no momentum: w ← w − 0.1 · factor · gradient.
  private func steps(_ change: (inout TrainingSettings) -> Void = { _ in }) throws -> [[Float]] {
    var settings = TrainingSettings.example(
      batch: 150, optimizer: .sgd(rate: 0.1, momentum: 0))
    settings.weightDecay = 0
    change(&settings)
    return try (0...3).map { epochs in
      settings.epochs = epochs
      return try fit(settings).parameters
    }
  }

  @Test("the rate of a step is the optimiser's times the schedule's factor")
  func schedule() throws {
    let plain = try steps()
    let halted = try steps { $0.schedule = .step(every: 1, factor: 0) }
    #expect(halted == [plain[0], plain[1], plain[1], plain[1]])

    // Two steps of warm-up: half the rate first. The validation keeps what that step made.
    var settings = TrainingSettings.example(
      epochs: 2, batch: 150, optimizer: .sgd(rate: 0.1, momentum: 0))
    settings.weightDecay = 0
    settings.warmup = 2
    let warm = try fit(settings, validation: scripted([0, 1])).parameters
    for index in warm.indices {
      #expect(abs(warm[index] - 0.5 * (plain[0][index] + plain[1][index])) < 1e-6)
    }
    #expect(warm != plain[0])
  }

  @Test("averages the weights after each step, the latest weighing most, the start nothing")
  func average() throws {
    let weights = try steps()
    let averaged = try steps { $0.average = 0.5 }
    #expect(averaged[0] == weights[0])
    #expect(averaged[1] == weights[1])
    for index in weights[0].indices {
      let (w1, w2, w3) = (weights[1][index], weights[2][index], weights[3][index])
      #expect(abs(averaged[2][index] - (w1 + 2 * w2) / 3) < 1e-6)
      #expect(abs(averaged[3][index] - (w1 + 2 * w2 + 4 * w3) / 7) < 1e-6)
    }
    #expect(weights[2] != averaged[2])
  }

  @Test("validates the averaged weights and goes on with the weights themselves")
  func validatesAverage() throws {
    var settings = TrainingSettings.example(epochs: 3, batch: 50)
    settings.average = 0.9
    let labels = example.labels
    let seen = Mutex<[Tensor]>([])
    let monitor = ValidationMonitor(features: example.features, rows: example.rows) { outputs in
      seen.withLock { $0.append(outputs) }
      return -Double(outputs.values[0].magnitude) + Double(labels.rows)
    }
    let validated = try fit(settings, validation: monitor)
    let unseen = try fit(settings)
    let outputs = unseen.outputs(features: example.features, rows: example.rows)
    #expect(seen.withLock { $0.last } == outputs)
    #expect(validated.curve.map(\.trainLoss) == unseen.curve.map(\.trainLoss))
    settings.average = nil
    #expect(try fit(settings).curve.map(\.trainLoss) == unseen.curve.map(\.trainLoss))
  }
}
