import Distillation
import Specifications
import Testing

@Suite("The networks of a job") struct NetworkTests {
  private func network(_ text: String) throws -> NetworkSpecification {
    try Example.parsed(
      Example.networks(student: "student: {modality: b, network: \(text)}")
    ).specification.student.network
  }

  static let written: [(String, NetworkSpecification)] = [
    ("linear", .linear),
    ("{mlp: [128, 64]}", NetworkSpecification(PerceptronNetwork(["mlp": [128, 64]]))),
    (
      "{mlp: [8, 8], dropout: 0.1, activation: gelu, normalisation: batch, residual: true}",
      NetworkSpecification(
        PerceptronNetwork([
          "mlp": [8, 8], "dropout": 0.1, "activation": "gelu", "normalisation": "batch",
          "residual": true,
        ]))
    ),
    ("transformer", NetworkSpecification(TransformerNetwork([:]))),
    ("{transformer: , dropout: 0.1}", NetworkSpecification(TransformerNetwork(["dropout": 0.1]))),
    (
      "{transformer: {layers: 3, width: 96, heads: 6, feedforward: 100, vocabulary: 8000, tokens: 16, "
        + "pooling: mean}}",
      NetworkSpecification(
        TransformerNetwork([
          "layers": 3, "width": 96, "heads": 6, "feedforward": 100, "vocabulary": 8000,
          "tokens": 16, "pooling": "mean",
        ]))
    ),
    ("vision", NetworkSpecification(VisionNetwork([:]))),
    (
      "{vision: {patch: 7, layers: 1, width: 32, image: [28, 28, 1]}, dropout: 0.2}",
      NetworkSpecification(
        VisionNetwork([
          "patch": 7, "layers": 1, "width": 32, "image": [28, 28, 1], "dropout": 0.2,
        ]))
    ),
    (
      "{convolution: [16, 32]}",
      NetworkSpecification(ConvolutionNetwork(["convolution": [16, 32]]))
    ),
    (
      "{convolution: [16], image: [28, 14, 3], dropout: 0.1}",
      NetworkSpecification(
        ConvolutionNetwork(["convolution": [16], "image": [28, 14, 3], "dropout": 0.1]))
    ),
  ]

  @Test("are read with their defaults filled in", arguments: written)
  func read(text: String, expected: NetworkSpecification) throws {
    #expect(try network(text) == expected)
  }

  @Test("are read back from their canonical text", arguments: written)
  func canonical(text: String, expected: NetworkSpecification) throws {
    #expect(
      try NetworkSpecification(canonical: expected.canonical.json, networks: Example.kinds)
        == expected)
  }

  @Test(
    "are no networks where their canonical text is none",
    arguments: [
      "", "{", "7", "[]", "{\"mlp\":[0]}", "{\"mlp\":[8],\"transformer\":{}}", "\"perceptron\"",
      "{\"mlp\":[99999999,99999999]}", "{\"transformer\":{\"heads\":3}}",
    ])
  func damaged(text: String) {
    #expect(throws: SpecificationError.self) {
      try NetworkSpecification(canonical: text, networks: Example.kinds)
    }
  }

  @Test("have the canonical text they had before there were more of them")
  func identity() throws {
    #expect(try network("{mlp: [64]}").canonical.json == #"{"dropout":0.0,"mlp":[64]}"#)
    #expect(
      try network("{dropout: 0.10, mlp: [64, 32], activation: relu, residual: false}").canonical
        .json
        == #"{"dropout":0.1,"mlp":[64,32]}"#)
    #expect(try network("linear").canonical.json == #""linear""#)
  }

  @Test(
    "mean the same however their defaults are written",
    arguments: [
      ("transformer", "{transformer: {layers: 2, width: 128, heads: 4, feedforward: 512}}"),
      ("transformer", "{transformer: {pooling: first}, dropout: 0}"),
      ("{vision: {width: 32}}", "{vision: {patch: 4, width: 32, feedforward: 128}}"),
      ("{mlp: [8]}", "{mlp: [8], normalisation: none}"),
    ])
  func spelled(short: String, long: String) throws {
    #expect(try network(short).canonical.json == network(long).canonical.json)
  }

  @Test("say in words what they are, without a word for what is a default")
  func words() throws {
    #expect(try network("{mlp: [128, 64], dropout: 0.1}").description == "mlp 128 64, dropout 0.1")
    #expect(
      try network("{mlp: [8], activation: tanh, normalisation: group, residual: true}").description
        == "mlp 8, activation tanh, normalisation group, residual")
    #expect(
      try network("{transformer: {vocabulary: 90, pooling: mean}, dropout: 0.1}").description
        == "transformer layers 2 width 128 heads 4, vocabulary 90, pooling mean, dropout 0.1")
  }

  @Test("are rows of a job's provenance even where all their options have defaults")
  func provenance() throws {
    func rows(_ text: String) throws -> [String] {
      try Example.parsed(
        Example.networks(student: "student: {modality: b, network: \(text)}")
      ).specification.nonDefaultValues(
        methods: Example.methods, networks: Example.kinds
      )
      .filter { $0.key.hasPrefix("student.network") }.map { "\($0.key) = \($0.text)" }
    }
    #expect(try rows("transformer") == ["student.network = transformer"])
    #expect(
      try rows("{vision: {patch: 2, image: [8, 8, 1]}}") == [
        "student.network = vision", "student.network.vision.image = [8, 8, 1]",
        "student.network.vision.patch = 2",
      ])
    #expect(
      try rows("{mlp: [8], activation: silu}") == [
        "student.network.activation = silu", "student.network.mlp = [8]",
      ])
  }
}
