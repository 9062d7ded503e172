import Gradients
import Tensors

/// x W + b, W `[in, out]`.
struct LinearLayer: Sendable, Hashable {
  let weight: ParameterSlice
  let bias: ParameterSlice

  /// Appends `NAME weight` and `NAME bias`.
  /// - Parameter start: of the weight; `nil` draws it with its shape's fans.
  init(
    _ name: String, inputs: Int, outputs: Int, start: ParameterStart? = nil,
    in layout: inout ParameterLayout
  ) {
    weight = layout.append(
      name: "\(name) weight", shape: [inputs, outputs], start: start, decays: true)
    bias = layout.append(name: "\(name) bias", shape: [outputs], decays: false)
  }

  var inputs: Int { weight.shape[0] }
  var outputs: Int { bias.count }

  func callAsFunction(_ x: Variable) -> Variable {
    linear(x, weight: weight, bias: bias)
  }
}
