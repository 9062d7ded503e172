import AllocationCounter
import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

/// What holds for every network; that each computes what it says is in `ParityTests`.
@Suite("Architectures") struct ArchitectureTests {
  /// One of each kind with 48 inputs and 3 outputs.
  private static func network(_ kind: String, dropout: Float = 0) -> Network {
    let image = ImageShape(height: 6, width: 4, channels: 2)
    func encoder(
      vocabulary: Int? = nil, tokens: Int?, _ pooling: TransformerSettings.Pooling
    ) -> TransformerSettings {
      TransformerSettings(
        layers: 2, width: 8, heads: 2, vocabulary: vocabulary, tokens: tokens, pooling: pooling,
        dropout: dropout)
    }
    switch kind {
    case "mlp":
      return .mlp(inputs: 48, hidden: [16, 16], outputs: 3, dropout: dropout, residual: true)
    case "mlp with layer norm":
      return .mlp(
        inputs: 48, hidden: [16], outputs: 3, dropout: dropout, activation: .gelu,
        normalisation: .layer)
    case "mlp with batch norm":
      return .mlp(
        inputs: 48, hidden: [16], outputs: 3, dropout: dropout, activation: .silu,
        normalisation: .batch)
    case "mlp with group norm":
      return .mlp(
        inputs: 48, hidden: [16], outputs: 3, dropout: dropout, activation: .tanh,
        normalisation: .group)
    case "words":
      return .textTransformer(
        encoder(vocabulary: 20, tokens: nil, .mean), inputs: 48, outputs: 3)
    case "features":
      return .textTransformer(encoder(tokens: 6, .first), inputs: 48, outputs: 3)
    case "multimodal":
      return .multimodal(encoder(tokens: 4, .mean), parts: [32, 16], outputs: 3)
    case "vision":
      return .visionTransformer(
        VisionTransformerSettings(
          patch: 2, layers: 2, width: 8, heads: 2, image: image, dropout: dropout),
        inputs: 48, outputs: 3)
    default:
      return .convolutional(
        ConvolutionalSettings(channels: [4, 8], image: image, dropout: dropout), inputs: 48,
        outputs: 3)
    }
  }

  private static let kinds = [
    "mlp", "mlp with layer norm", "mlp with batch norm", "mlp with group norm", "words",
    "features", "multimodal", "vision", "convolutional",
  ]

  /// Words for `words`, normal numbers for the others.
  private func example(_ kind: String, rows: Int = 50) -> (features: Tensor, objective: Objective) {
    let example = Example(rows: rows, columns: 48, classes: 3)
    var features = example.features
    if kind == "words" {
      var stream = RandomStream(key: 7)
      for index in features.values.indices {
        features.values[index] = Float(stream.integer(below: 21) - 1)
      }
    }
    return (features, example.objective)
  }

  private func start(_ network: Network) -> [Float] {
    network.initialParameters(
      .glorotUniform, stream: RandomStream(seed: 1, role: .student, purpose: .initialisation))
  }

  private func run(_ kind: String, _ network: Network, _ settings: TrainingSettings) -> MiniBatchRun
  {
    let (features, objective) = example(kind)
    return MiniBatchRun(
      network: network, settings: settings, features: features, rows: Array(0..<features.rows),
      objective: objective)
  }

  // MARK: Parameters

