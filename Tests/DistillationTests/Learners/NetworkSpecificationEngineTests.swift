import Networks
import Specifications
import Testing

@testable import Distillation

@Suite("A network of job.yaml as the engine's") struct NetworkSpecificationEngineTests {
  @Test(
    "has the weights and biases its layers need",
    arguments: [
      (NetworkSpecification.linear, 5 * 3 + 3),
      (NetworkSpecification(hidden: [4]), (5 * 4 + 4) + (4 * 3 + 3)),
      (NetworkSpecification(hidden: [4, 2]), (5 * 4 + 4) + (4 * 2 + 2) + (2 * 3 + 3)),
      // A layer norm has a scale and a shift for every unit.
      (.mlp(PerceptronSpecification([4], normalisation: .layer)), 24 + 2 * 4 + 15),
    ])
  func parameters(_ specification: NetworkSpecification, _ count: Int) throws {
    let network = try specification.engine([[5]], outputs: 3)
    #expect(network.inputs == 5 && network.outputs == 3)
    #expect(network.parameterCount == count)
  }

  @Test("differs for each activation and each normalisation that may be written")
  func words() throws {
    let activations = try ActivationSpecification.allCases.map {
      try NetworkSpecification.mlp(PerceptronSpecification([4], activation: $0))
        .engine([[5]], outputs: 3)
    }
    #expect(Set(activations).count == ActivationSpecification.allCases.count)
    let normalisations = try NormalisationSpecification.allCases.map {
      try NetworkSpecification.mlp(PerceptronSpecification([4], normalisation: $0))
        .engine([[5]], outputs: 3)
    }
    #expect(Set(normalisations).count == NormalisationSpecification.allCases.count)
  }

  @Test("takes the shape of its images from the rows, as if it were written")
  func images() throws {
    let shape = ImageSpecification(height: 8, width: 4, channels: 3)
    for (silent, written) in [
      (
        NetworkSpecification.convolution(ConvolutionSpecification([6])),
        NetworkSpecification.convolution(ConvolutionSpecification([6], image: shape))
      ),
      (
        .vision(VisionSpecification(patch: 4)), .vision(VisionSpecification(patch: 4, image: shape))
      ),
    ] {
      let found = try silent.engine([[8, 4, 3]], outputs: 2)
      #expect(found == (try written.engine([[96]], outputs: 2)))
      #expect(found.inputs == 96)
    }
  }

  @Test("is refused where rows do not say what image they are, with the key to write")
  func noImage() {
    #expect {
      try NetworkSpecification.convolution(ConvolutionSpecification([6]))
        .engine([[96]], outputs: 2)
    } throws: { error in
      (error as? NetworkRefusal)?.remedy.contains("write 'image'") == true
    }
  }

  @Test("sees several modalities side by side; a transformer keeps their tokens apart")
  func modalities() throws {
    let parts = [[6], [4]]
    let perceptron = NetworkSpecification(hidden: [4])
    #expect(
      try perceptron.engine(parts, outputs: 2) == perceptron.engine([[10]], outputs: 2))
    let transformer = NetworkSpecification.transformer(
      TransformerSpecification(
        encoder: EncoderSpecification(layers: 1, width: 8, heads: 2), tokens: 2))
    let joint = try transformer.engine(parts, outputs: 2)
    #expect(joint.inputs == 10 && joint.outputs == 2)
    #expect(joint != (try transformer.engine([[10]], outputs: 2)))
  }
}
