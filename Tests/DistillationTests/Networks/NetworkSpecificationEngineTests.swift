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
      (
        NetworkSpecification(PerceptronNetwork(["mlp": [4], "normalisation": "layer"])),
        24 + 2 * 4 + 15
      ),
    ])
  func parameters(_ specification: NetworkSpecification, _ count: Int) throws {
    let network = try specification.engine([[5]], outputs: 3)
    #expect(network.inputs == 5 && network.outputs == 3)
    #expect(network.parameterCount == count)
  }

  @Test("differs for each activation and each normalisation that may be written")
  func words() throws {
    func networks(_ option: String, _ words: [String]) -> Set<Network> {
      Set(
        words.map { word in
          PerceptronNetwork(["mlp": [4], option: .text(word)]).engine(columns: [5], outputs: 3)
        })
    }
    #expect(networks("activation", ["relu", "gelu", "silu", "tanh"]).count == 4)
    #expect(networks("normalisation", ["none", "layer", "batch", "group"]).count == 4)
    for option in PerceptronNetwork.descriptor.options {
      if case .choice(let words) = option.kind { #expect(words.count == 4) }
    }
  }

  @Test("takes the shape of its images from the rows, as if it were written")
  func images() throws {
    for (silent, written) in [
      (
        NetworkSpecification(ConvolutionNetwork(["convolution": [6]])),
        NetworkSpecification(ConvolutionNetwork(["convolution": [6], "image": [8, 4, 3]]))
      ),
      (
        NetworkSpecification(VisionNetwork([:])),
        NetworkSpecification(VisionNetwork(["patch": 4, "image": [8, 4, 3]]))
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
      try NetworkSpecification(ConvolutionNetwork(["convolution": [6]]))
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
    let transformer = NetworkSpecification(
      TransformerNetwork(["layers": 1, "width": 8, "heads": 2, "tokens": 2]))
    let joint = try transformer.engine(parts, outputs: 2)
    #expect(joint.inputs == 10 && joint.outputs == 2)
    #expect(joint != (try transformer.engine([[10]], outputs: 2)))
  }
}