  @Test("a transformer names its parameters by block and layer")
  func names() {
    #expect(
      Self.network("words").layout.slices.map(\.name).prefix(17) == [
        "tokens weight", "positions", "embedding norm scale", "embedding norm shift",
        "block 0 attention weight", "block 0 attention bias", "block 0 attention output weight",
        "block 0 attention output bias", "block 0 attention norm scale",
        "block 0 attention norm shift", "block 0 feedforward weight", "block 0 feedforward bias",
        "block 0 feedforward output weight", "block 0 feedforward output bias",
        "block 0 feedforward norm scale", "block 0 feedforward norm shift",
        "block 1 attention weight",
      ])
    #expect(Self.network("words").layout.slices.last?.name == "head bias")
  }

  @Test("only weights decay: no bias, norm, position or class token", arguments: kinds)
  func decay(_ kind: String) {
    for slice in Self.network(kind).layout.slices {
      #expect(slice.decays == slice.name.hasSuffix("weight"), "\(slice.name)")
      #expect(slice.isTrained == !slice.name.contains("running"), "\(slice.name)")
    }
  }

  @Test("no name stands for two slices", arguments: kinds)
  func unique(_ kind: String) {
    let names = Self.network(kind).layout.slices.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test("norms start as no change, tables small, attention with the fans of one projection")
  func starts() throws {
    let network = Network.textTransformer(
      TransformerSettings(layers: 1, width: 64, heads: 4, vocabulary: 500), inputs: 8, outputs: 2)
    let parameters = start(network)
    func values(_ name: String) throws -> [Float] {
      Array(parameters[try #require(network.layout[name]).range])
    }
    #expect(try values("embedding norm scale").allSatisfy { $0 == 1 })
    #expect(try values("embedding norm shift").allSatisfy { $0 == 0 })
    let table = try values("tokens weight")
    let variance = table.reduce(0) { $0 + $1 * $1 } / Float(table.count)
    #expect(abs(variance.squareRoot() - 0.02) < 1e-3)
    let greatest = try values("block 0 attention weight").map(abs).max() ?? 0
    let limit = Float((6.0 / 128).squareRoot())
    #expect(greatest <= limit && greatest > 0.99 * limit)
    #expect(try values("block 0 attention bias").allSatisfy { $0 == 0 })
  }

  @Test("running statistics start at mean 0 and variance 1, and training moves them")
  func running() throws {
    let network = Self.network("mlp with batch norm")
    let mean = try #require(network.layout["layer 0 norm running mean"]).range
    let variance = try #require(network.layout["layer 0 norm running variance"]).range
    var run = run("mlp with batch norm", network, .example())
    #expect(run.weights[mean].allSatisfy { $0 == 0 })
    #expect(run.weights[variance].allSatisfy { $0 == 1 })
    _ = try run.train(epoch: 1)
    #expect(run.weights[mean].allSatisfy { $0 != 0 })
    #expect(run.weights[variance].allSatisfy { $0 != 1 && $0 > 0 })
  }

  @Test("averaged weights keep the running statistics of the weights")
  func averagedStatistics() throws {
    let network = Self.network("mlp with batch norm")
    let (features, objective) = example("mlp with batch norm")
    func fit(average: Float?) throws -> [Float] {
      var settings = TrainingSettings.example(epochs: 3)
      settings.average = average
      return try Trainer(network: network, settings: settings).fit(
        features: features, rows: Array(0..<50), objective: objective
      ).parameters
    }
    let (plain, averaged) = (try fit(average: nil), try fit(average: 0.5))
    for slice in network.layout.slices {
      #expect((plain[slice.range] == averaged[slice.range]) == !slice.isTrained, "\(slice.name)")
    }
  }

  // MARK: What they compute

  @Test("a row's outputs do not depend on the rows beside it", arguments: kinds)
  func rows(_ kind: String) {
    let network = Self.network(kind)
    let (features, _) = example(kind, rows: 700)
    let parameters = start(network)
    let all = network.outputs(parameters, features: features, rows: Array(0..<700))
    for row in [0, 300, 699] {
      let alone = network.outputs(parameters, features: features, rows: [row])
      #expect(alone.values == Array(all.values[3 * row..<3 * row + 3]))
    }
  }

  @Test("the head makes the outputs of the representation", arguments: kinds)
  func representation(_ kind: String) throws {
    let network = Self.network(kind, dropout: 0.5)
    let (features, _) = example(kind)
    let parameters = start(network)
    let h = network.representations(parameters, features: features, rows: [4])
    let z = network.outputs(parameters, features: features, rows: [4])
    #expect(h.columns == network.width)
    let head = network.layout.slices.suffix(2).map { Array(parameters[$0.range]) }
    for output in 0..<3 {
      let sum = (0..<h.columns).reduce(head[1][output]) { $0 + h[0, $1] * head[0][3 * $1 + output] }
      #expect(abs(sum - z[0, output]) < 1e-5)
    }
  }

  @Test(
    "the gradient is the loss's slope along itself, dropout and all", arguments: kinds, [0, 0.4])
  func gradient(_ kind: String, dropout: Float) throws {
    let network = Self.network(kind, dropout: dropout)
    let (features, objective) = example(kind)
    let program = objective.bound(to: network).program(rows: 50)
    let arena = Arena(count: program.end)
    arena.write(features.values, to: program.inputs[0])
    arena.write(
      Example(rows: 50, columns: 48, classes: 3).labels.values, to: program.inputs[1])
    let weights = start(network)
    func loss(_ parameters: [Float]) -> Double {
      arena.write(parameters, to: program.parameters)
      return program.replay(on: arena, ReplayInputs(step: 3, dropoutKey: 11))
    }
    _ = loss(weights)
    let gradient = arena.values(program.gradient)
    let norm = gradient.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
    // So short that few rectifiers change sides, so long that the loss changes by a thousand roundings.
    let length = 2e-4 / norm
    func moved(_ share: Double) -> [Float] {
      zip(weights, gradient).map { Float(Double($0) + share * length / norm * Double($1)) }
    }
    let slope = (loss(moved(1)) - loss(moved(-1))) / (2 * length)
    #expect(abs(slope / norm - 1) < 0.01)
  }

  @Test("a validation changes nothing that is trained, clipping included", arguments: kinds)
  func validation(_ kind: String) throws {
    let network = Self.network(kind)
    let features = example(kind).features
    let labels = Example(rows: 50, columns: 48, classes: 3).labels
    var settings = TrainingSettings.example(epochs: 4)
    settings.clip = 0.05
    func fit(_ monitor: ValidationMonitor?) throws -> [Double] {
      try Trainer(network: network, settings: settings).fit(
        features: features, rows: Array(0..<40),
        objective: Objective(
          inputs: [
            ObjectiveInput(
              name: "labels", values: labels.tensor(rows: Array(0..<40)))
          ], loss: { tape, z in crossEntropy(z, targets: tape.input("labels")) }),
        validation: monitor
      ).curve.map(\.trainLoss)
    }
    let watched = ValidationMonitor(features: features, rows: Array(40..<50)) {
      Double($0.values[0])
    }
    #expect(try fit(watched) == fit(nil))
  }

  @Test("drops out in training alone", arguments: kinds)
  func dropouts(_ kind: String) throws {
    let still = TrainingSettings.example(batch: 50, optimizer: .sgd(rate: 0, momentum: 0))
    func losses(dropout: Float) throws -> [Double] {
      var run = run(kind, Self.network(kind, dropout: dropout), still)
      return try (1...3).map { try run.train(epoch: $0) }
    }
    let (plain, dropped) = (try losses(dropout: 0), try losses(dropout: 0.5))
    #expect(abs(plain[0] - plain[1]) < 1e-6 && abs(plain[1] - plain[2]) < 1e-6)
    #expect(Set(dropped + plain.prefix(1)).count == 4)
    let (features, _) = example(kind)
    let network = Self.network(kind)
    #expect(
      network.outputs(start(network), features: features, rows: [0, 1])
        == Self.network(kind, dropout: 0.5)
        .outputs(start(network), features: features, rows: [0, 1]))
  }

  @Test("a token that is not there changes nothing, whatever its place holds")
  func absentTokens() throws {
    for pooling in TransformerSettings.Pooling.allCases {
      let network = Network.textTransformer(
        TransformerSettings(
          layers: 2, width: 8, heads: 2, vocabulary: 20, pooling: pooling), inputs: 4, outputs: 3)
      var parameters = start(network)
      let x = Tensor(rows: 2, columns: 4, values: [3, 7, -1, -1, 3, 7, -5, -1])
      let z = network.outputs(parameters, features: x, rows: [0, 1])
      #expect(z.values.prefix(3) == z.values.suffix(3))
      let positions = try #require(network.layout["positions"])
      for index in positions.range.suffix(16) { parameters[index] = 100 }
      #expect(network.outputs(parameters, features: x, rows: [0, 1]) == z)
      for index in positions.range.prefix(16) { parameters[index] = Float(index % 3) }
      #expect(network.outputs(parameters, features: x, rows: [0, 1]) != z)
    }
  }

  @Test("groups of a group normalisation have eight numbers or more")
  func groups() {
    #expect(GroupNormalisationLayer.groups(of: 128, pixels: 1) == 8)
    #expect(GroupNormalisationLayer.groups(of: 16, pixels: 1) == 2)
    #expect(GroupNormalisationLayer.groups(of: 12, pixels: 1) == 1)
    #expect(GroupNormalisationLayer.groups(of: 4, pixels: 1) == 1)
    #expect(GroupNormalisationLayer.groups(of: 4, pixels: 24) == 4)
    #expect(GroupNormalisationLayer.groups(of: 12, pixels: 100) == 6)
    #expect(GroupNormalisationLayer.groups(of: 7, pixels: 1) == 1)
  }

  // MARK: How they are trained

  @Test("learns", arguments: kinds)
  func learns(_ kind: String) throws {
    var run = run(kind, Self.network(kind), .example(batch: 10))
    let first = try run.train(epoch: 1)
    for epoch in 2...40 { _ = try run.train(epoch: epoch) }
    let last = try run.train(epoch: 41)
    #expect(last < 0.5 * first)
  }

  @Test("a warm step allocates nothing", arguments: kinds)
  func allocations(_ kind: String) throws {
    var settings = TrainingSettings.example(batch: 20)
    settings.average = 0.9
    var run = run(kind, Self.network(kind, dropout: 0.2), settings)
    _ = try run.train(epoch: 1)
    allocation_counter_start()
    _ = try run.train(epoch: 2)
    #expect(allocation_counter_stop() == 0)
  }

  @Test("its memory is known before", arguments: kinds)
  func memory(_ kind: String) {
    let network = Self.network(kind, dropout: 0.2)
    let settings = TrainingSettings.example(batch: 20)
    let (_, objective) = example(kind)
    #expect(
      Trainer(network: network, settings: settings).memoryBytes(rows: 50, objective: objective)
        == 4 * run(kind, network, settings).arenaCount)
  }

  @Test("travels as safetensors, running statistics included", arguments: kinds)
  func file(_ kind: String) throws {
    let network = Self.network(kind)
    let parameters = (0..<network.parameterCount).map { Float($0) }
    let read = try SafeTensors(bytes: SafeTensors(network, parameters: parameters).bytes())
    #expect(try read.parameters(of: network) == parameters)
  }
}
