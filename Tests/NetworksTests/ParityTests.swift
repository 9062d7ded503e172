import Foundation
import Gradients
import Randomness
import Tensors
import Testing

@testable import Networks

/// Fits of every network and optimiser against the same fits by PyTorch in float64
/// (`Tests/References/torch_parity.py`): 50 steps on one batch, from the same weights.
@Suite("Parity with PyTorch") struct ParityTests {
  private static let adamw = Optimizer.adamw(rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3)

  private static let image = ImageShape(height: 6, width: 4, channels: 2)

  private static func encoder(
    _ pooling: TransformerSettings.Pooling, vocabulary: Int? = nil, tokens: Int? = nil
  ) -> TransformerSettings {
    TransformerSettings(
      layers: 2, width: 8, heads: 2, feedforward: 16, vocabulary: vocabulary, tokens: tokens,
      pooling: pooling)
  }

  private static let networks: [String: Network] = [
    "linear": .linear(inputs: 6, outputs: 3),
    "mlp-gelu-layer-residual":
      .mlp(
        inputs: 6, hidden: [12, 12, 8], outputs: 3, activation: .gelu, normalisation: .layer,
        residual: true),
    "mlp-silu-batch":
      .mlp(
        inputs: 6, hidden: [12, 12], outputs: 3, activation: .silu, normalisation: .batch),
    "mlp-tanh-group-residual":
      .mlp(
        inputs: 6, hidden: [16, 16], outputs: 3, activation: .tanh, normalisation: .group,
        residual: true),
    "text-words-mean":
      .textTransformer(encoder(.mean, vocabulary: 11), inputs: 5, outputs: 3),
    "text-words-first":
      .textTransformer(encoder(.first, vocabulary: 11), inputs: 5, outputs: 3),
    "text-features-mean": .textTransformer(encoder(.mean, tokens: 3), inputs: 6, outputs: 3),
    "text-features-first": .textTransformer(encoder(.first), inputs: 6, outputs: 3),
    "multimodal": .multimodal(encoder(.mean, tokens: 2), parts: [6, 4], outputs: 3),
    "vision":
      .visionTransformer(
        VisionTransformerSettings(
          patch: 2, layers: 2, width: 8, heads: 2, feedforward: 16, image: image),
        inputs: 48, outputs: 3),
    "convolutional":
      .convolutional(
        ConvolutionalSettings(channels: [4, 12], image: image), inputs: 48, outputs: 3),
  ]

  @Test(
    "optimisers",
    arguments: [
      ("adamw", adamw),
      ("adam", .adam(rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-3)),
      ("sgd", .sgd(rate: 0.05, momentum: 0.9)),
      ("nesterov", .sgd(rate: 0.05, momentum: 0.9, nesterov: true)),
      ("rmsprop", .rmsprop(rate: 0.01, decay: 0.9, epsilon: 1e-3)),
    ] as [(String, Optimizer)])
  func optimizers(_ name: String, _ optimizer: Optimizer) throws {
    let network = Network.mlp(inputs: 6, hidden: [16], outputs: 3)
    try ParityFit("mlp-\(name)").compare(network, optimizer)
  }

  @Test("networks", arguments: Self.networks.keys.sorted())
  func network(_ name: String) throws {
    try ParityFit(name).compare(try #require(Self.networks[name]), Self.adamw)
  }

  @Test("L-BFGS ends in the same optimum of the penalised loss")
  func fullBatch() throws {
    let fit = try ParityFit("linear-lbfgs")
    let network = Network.linear(inputs: 6, outputs: 3)
    var settings = fit.settings(.lbfgs(iterations: 500, history: 10, tolerance: 1e-8))
    settings.initialisation = .normal(0)
    let fitted = try Trainer(network: network, settings: settings).fit(
      features: fit.features, rows: fit.rows, objective: fit.objective)
    try fit.expect(fitted.parameters, "optimum", of: network, within: 1e-4)
  }

  @Test(
    "schedules",
    arguments: [
      ("constant", Schedule.constant), ("step", .step(every: 2, factor: 0.3)),
      ("cosine", .cosine), ("one cycle", .oneCycle(rise: 0.3)),
    ])
  func schedules(_ name: String, _ schedule: Schedule) throws {
    let file = try SafeTensors(bytes: References.bytes("parity/schedules.safetensors"))
    for (suffix, steps, warmup) in [("", 60, 0), (" warm", 80, 2)] {
      guard let array = file.arrays[name + suffix] else {
        #expect(name == "one cycle" && warmup > 0, "no factors of \(name + suffix)")
        continue
      }
      guard case .float64(let expected) = array.values else {
        Issue.record("factors of \(name + suffix) are not F64")
        continue
      }
      #expect(expected.count == steps)
      for step in expected.indices {
        let found = schedule.factor(at: step, of: steps, epochSteps: 10, warmup: warmup)
        #expect(abs(found - expected[step]) < 1e-12, "step \(step) of \(name + suffix)")
      }
    }
  }
}

/// One file of the reference program.
private struct ParityFit {
  let file: SafeTensors
  let features: Tensor
  let labels: Tensor

