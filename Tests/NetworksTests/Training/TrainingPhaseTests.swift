import Gradients
import Randomness
import Synchronization
import Tensors
import Testing

@testable import Networks

@Suite("Phases of a fit") struct TrainingPhaseTests {
  private let example = Example(rows: 130, columns: 6, classes: 3)
  private let network = Network.mlp(inputs: 6, hidden: [8], outputs: 3, dropout: 0.2)
  private let embedding: Tensor

  init() {
    var stream = RandomStream(key: 5)
    embedding = Tensor(rows: 130, columns: 5, values: (0..<650).map { _ in Float(stream.normal()) })
  }

  /// The student's loss reads the aligner, the aligner's reads what it is given alone.
  private var objective: Objective {
    Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: example.labels),
        ObjectiveInput(name: "z", values: embedding),
      ]
    ) { network, layout in
      let aligner = LinearLayer("aligner", inputs: 5, outputs: network.width, in: &layout)
      let classifier = LinearLayer(
        "classifier", inputs: network.width, outputs: network.outputs, in: &layout)
      return LearnedLosses(losses: [
        "aligner": { step in
          crossEntropy(classifier(relu(aligner(step["z"]))), targets: step["labels"])
        },
        "student": { step in
          crossEntropy(step.outputs, targets: step["labels"])
            + 0.1
            * rowMean(
              (step.representation - relu(aligner(step["z"])))
                * (step.representation - relu(aligner(step["z"]))))
        },
      ])
    }
  }

  /// Cross-entropy, and a hint through a regressor.
  private var hint: Objective {
    Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: example.labels),
        ObjectiveInput(name: "z", values: embedding),
      ]
    ) { network, layout in
      let regressor = LinearLayer("regressor", inputs: network.width, outputs: 5, in: &layout)
      return { step in
        crossEntropy(step.outputs, targets: step["labels"])
          + 0.5 * meanSquaredError(regressor(step.representation), step["z"])
      }
    }
  }

  private func settings(
    epochs: Int, _ phases: [TrainingPhase], average: Float? = nil
  ) -> TrainingSettings {
    var settings = TrainingSettings.example(epochs: epochs)
    settings.phases = phases
    settings.average = average
    return settings
  }

  private func fit(
    _ settings: TrainingSettings, _ objective: Objective? = nil,
    network: Network? = nil, validation: ValidationMonitor? = nil
  ) throws -> FittedNetwork {
    try Trainer(network: network ?? self.network, settings: settings).fit(
      features: example.features, rows: example.rows, objective: objective ?? self.objective,
      validation: validation)
  }

  private func alternating(
    _ first: Int = 1, _ second: Int = 1, weightDecay: Float? = nil
  ) -> [TrainingPhase] {
    [
      TrainingPhase(
        loss: "aligner", moves: .parts, epochs: first, optimizer: .sgd(rate: 0.1, momentum: 0.9),
        weightDecay: weightDecay),
      TrainingPhase(
        loss: "student", moves: .network, epochs: second, optimizer: .adamw(rate: 0.01)),
    ]
  }

  // MARK: Turns

  @Test("take turns until the epochs are used up")
  func turns() {
    func turns(_ epochs: Int, _ phases: [TrainingPhase]) -> [Int] {
      let sequence = PhaseSequence(settings(epochs: epochs, phases))
      return (1...epochs).map { sequence.index(ofEpoch: $0) }
    }
    #expect(turns(5, []) == [0, 0, 0, 0, 0])
    #expect(turns(5, alternating()) == [0, 1, 0, 1, 0])
    #expect(turns(8, alternating(2, 3)) == [0, 0, 1, 1, 1, 0, 0, 1])
    #expect(turns(4, alternating(2, 100)) == [0, 0, 1, 1])
  }

  @Test("a phase's epochs are those its turn comes", arguments: 1...9)
  func epochs(of all: Int) {
    for phases in [alternating(), alternating(2, 3), alternating(4, 100), []] {
      let sequence = PhaseSequence(settings(epochs: all, phases))
      for index in sequence.phases.indices {
        #expect(
          sequence.epochs(ofPhase: index)
            == (1...all).count { sequence.index(ofEpoch: $0) == index })
      }
    }
  }

  // MARK: What moves

  @Test(
    "one that moves both is a fit without phases, to the bit", arguments: [nil, 0.9] as [Float?])
  func whole(average: Float?) throws {
    for optimizer in [Optimizer.adamw(rate: 0.01), .sgd(rate: 0.05, momentum: 0.9)] {
      var plain = settings(epochs: 5, [], average: average)
      plain.optimizer = optimizer
      plain.schedule = .cosine
      plain.warmup = 1
      var phased = plain
      phased.phases = [TrainingPhase(epochs: 2, optimizer: optimizer)]
      #expect(try fit(plain, hint) == fit(phased, hint))
    }
  }

  @Test("what does not move stays to the bit, its decay and its running statistics too")
  func constants() throws {
    let network = Network.mlp(inputs: 6, hidden: [8], outputs: 3, normalisation: .batch)
    let start = try fit(settings(epochs: 0, alternating()), network: network)
    let parts = try fit(settings(epochs: 1, alternating(), average: 0.9), network: network)
    #expect(parts.chosenEpoch == 0)
    let both = try fit(settings(epochs: 2, alternating()), network: network)
    #expect(both.parameters != start.parameters)
    let frozen = try fit(
      settings(epochs: 3, [alternating()[1]]), network: network)
    #expect(frozen.parts == start.parts)
    #expect(frozen.parameters != start.parameters)
    // Parts alone are kept for their own sake: nothing else could be chosen.
    let alone = try fit(
      settings(epochs: 3, [alternating()[0]], average: 0.9), network: network)
    #expect(alone.parameters == start.parameters)
    #expect(alone.parts != start.parts)
    #expect(alone.chosenEpoch == 3)
  }

  @Test("parts first, then the network: each as if it were fitted alone from there")
  func partsFirst() throws {
    let network = Network.mlp(inputs: 6, hidden: [8], outputs: 3)
    let alone = try fit(settings(epochs: 2, [alternating()[0]]), network: network)
    let first = try fit(settings(epochs: 5, alternating(2, 100)), network: network)
    #expect(first.parts == alone.parts)
    #expect(first.curve.prefix(2) == alone.curve.prefix(2))
    #expect(first.curve[4].trainLoss < first.curve[2].trainLoss)
  }

  @Test("every phase has moments of its own, which others neither move nor fade")
  func moments() throws {
    // Rows in one batch, so that an order does not matter; no dropout; the losses do not meet.
    let network = Network.mlp(inputs: 6, hidden: [8], outputs: 3)
    let apart = Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: example.labels),
        ObjectiveInput(name: "z", values: embedding),
      ]
    ) { network, layout in
      let head = LinearLayer("head", inputs: 5, outputs: network.outputs, in: &layout)
      return LearnedLosses(losses: [
        "aligner": { crossEntropy(head($0["z"]), targets: $0["labels"]) },
        "student": { crossEntropy($0.outputs, targets: $0["labels"]) },
      ])
    }
    func fit(_ epochs: Int, _ phases: [TrainingPhase]) throws -> FittedNetwork {
      var settings = settings(epochs: epochs, phases, average: 0.5)
      settings.batch = 130
      settings.schedule = .step(every: 2, factor: 0.5)
      return try self.fit(settings, apart, network: network)
    }
    func expectClose(_ left: [Float], _ right: [Float]) {
      for (left, right) in zip(left, right) { #expect(abs(left - right) < 1e-5) }
    }
    let turns = try fit(8, alternating())
    let network4 = try fit(4, [alternating()[1]])
    let parts4 = try fit(4, [alternating()[0]])
    expectClose(turns.parameters, network4.parameters)
    expectClose(turns.parts, parts4.parts)
  }

  @Test("a schedule goes by the phase's own steps")
  func schedules() throws {
    // A rate that is down to a millionth after the first epoch of a phase.
    var settings = settings(epochs: 4, alternating())
    settings.schedule = .step(every: 1, factor: 1e-6)
    settings.weightDecay = 0
    let two = try fit(settings)
    settings.epochs = 2
    let one = try fit(settings)
    for (two, one) in zip(two.parameters + two.parts, one.parameters + one.parts) {
      #expect(abs(two - one) < 1e-5)
    }
    #expect(one.parts != (try fit(self.settings(epochs: 0, alternating()))).parts)
  }

  @Test("a phase may decay otherwise than the fit")
  func decay() throws {
    func length(_ decay: Float?) throws -> Double {
      try fit(settings(epochs: 6, alternating(1, 1, weightDecay: decay))).parts
        .reduce(0) { $0 + Double($1) * Double($1) }
    }
    #expect(try length(1) < 0.5 * length(0))
    #expect(try length(nil) == length(0.01))
  }

  @Test("a clipped gradient is measured over what moves")
  func clipping() throws {
    var settings = settings(
      epochs: 1,
      [
        TrainingPhase(
          loss: "aligner", moves: .parts, epochs: 1, optimizer: .sgd(rate: 1, momentum: 0),
          weightDecay: 0)
      ])
    settings.batch = 130
    settings.clip = 1e-3
    let (before, after) = (try fit(self.settings(epochs: 0, alternating())), try fit(settings))
    let squares = zip(after.parts, before.parts).reduce(0) { sum, pair in
      sum + Double(pair.0 - pair.1) * Double(pair.0 - pair.1)
    }
    #expect(abs(squares.squareRoot() - 1e-3) < 1e-5)
  }

  @Test("the average of what a phase does not move does not see its steps")
  func averages() throws {
    let network = Network.mlp(inputs: 6, hidden: [8], outputs: 3)
    let phases = [
      TrainingPhase(
        loss: "aligner", moves: .parts, epochs: 3, optimizer: .sgd(rate: 0, momentum: 0)),
      alternating()[1],
    ]
    func trained(_ average: Float) throws -> FittedNetwork {
      var settings = settings(epochs: 4, phases, average: average)
      settings.batch = 130
      settings.weightDecay = 0
      return try fit(settings, network: network)
    }
    // One step of the network alone: its average is where it stands, whatever the decay.
    #expect(try trained(0.9).parameters == trained(0).parameters)
    #expect(
      try trained(0.9).parameters
        != fit(settings(epochs: 0, alternating()), network: network).parameters)
  }

  // MARK: Validation

  /// A monitor that answers with these losses, one a call.
  private func scripted(_ losses: [Double]) -> ValidationMonitor {
    let calls = Atomic(0)
    return ValidationMonitor(features: example.features, rows: [0, 1, 2]) { _ in
      losses[calls.wrappingAdd(1, ordering: .relaxed).oldValue]
    }
  }

  @Test("only epochs that move the network are judged, and only they use up patience")
  func validation() throws {
    var settings = settings(epochs: 20, alternating())
    settings.patience = 2
    let fitted = try fit(settings, validation: scripted([3, 1, 2, 1.5, 0]))
    #expect(
      fitted.curve.map(\.validationLoss) == [nil, 3, nil, 1, nil, 2, nil, 1.5])
    #expect(fitted.chosenEpoch == 4)
    var shorter = settings
    shorter.patience = nil
    shorter.epochs = 4
    let four = try fit(shorter)
    #expect(fitted.parameters.count == four.parameters.count)
    #expect(four.chosenEpoch == 4)
  }

  @Test("without validation the last epoch that moved the network is kept, with the parts of then")
  func lastEpoch() throws {
    let five = try fit(settings(epochs: 5, alternating()))
    let four = try fit(settings(epochs: 4, alternating()))
    #expect(five.chosenEpoch == 4)
    #expect(five.parameters == four.parameters)
    #expect(five.parts == four.parts)
    #expect(five.curve.count == 5)
  }

  // MARK: Memory

  @Test("memory holds moments of what moves, a phase each")
  func memory() {
    func bytes(_ phases: [TrainingPhase]) -> Int {
      Trainer(network: network, settings: settings(epochs: 4, phases))
        .memoryBytes(rows: 130, objective: objective)
    }
    let run = MiniBatchRun(
      network: network, settings: settings(epochs: 4, alternating()), features: example.features,
      rows: example.rows, objective: objective)
    #expect(bytes(alternating()) == 4 * run.arenaCount)
    let three = alternating() + [alternating()[1]]
    let moments = Slot.aligned(network.parameterCount) * 2
    #expect(bytes(three) - bytes(alternating()) == 4 * moments)
  }

  @Test("a warm epoch of either phase leaves the other's parameters as they are")
  func epochByEpoch() throws {
    var run = MiniBatchRun(
      network: network, settings: settings(epochs: 4, alternating()), features: example.features,
      rows: example.rows, objective: objective)
    let count = network.parameterCount
    var last = run.weights
    for epoch in 1...4 {
      _ = try run.train(epoch: epoch)
      let now = run.weights
      #expect((now.prefix(count) == last.prefix(count)) == (epoch % 2 == 1))
      #expect((now.dropFirst(count) == last.dropFirst(count)) == (epoch % 2 == 0))
      last = now
    }
  }
}
