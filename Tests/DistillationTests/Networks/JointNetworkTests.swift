import Specifications
import Testing

@testable import Distillation

@Suite("The network that sees both modalities") struct JointNetworkTests {
  @Test("is itself where columns are just columns")
  func columns() throws {
    let mlp = NetworkSpecification(hidden: [8])
    #expect(try mlp.joint([[28, 28], [50]]) == mlp)
    #expect(try NetworkSpecification.linear.joint([[3], [4]]) == .linear)
  }

  @Test("cuts every modality into equally many tokens")
  func tokens() throws {
    let network = NetworkSpecification(TransformerNetwork(["tokens": 16]))
    let joint = try network.joint([[50], [240]])
    #expect(joint == NetworkSpecification(TransformerNetwork(["tokens": 10])))
  }

  @Test("is a transformer where the network is one on images, or on token numbers")
  func others() throws {
    let vision = NetworkSpecification(VisionNetwork(["layers": 1, "width": 32, "dropout": 0.1]))
    #expect(
      try vision.joint([[98], [28, 28]])
        == NetworkSpecification(
          TransformerNetwork([
            "layers": 1, "width": 32, "tokens": 49, "pooling": "mean", "dropout": 0.1,
          ])))
    let convolution = NetworkSpecification(ConvolutionNetwork(["convolution": [4]]))
    #expect(
      try convolution.joint([[56], [28, 28]])
        == NetworkSpecification(TransformerNetwork(["tokens": 28, "pooling": "mean"])))
    let texts = NetworkSpecification(TransformerNetwork(["vocabulary": 90]))
    #expect(
      try texts.joint([[7], [12]]) == NetworkSpecification(TransformerNetwork(["tokens": 1])))
  }
}