  init(_ name: String) throws {
    file = try SafeTensors(bytes: References.bytes("parity/\(name).safetensors"))
    features = try Self.tensor("features", of: file)
    labels = try Self.tensor("labels", of: file)
  }

  var rows: [Int] { Array(0..<features.rows) }

  var objective: Objective {
    Objective(inputs: [ObjectiveInput(name: "labels", values: labels)]) { tape, z in
      crossEntropy(z, targets: tape.input("labels"))
    }
  }

  func settings(_ optimizer: Optimizer) -> TrainingSettings {
    TrainingSettings(
      epochs: 50, batch: features.rows, optimizer: optimizer, weightDecay: 0.1, seed: 1,
      role: .student)
  }

  /// Trains as the program did and holds every stage against its numbers.
  func compare(_ network: Network, _ optimizer: Optimizer) throws {
    let names = file.arrays.keys.filter { $0.hasPrefix("start/") }.map { $0.dropFirst(6) }
    #expect(Set(names) == Set(network.layout.slices.map { $0.name[...] }))
    var run = MiniBatchRun(
      network: network, settings: settings(optimizer), features: features, rows: rows,
      objective: objective)
    run.weights = try parameters("start", of: network)
    guard case .float64(let losses)? = file.arrays["loss"]?.values else {
      Issue.record("no losses")
      return
    }
    for (index, expected) in losses.enumerated() {
      let loss = try run.train(epoch: index + 1)
      #expect(abs(loss - expected) < 1e-4 * max(expected, 0.1), "loss of step \(index)")
      if index == 0 {
        try expect(run.lastGradient, "gradient", of: network, within: 1e-4)
        try expect(run.weights, "after 1", of: network, within: 1e-4, moved: 1e-3)
      }
    }
    try expect(run.weights, "after 50", of: network, within: 1e-4, moved: 1e-3)
    let outputs = network.outputs(run.weights, features: features, rows: rows)
    let distance = distance(outputs.values, try Self.tensor("evaluation", of: file).values)
    #expect(distance.relative < 1e-4, "evaluation")

    // In evaluation a batch is normalised by other statistics than in the program's first step.
    guard network.layout.slices.allSatisfy(\.isTrained) else { return }
    let start = try parameters("start", of: network)
    for (found, name) in [
      (network.outputs(start, features: features, rows: rows), "outputs"),
      (network.representations(start, features: features, rows: rows), "representation"),
    ] {
      let expected = try Self.tensor(name, of: file)
      #expect(found.columns == expected.columns)
      #expect(self.distance(found.values, expected.values).relative < 1e-5, "\(name)")
    }
  }

  /// Compares slice by slice: ‖found − expected‖ with ‖expected‖, and with how far training moved the
  /// slice. A slice that is nearly 0 beside the others is compared with a thousandth of theirs.
  func expect(
    _ found: [Float], _ stage: String, of network: Network, within tolerance: Double,
    moved: Double? = nil
  ) throws {
    let expected = try parameters(stage, of: network)
    let floor = 1e-3 * norm(expected)
    for slice in network.layout.slices {
      let (x, y) = (Array(found[slice.range]), Array(expected[slice.range]))
      let distance = distance(x, y).absolute
      #expect(distance <= tolerance * max(norm(y), floor), "\(stage) of \(slice.name)")
      guard let moved else { continue }
      let start = Array(try parameters("start", of: network)[slice.range])
      let path = max(self.distance(y, start).absolute, floor)
      #expect(distance <= moved * path, "way to \(stage) of \(slice.name)")
      if slice.isTrained { #expect(self.distance(x, start).absolute > 0, "\(slice.name) rests") }
    }
  }

  /// Slices the file does not have (gradients of what is not trained) are 0.
  private func parameters(_ stage: String, of network: Network) throws -> [Float] {
    try network.layout.slices.flatMap { slice -> [Float] in
      guard slice.isTrained || stage != "gradient" else {
        return [Float](repeating: 0, count: slice.count)
      }
      let array = try #require(file.arrays["\(stage)/\(slice.name)"], "\(stage)/\(slice.name)")
      #expect(array.shape == slice.shape)
      guard case .float32(let values) = array.values else { return [] }
      return values
    }
  }

  private static func tensor(_ name: String, of file: SafeTensors) throws -> Tensor {
    let array = try #require(file.arrays[name], "no \(name)")
    guard case .float32(let values) = array.values else {
      throw SafeTensorsMismatch(name: name)
    }
    return Tensor(rows: array.shape[0], columns: array.shape[1], values: values)
  }

  private struct SafeTensorsMismatch: Error { var name: String }

  private func norm(_ x: [Float]) -> Double {
    x.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  private func distance(_ x: [Float], _ y: [Float]) -> (absolute: Double, relative: Double) {
    #expect(x.count == y.count)
    let absolute = norm(zip(x, y).map { $0 - $1 })
    return (absolute, absolute / norm(y))
  }
}
