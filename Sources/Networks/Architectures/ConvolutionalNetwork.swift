import Gradients
import Tensors

/// Stages of convolution and pooling.
///
///     hₗ = maximum over 2×2 of relu(norm(convolution(hₗ₋₁))),  dropout(mean over pixels of h)
///
/// The norm is over groups of channels, which neither a small batch nor evaluation changes.
struct ConvolutionalNetwork: NetworkBody {
  private let stages: [Stage]
  private let input: ImageShape
  private let output: ImageShape
  private let dropout: Float

  private struct Stage: Sendable, Hashable {
    var convolution: ConvolutionLayer
    var norm: GroupNormalisationLayer
    /// Behind the convolution.
    var image: ImageShape
  }

  init(_ settings: ConvolutionalSettings, in layout: inout ParameterLayout) {
    var image = settings.image
    var stages: [Stage] = []
    for filters in settings.channels {
      let name = "stage \(stages.count)"
      let convolution = ConvolutionLayer(name, image: image, filters: filters, in: &layout)
      image.channels = filters
      stages.append(
        Stage(
          convolution: convolution,
          norm: GroupNormalisationLayer(
            "\(name) norm", width: filters, pixels: image.pixels, in: &layout),
          image: image))
      image.height /= 2
      image.width /= 2
    }
    self.stages = stages
    input = settings.image
    output = image
    dropout = settings.dropout
  }

  var width: Int { output.channels }
  var positions: Int { input.pixels }

  func callAsFunction(_ x: Variable) -> Variable {
    let pixels = stages.reduce(x) { h, stage in
      maximumPooling(
        relu(stage.norm(stage.convolution(h))), stage.image.window(size: 2, stride: 2))
    }
    return Gradients.dropout(tokenMean(pixels, tokens: output.pixels), rate: dropout)
  }
}

extension Network {
  /// Convolutions over an image.
  public static func convolutional(
    _ settings: ConvolutionalSettings, inputs: Int, outputs: Int
  ) -> Network {
    precondition(
      inputs == settings.image.count, "\(inputs) columns for an image of \(settings.image.count)")
    return Network(inputs: inputs, outputs: outputs) { layout in
      ConvolutionalNetwork(settings, in: &layout)
    }
  }
}
