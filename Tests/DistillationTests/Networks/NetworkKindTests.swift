import Gradients
import Networks
import Plans
import Specifications
import Tensors
import Testing

@testable import Distillation

/// All there is to a new kind of network: this, and its line in a registry.
private struct CubeNetwork: NetworkKind {
  static let descriptor = NetworkDescriptor(
    name: "cube", summary: "A linear network on cubes.", example: "{cube: {gain: 2}}",
    options: [
      NetworkOption(
        "gain", .number(.closed(0...9)), .inside, .value(1), isSaidWithName: true, "A factor.")
    ])

  let options: NetworkOptions
  init(_ options: NetworkOptions) { self.options = options }
  var leastParameters: Int { 2 }

  func engine(columns: [Int], outputs: Int) -> Network {
    let inputs = columns.reduce(0, +)
    return Network(inputs: inputs, outputs: outputs) { _ in
      Cube(width: inputs, gain: Float(options.number("gain")))
    }
  }

  /// h = gain · x³.
  private struct Cube: NetworkBody {
    var width: Int
    var gain: Float
    func callAsFunction(_ x: Variable) -> Variable { gain * (x * x * x) }
  }
}

@Suite("A kind of network from outside") struct NewNetworkKindTests {
  static let registry = NetworkRegistry(NetworkKinds.all + [CubeNetwork.self])

  private func specification(_ network: String) throws -> JobSpecification {
    try JobSpecification(
      yaml: """
        retort: 1
        name: cubes
        data: {modalities: {a: a.npy, b: b.npy}, labels: y.npy, split: {train: 0.6, test: 0.4}}
        teacher: {modality: a, network: {mlp: [4]}}
        student: {modality: b, network: \(network)}
        method: hinton
        """, methods: Methods.registry, networks: Self.registry)
  }

  @Test("is read, said, written and trained as any other")
  func whole() throws {
    let network = try specification("{cube: {gain: 2}}").student.network
    #expect(network.description == "cube gain 2")
    #expect(network.canonical.json == #"{"cube":{"gain":2.0}}"#)
    #expect(
      try NetworkSpecification(canonical: network.canonical.json, networks: Self.registry)
        == network)
    let engine = try network.engine([[2]], outputs: 1)
    // z = 2 (1³ · 10 + 3³ · 100) + 0.5
    let z = engine.outputs(
      [10, 100, 0.5], features: Tensor(rows: 1, columns: 2, values: [1, 3]), rows: [0])
    #expect(z.values == [5420.5])
    let learner = try LearnerTests.learner(network)
    let fit = try learner.fitLabels(rows: LearnerTests.task.train, seed: 0)
    #expect(fit.curve.last?.trainLoss ?? 1 < fit.curve.first?.trainLoss ?? 0)
  }

  @Test("is unknown to a registry without it, which names the others")
  func unknown() throws {
    let error = #expect(throws: SpecificationError.self) {
      try NetworkSpecification(canonical: "\"cube\"", networks: NetworkKinds.registry)
    }
    #expect("\(try #require(error))".contains("expected linear, or a mapping of mlp, transformer"))
  }
}

@Suite("The kinds of network") struct NetworkKindTests {
  @Test("are listed in this order, which is that of the reference and of sweeps")
  func order() {
    #expect(
      NetworkKinds.registry.descriptors.map(\.name)
        == ["linear", "mlp", "transformer", "vision", "convolution", "fourier"])
  }

  static let examples = NetworkKinds.registry.descriptors.map(\.example)

  @Test(
    "have an example that can be read and comes back from its canonical form", arguments: examples)
  func example(text: String) throws {
    let json = text == "linear" ? "\"linear\"" : text
    let network = try NetworkSpecification(canonical: json, networks: NetworkKinds.registry)
    #expect(text.contains(network.name))
    #expect(
      try NetworkSpecification(
        canonical: network.canonical.json, networks: NetworkKinds.registry) == network)
  }

  @Test("have no fewer parameters than they say, whatever they see", arguments: examples)
  func leastParameters(text: String) throws {
    let json = text == "linear" ? "\"linear\"" : text
    let network = try NetworkSpecification(canonical: json, networks: NetworkKinds.registry)
    let engine = try network.engine([[8, 8, 1]], outputs: 1)
    #expect(engine.inputs == 64 && network.kind.leastParameters <= engine.parameterCount)
  }

  @Test("need a weight once a token or pixel where it is shared, and once otherwise")
  func uses() throws {
    func uses(_ network: any NetworkKind, _ parts: [[Int]]) -> Int {
      NetworkSpecification(network).uses(parts)
    }
    #expect(uses(LinearNetwork([:]), [[7]]) == 1)
    #expect(uses(PerceptronNetwork(["mlp": [3]]), [[7], [9]]) == 1)
    #expect(uses(TransformerNetwork([:]), [[7]]) == 7)
    #expect(uses(TransformerNetwork(["tokens": 2]), [[8], [4]]) == 4)
    #expect(uses(VisionNetwork([:]), [[8, 8]]) == 5)
    #expect(uses(ConvolutionNetwork(["convolution": [2]]), [[8, 8]]) == 64)
    // What cannot be seen needs nothing.
    #expect(uses(VisionNetwork([:]), [[7], [8, 8]]) == 5)
  }

  @Test("of which a transformer may read token numbers, its embedding aside")
  func tokens() {
    #expect(NetworkKinds.all.filter { $0.mayReadTokens }.count == 1)
    let words = TransformerNetwork(["vocabulary": 50, "width": 8])
    #expect(words.vocabulary == 50 && words.embeddingParameters == 400)
    #expect(TransformerNetwork([:]).vocabulary == nil)
    #expect(TransformerNetwork([:]).embeddingParameters == 0)
    #expect(NetworkSpecification.linear.vocabulary == nil)
  }

  @Test("say what to do about too many parameters")
  func remedies() {
    #expect(LinearNetwork([:]).columnsRemedy == "give it fewer columns")
    #expect(
      PerceptronNetwork(["mlp": [3]]).columnsRemedy
        == "narrow its first layer, or give it fewer columns")
    #expect(TransformerNetwork([:]).columnsRemedy == "give it fewer or narrower layers")
    #expect(FourierNetwork([:]).columnsRemedy.contains("fewer 'features'"))
  }
}
