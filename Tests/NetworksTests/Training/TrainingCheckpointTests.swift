import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

@Suite("Checkpoints of a fit") struct TrainingCheckpointTests {
  /// One way to train: what it is made of, in words.
  struct Way: Sendable, CustomTestStringConvertible {
    let name: String
    var network = Network.mlp(inputs: 20, hidden: [16], outputs: 4, dropout: 0.3)
    var settings = TrainingSettings.example(epochs: 7)
    var objective: Objective = TrainingCheckpointTests.plain
    var isValidated = false

    var testDescription: String { name }
  }

  private static let example = Example(rows: 150, columns: 20, classes: 4)
  private static let plain: Objective = example.objective

  /// A regressor, noise of every step, and two losses.
  private static let learned: Objective = Objective(
    inputs: [
      ObjectiveInput(name: "labels", values: example.labels),
      ObjectiveInput(name: "noise", .drawn(columns: 5, .normal)),
      ObjectiveInput(name: "times", .drawn(columns: 1, .uniform)),
    ],
    learning: { network, layout in
      let regressor = LinearLayer("regressor", inputs: network.width, outputs: 5, in: &layout)
      let norm = BatchNormalisationLayer("norm", width: 5, in: &layout)
      let part: LearnedLosses.Loss = {
        meanSquaredError(
          norm(regressor($0.representation)), scaledRows($0["noise"], by: $0["times"]))
      }
      let main: LearnedLosses.Loss = {
        crossEntropy($0.outputs, targets: $0["labels"]) + 0.1 * part($0)
      }
      return LearnedLosses(losses: [Objective.onlyLoss: main, "part": part])
    })

