import Gradients
import Tensors

/// x W + b, W `[in, out]`: of a network, or of what a loss learns itself.
public struct LinearLayer: Sendable, Hashable {
  /// W.
  public let weight: ParameterSlice
  /// b, 0 at first.
  public let bias: ParameterSlice

  /// Appends `NAME weight` and `NAME bias`.
  /// - Parameter start: of the weight; `nil` draws it with its shape's fans.
  public init(
    _ name: String, inputs: Int, outputs: Int, start: ParameterStart? = nil,
    in layout: inout ParameterLayout
  ) {
    weight = layout.append(
      name: "\(name) weight", shape: [inputs, outputs], start: start, decays: true)
    bias = layout.append(name: "\(name) bias", shape: [outputs], decays: false)
  }

  /// Columns of x.
  public var inputs: Int { weight.shape[0] }
  /// Columns of the result.
  public var outputs: Int { bias.count }

  /// - Parameter x: `[rows, inputs]`.
  /// - Returns: `[rows, outputs]`.
  public func callAsFunction(_ x: Variable) -> Variable {
    linear(x, weight: weight, bias: bias)
  }
}
