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
    ("{mlp: [128, 64]}", .mlp(PerceptronSpecification([128, 64]))),
    (
      "{mlp: [8, 8], dropout: 0.1, activation: gelu, normalisation: batch, residual: true}",
      .mlp(
        PerceptronSpecification(
          [8, 8], dropout: 0.1, activation: .gelu, normalisation: .batch, residual: true))
    ),
    ("transformer", .transformer(TransformerSpecification())),
    ("{transformer: , dropout: 0.1}", .transformer(TransformerSpecification(dropout: 0.1))),
    (
      "{transformer: {layers: 3, width: 96, heads: 6, feedforward: 100, vocabulary: 8000, tokens: 16, "
        + "pooling: mean}}",
      .transformer(
        TransformerSpecification(
          encoder: EncoderSpecification(layers: 3, width: 96, heads: 6, feedforward: 100),
          vocabulary: 8000, tokens: 16, pooling: .mean))
    ),
    ("vision", .vision(VisionSpecification())),
    (
      "{vision: {patch: 7, layers: 1, width: 32, image: [28, 28, 1]}, dropout: 0.2}",
      .vision(
        VisionSpecification(
          patch: 7, encoder: EncoderSpecification(layers: 1, width: 32),
          image: ImageSpecification(height: 28, width: 28, channels: 1), dropout: 0.2))
    ),
    ("{convolution: [16, 32]}", .convolution(ConvolutionSpecification([16, 32]))),
    (
      "{convolution: [16], image: [28, 14, 3], dropout: 0.1}",
      .convolution(
        ConvolutionSpecification(
          [16], image: ImageSpecification(height: 28, width: 14, channels: 3), dropout: 0.1))
    ),
  ]

  @Test("are read with their defaults filled in", arguments: written)
  func read(text: String, expected: NetworkSpecification) throws {
    #expect(try network(text) == expected)
  }

  @Test("are read back from their canonical text", arguments: written)
  func canonical(text: String, expected: NetworkSpecification) throws {
    #expect(try NetworkSpecification(canonical: expected.canonical.json) == expected)
  }

  @Test(
    "are no networks where their canonical text is none",
    arguments: [
      "", "{", "7", "[]", "{\"mlp\":[0]}", "{\"mlp\":[8],\"transformer\":{}}", "\"perceptron\"",
      "{\"mlp\":[99999999,99999999]}", "{\"transformer\":{\"heads\":3}}",
    ])
  func damaged(text: String) {
    #expect(throws: SpecificationError.self) { try NetworkSpecification(canonical: text) }
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
      ).specification.nonDefaultValues(methods: Example.methods)
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

@Suite("A network meeting its rows") struct NetworkRowTests {
  @Test("takes the shape of an image from the array")
  func image() throws {
    let convolution = NetworkSpecification.convolution(ConvolutionSpecification([16, 32]))
    let seen = ImageSpecification(height: 28, width: 28, channels: 1)
    #expect(
      try convolution.seeing([28, 28])
        == .convolution(ConvolutionSpecification([16, 32], image: seen)))
    #expect(try convolution.seeing([28, 28, 1]) == convolution.seeing([28, 28]))
    let vision = NetworkSpecification.vision(VisionSpecification(image: seen))
    #expect(try vision.seeing([784]) == vision)
  }

  @Test("makes a token of every column, or of every row of a row")
  func tokens() throws {
    func tokens(
      _ shape: [Int], vocabulary: Int? = nil, tokens: Int? = nil
    ) throws -> Int? {
      let network = NetworkSpecification.transformer(
        TransformerSpecification(vocabulary: vocabulary, tokens: tokens))
      guard case .transformer(let seen) = try network.seeing(shape) else { return nil }
      return seen.tokens
    }
    #expect(try tokens([240]) == 240)
    #expect(try tokens([240], tokens: 16) == 16)
    #expect(try tokens([20, 13]) == 20)
    #expect(try tokens([16], vocabulary: 8000) == 16)
    #expect(try tokens([16], vocabulary: 8000, tokens: 16) == 16)
  }

  @Test("that cannot be what it takes says what could be")
  func refusals() {
    func refusal(_ network: NetworkSpecification, _ shape: [Int]) -> String {
      do throws(NetworkRefusal) { return "\(try network.seeing(shape))" } catch {
        return "\(error)"
      }
    }
    #expect(
      refusal(.transformer(TransformerSpecification(tokens: 7)), [240]) == """
        columns that cannot be shared out among the tokens
          found: 240 columns, 'tokens: 7'
          expected: a number of tokens that divides the columns
          remedy: write one of: 5, 6, 8
        """)
    #expect(
      refusal(.transformer(TransformerSpecification(vocabulary: 9, tokens: 12)), [16]) == """
        token numbers do not fill the tokens
          found: 16 columns, 'tokens: 12'
          expected: a column for every token, -1 where a row has none
          remedy: remove 'tokens', or write 'tokens: 16'
        """)
    #expect(
      refusal(.transformer(TransformerSpecification()), [5_000]) == """
        too many tokens
          found: 5000 tokens, each looking at all others
          expected: at most 4096
          remedy: write 'tokens: N', so that a token has several columns
        """)
    #expect(
      refusal(.vision(VisionSpecification()), [784]) == """
        no image
          found: rows of 784 columns, which do not say what image they are
          expected: an array of 3 or 4 dimensions, or 'vision.image: [height, width, channels]'
          remedy: write 'vision.image', or save the array with its shape
        """)
    let small = ImageSpecification(height: 8, width: 8, channels: 3)
    #expect(
      refusal(.convolution(ConvolutionSpecification([4], image: small)), [8, 8]) == """
        an image of another size
          found: 'image: [8, 8, 3]' for rows of 64 columns
          expected: height × width × channels = 64
          remedy: write 'image: [8, 8, 1]', or remove it
        """)
    let turned = ImageSpecification(height: 3, width: 8, channels: 8)
    #expect(
      refusal(.convolution(ConvolutionSpecification([4], image: turned)), [8, 8, 3]) == """
        an image of another shape
          found: 'image: [3, 8, 8]' for an array of images of [8, 8, 3]
          expected: height, width and channels as the array has them
          remedy: remove 'image': the array says itself what its images are
        """)
    #expect(
      refusal(.vision(VisionSpecification(patch: 5)), [28, 28]) == """
        the patch does not divide the image
          found: 'patch: 5' in an image of 28 × 28 × 1
          expected: a divisor of height and width
          remedy: write one of: 1, 2, 4, 7, 14, 28
        """)
    #expect(
      refusal(.convolution(ConvolutionSpecification([4, 4, 4, 4])), [8, 8]) == """
        the image is too small for so many stages
          found: 4 stages, each halving an image of 8 × 8 × 1
          expected: at least one pixel behind the last stage
          remedy: write at most 3 numbers of channels
        """)
  }
}