  static let ways: [Way] = {
    var ways: [Way] = []
    let optimizers: [(String, Optimizer)] = [
      ("SGD", .sgd(rate: 0.1, momentum: 0.9)),
      ("Nesterov", .sgd(rate: 0.1, momentum: 0.9, nesterov: true)),
      ("RMSprop", .rmsprop(rate: 0.01, decay: 0.9, epsilon: 1e-6)),
      ("Adam", .adam(rate: 0.01)), ("AdamW", .adamw(rate: 0.01)),
    ]
    for (name, optimizer) in optimizers {
      ways.append(
        Way(name: "\(name), dropout", settings: .example(epochs: 7, optimizer: optimizer)))
      var all = TrainingSettings.example(epochs: 7, optimizer: optimizer)
      all.average = 0.8
      all.schedule = .cosine
      all.warmup = 1
      all.clip = 0.5
      ways.append(
        Way(
          name: "\(name), batch norm, average, schedule, warm-up, clipping, parts, noise",
          network: .mlp(
            inputs: 20, hidden: [16], outputs: 4, dropout: 0.1, normalisation: .batch),
          settings: all, objective: learned, isValidated: true))
    }
    for schedule in [Schedule.step(every: 2, factor: 0.3), .oneCycle(rise: 0.3)] {
      var settings = TrainingSettings.example(epochs: 7)
      settings.schedule = schedule
      ways.append(Way(name: "\(schedule)", settings: settings))
    }
    var patient = TrainingSettings.example(epochs: 40, optimizer: .adamw(rate: 0.03))
    patient.patience = 2
    ways.append(Way(name: "early stopping", settings: patient, isValidated: true))
    for average in [nil, 0.9] as [Float?] {
      var phased = TrainingSettings.example(epochs: 9)
      phased.average = average
      phased.schedule = .cosine
      phased.patience = 3
      phased.phases = [
        TrainingPhase(
          loss: "part", moves: .parts, epochs: 2, optimizer: .sgd(rate: 0.05, momentum: 0.9)),
        TrainingPhase(moves: .network, epochs: 1, optimizer: .adamw(rate: 0.01)),
        TrainingPhase(
          moves: .both, epochs: 1, optimizer: .rmsprop(rate: 0.01, decay: 0.9, epsilon: 1e-6)),
      ]
      ways.append(
        Way(
          name: "phases\(average == nil ? "" : ", average")",
          network: .mlp(
            inputs: 20, hidden: [16], outputs: 4, dropout: 0.1, normalisation: .batch),
          settings: phased, objective: learned, isValidated: true))
    }
    let linear = Network.linear(inputs: 20, outputs: 4)
    for (name, isValidated) in [("L-BFGS", false), ("L-BFGS, validated", true)] {
      var settings = TrainingSettings.example(
        optimizer: .lbfgs(iterations: 12, history: 4, tolerance: 0))
      settings.patience = isValidated ? 3 : nil
      ways.append(
        Way(name: name, network: linear, settings: settings, isValidated: isValidated))
    }
    let noisy = Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: example.labels),
        ObjectiveInput(name: "noise", .drawn(columns: 5, .normal)),
      ]
    ) { network, layout in
      let head = LinearLayer("head", inputs: network.width, outputs: 5, in: &layout)
      return {
        crossEntropy($0.outputs, targets: $0["labels"])
          + meanSquaredError(head($0.representation), $0["noise"])
      }
    }
    ways.append(
      Way(
        name: "L-BFGS, parts, noise", network: linear,
        settings: .example(optimizer: .lbfgs(iterations: 12, history: 4, tolerance: 0)),
        objective: noisy))
    return ways
  }()

  private func fit(
    _ way: Way, from checkpoint: TrainingCheckpoint? = nil, every interval: Int = 1,
    save: ((TrainingCheckpoint) -> Void)? = nil
  ) throws -> FittedNetwork {
    let rows = Array(0..<Self.example.features.rows)
    return try Trainer(network: way.network, settings: way.settings).fit(
      features: Self.example.features, rows: rows, objective: way.objective,
      validation: way.isValidated
        ? ValidationMonitor(features: Self.example.features, rows: rows.reversed()) {
          // Of other targets than in training, so that a best epoch comes early.
          zip($0.values, $0.values.dropFirst(5)).reduce(0) { $0 + abs(Double($1.0 + $1.1) - 1) }
        } : nil,
      checkpoint: checkpoint, savingEvery: interval, save: save)
  }

  private func checkpoints(of way: Way, every interval: Int = 1) throws -> [TrainingCheckpoint] {
    var checkpoints: [TrainingCheckpoint] = []
    _ = try fit(way, every: interval) { checkpoints.append($0) }
    return checkpoints
  }

  private func bits(_ fitted: FittedNetwork) -> [UInt64] {
    (fitted.parameters + fitted.parts).map { UInt64($0.bitPattern) }
      + fitted.curve.flatMap {
        [$0.trainLoss.bitPattern, $0.validationLoss?.bitPattern ?? 0]
      } + [UInt64(fitted.chosenEpoch)]
  }

  // MARK: The same bits

  @Test("a fit that goes on from any of its epochs ends as one undisturbed", arguments: ways)
  func resumed(_ way: Way) throws {
    let undisturbed = try fit(way)
    let checkpoints = try checkpoints(of: way)
    #expect(checkpoints.map(\.epoch) == Array(1...undisturbed.curve.count))
    for checkpoint in checkpoints {
      // Through bytes, as a new process has it.
      let read = try TrainingCheckpoint(bytes: checkpoint.bytes())
      #expect(read.bytes() == checkpoint.bytes())
      let resumed = try fit(way, from: read)
      #expect(bits(resumed) == bits(undisturbed), "from epoch \(checkpoint.epoch)")
    }
  }

  @Test("a fit interrupted again and again ends as one undisturbed", arguments: ways)
  func again(_ way: Way) throws {
    let undisturbed = try fit(way)
    var checkpoint: TrainingCheckpoint?
    for _ in 0..<undisturbed.curve.count {
      // Each process finishes one epoch more.
      var next: TrainingCheckpoint?
      _ = try fit(way, from: checkpoint) { if next == nil { next = $0 } }
      guard let next else { break }
      checkpoint = try TrainingCheckpoint(bytes: next.bytes())
    }
    #expect(checkpoint?.epoch == undisturbed.curve.count)
    #expect(bits(try fit(way, from: checkpoint)) == bits(undisturbed))
  }

  @Test("being saved changes nothing of a fit", arguments: ways)
  func saving(_ way: Way) throws {
    #expect(bits(try fit(way, save: { _ in })) == bits(try fit(way)))
  }

  @Test("the ways are what they are meant to be")
  func meaning() throws {
    let stopped = try #require(Self.ways.first { $0.name == "early stopping" })
    let fitted = try fit(stopped)
    #expect(fitted.curve.count < 40 && fitted.chosenEpoch == fitted.curve.count - 2)
    let phased = try #require(Self.ways.first { $0.name == "phases" })
    #expect(try fit(phased).curve.contains { $0.validationLoss == nil })
  }

  @Test(
    "is saved every so many epochs",
    arguments: [(1, [1, 2, 3, 4, 5, 6, 7]), (3, [3, 6]), (9, [])])
  func interval(_ interval: Int, _ epochs: [Int]) throws {
    #expect(try checkpoints(of: Self.ways[0], every: interval).map(\.epoch) == epochs)
  }

  // MARK: What belongs to what

  @Test("belongs to a fit of its shape alone")
  func shapes() throws {
    let checkpoints = try Self.ways.map { try #require(try self.checkpoints(of: $0).first) }
    func canResume(_ way: Way, _ checkpoint: TrainingCheckpoint) -> Bool {
      Trainer(network: way.network, settings: way.settings)
        .canResume(from: checkpoint, objective: way.objective)
    }
    for (way, checkpoint) in zip(Self.ways, checkpoints) { #expect(canResume(way, checkpoint)) }
    let plain = Self.ways[0]
    var other = plain
    other.network = .mlp(inputs: 20, hidden: [17], outputs: 4)
    #expect(!canResume(other, checkpoints[0]))
    other = plain
    other.settings.optimizer = .adamw(rate: 0.1)
    #expect(!canResume(other, checkpoints[0]))
    other = plain
    other.settings.average = 0.5
    #expect(!canResume(other, checkpoints[0]))
    other = plain
    other.objective = Self.learned
    #expect(!canResume(other, checkpoints[0]))
    other = plain
    other.settings.optimizer = .lbfgs()
    #expect(!canResume(other, checkpoints[0]))
  }

  @Test("of other bytes is refused, saying what was found")
  func hostile() throws {
    let bytes = try #require(try checkpoints(of: Self.ways[0]).first).bytes()
    func problem(_ bytes: [UInt8]) -> SafeTensorsError? {
      do throws(SafeTensorsError) {
        _ = try TrainingCheckpoint(bytes: bytes)
        return nil
      } catch {
        return error
      }
    }
    #expect(problem(bytes) == nil)
    #expect(problem([]) != nil)
    #expect(problem(Array(bytes.dropLast())) != nil)
    let foreign = SafeTensors(metadata: ["format": "pt"])
    #expect(problem(foreign.bytes())?.found == "\"pt\"")
    func changed(_ change: (inout SafeTensors) -> Void) throws -> SafeTensorsError? {
      var file = try SafeTensors(bytes: bytes)
      change(&file)
      return problem(file.bytes())
    }
    #expect(
      try changed { $0.arrays["step"] = nil }?.description
        == """
        safetensors, array "step": found no such array, expected 1 values of I64. \
        Leave the checkpoint out; the fit then begins anew.
        """)
    #expect(
      try changed {
        $0.arrays["best"] = SafeTensors.NamedArray(shape: [1], values: .float32([1]))
      }?.found == "1 values of F32")
    #expect(
      try changed {
        $0.arrays["parameters"] = SafeTensors.NamedArray(shape: [1], values: .int32([1]))
      }?.expected == "values of F32")
    #expect(try changed { $0.metadata["version"] = "2" }?.place == "metadata \"version\"")
  }
}
