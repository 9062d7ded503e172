import Gradients
import Tensors

/// A 3×3 convolution with as many pixels out as in: zeros stand around the image.
///
/// Row r of x is pixel r mod (height · width) of an item, row after row of the image. The weight is
/// `[9 · channels, filters]`, its rows in the order (y, x, channel).
struct ConvolutionLayer: Sendable, Hashable {
  private let weight: ParameterSlice
  private let bias: ParameterSlice
  private let image: ImageShape

  init(
    _ name: String, image: ImageShape, filters: Int, in layout: inout ParameterLayout
  ) {
    self.image = image
    weight = layout.append(
      name: "\(name) weight", shape: [9 * image.channels, filters],
      start: .drawn(fanIn: 9 * image.channels, fanOut: 9 * filters), decays: true)
    bias = layout.append(name: "\(name) bias", shape: [filters], decays: false)
  }

  func callAsFunction(_ x: Variable) -> Variable {
    convolution(x, image.window(size: 3, padding: 1), weight: weight, bias: bias)
  }
}
