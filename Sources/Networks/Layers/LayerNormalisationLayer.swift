import Gradients
import Tensors

/// (x − mean) / √(variance + ε) · scale + shift over the features of a row, ε = 1e-5 as in PyTorch.
public struct LayerNormalisationLayer: Sendable, Hashable {
  private let scale: ParameterSlice
  private let shift: ParameterSlice

  /// Appends `NAME scale` and `NAME shift`.
  public init(_ name: String, width: Int, in layout: inout ParameterLayout) {
    (scale, shift) = layout.append(scaleAndShift: name, width: width)
  }

  /// - Parameter x: `[rows, width]`.
  public func callAsFunction(_ x: Variable) -> Variable {
    layerNormalisation(x, scale: scale, shift: shift)
  }

  /// Of x + y.
  public func callAsFunction(sumOf x: Variable, _ y: Variable) -> Variable {
    layerNormalisation(ofSum: x, y, scale: scale, shift: shift)
  }
}

extension ParameterLayout {
  /// Appends what every normalisation ends with: `NAME scale`, 1 at first, and `NAME shift`.
  mutating func append(
    scaleAndShift name: String, width: Int
  ) -> (scale: ParameterSlice, shift: ParameterSlice) {
    (
      append(name: "\(name) scale", shape: [width], start: .constant(1), decays: false),
      append(name: "\(name) shift", shape: [width], decays: false)
    )
  }
}
