import Gradients
import Tensors

/// (x − mean) / √(variance + ε) · scale + shift over the rows of the batch; in evaluation with running
/// statistics. ε = 1e-5 and momentum 0.1 as in PyTorch.
public struct BatchNormalisationLayer: Sendable, Hashable {
  private let scale: ParameterSlice
  private let shift: ParameterSlice
  private let mean: ParameterSlice
  private let variance: ParameterSlice

  /// Appends `NAME scale`, `NAME shift`, `NAME running mean` and `NAME running variance`.
  public init(_ name: String, width: Int, in layout: inout ParameterLayout) {
    (scale, shift) = layout.append(scaleAndShift: name, width: width)
    mean = layout.append(
      name: "\(name) running mean", shape: [width], decays: false, isTrained: false)
    variance = layout.append(
      name: "\(name) running variance", shape: [width], start: .constant(1), decays: false,
      isTrained: false)
  }

  /// - Parameter x: `[rows, width]`.
  public func callAsFunction(_ x: Variable) -> Variable {
    batchNormalisation(
      x, scale: scale, shift: shift, runningMean: mean, runningVariance: variance)
  }
}
