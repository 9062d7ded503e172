import Specifications
import Testing

@Suite("The network that sees both modalities") struct JointNetworkTests {
  @Test("is itself where columns are just columns")
  func columns() throws {
    let mlp = NetworkSpecification.mlp(PerceptronSpecification([8]))
    #expect(try mlp.joint([[28, 28], [50]]) == mlp)
  }

  @Test("cuts every modality into equally many tokens")
  func tokens() throws {
    let network = NetworkSpecification.transformer(TransformerSpecification(tokens: 16))
    let joint = try network.joint([[50], [240]])
    #expect(joint == .transformer(TransformerSpecification(tokens: 10)))
  }

  @Test("is a transformer where the network is one on images, or on token numbers")
  func others() throws {
    let encoder = EncoderSpecification(layers: 1, width: 32)
    let vision = NetworkSpecification.vision(VisionSpecification(encoder: encoder, dropout: 0.1))
    #expect(
      try vision.joint([[98], [28, 28]])
        == .transformer(
          TransformerSpecification(encoder: encoder, tokens: 49, pooling: .mean, dropout: 0.1)))
    let texts = NetworkSpecification.transformer(TransformerSpecification(vocabulary: 90))
    #expect(try texts.joint([[7], [12]]) == .transformer(TransformerSpecification(tokens: 1)))
  }
}
