import Gradients
import Tensors

/// What stands between a layer and its activation.
public enum Normalisation: String, Sendable, Hashable, CaseIterable {
  case none
  /// Over the features of a row. Ba, Kiros and Hinton 2016.
  case layer
  /// Over the rows of the batch; running statistics in evaluation. Ioffe and Szegedy 2015.
  case batch
  /// Over groups of features. Wu and He 2018.
  case group
}

/// (x − mean) / √(variance + ε) · scale + shift, ε = 1e-5 as in PyTorch.
struct NormalisationLayer: Sendable, Hashable {
  private let scale: ParameterSlice
  private let shift: ParameterSlice
  private let kind: Kind

  private enum Kind: Sendable, Hashable {
    case layer
    case batch(mean: ParameterSlice, variance: ParameterSlice)
    /// Images of this many pixels, one after the other in the rows.
    case group(groups: Int, pixels: Int)
  }

  /// Appends `NAME scale`, `NAME shift` and, for a batch, `NAME running mean` and `… variance`.
  /// - Parameter pixels: rows of one item, which a group is normalised over.
  /// - Returns: `nil` for no normalisation.
  init?(
    _ name: String, _ normalisation: Normalisation, width: Int, pixels: Int = 1,
    in layout: inout ParameterLayout
  ) {
    guard normalisation != .none else { return nil }
    scale = layout.append(
      name: "\(name) scale", shape: [width], start: .constant(1), decays: false)
    shift = layout.append(name: "\(name) shift", shape: [width], decays: false)
    switch normalisation {
    case .none, .layer: kind = .layer
    case .batch:
      kind = .batch(
        mean: layout.append(
          name: "\(name) running mean", shape: [width], decays: false, isTrained: false),
        variance: layout.append(
          name: "\(name) running variance", shape: [width], start: .constant(1), decays: false,
          isTrained: false))
    case .group:
      kind = .group(groups: Self.groups(of: width), pixels: pixels)
    }
  }

  /// A layer normalisation.
  init(_ name: String, width: Int, in layout: inout ParameterLayout) {
    scale = layout.append(
      name: "\(name) scale", shape: [width], start: .constant(1), decays: false)
    shift = layout.append(name: "\(name) shift", shape: [width], decays: false)
    kind = .layer
  }

  /// The most groups up to 8 that divide the channels.
  static func groups(of channels: Int) -> Int {
    (1...8).last { channels.isMultiple(of: $0) } ?? 1
  }

  func callAsFunction(_ x: Variable) -> Variable {
    switch kind {
    case .layer:
      layerNormalisation(x, scale: scale, shift: shift)
    case .batch(let mean, let variance):
      batchNormalisation(
        x, scale: scale, shift: shift, runningMean: mean, runningVariance: variance)
    case .group(let groups, let pixels):
      groupNormalisation(x, scale: scale, shift: shift, groups: groups, pixels: pixels)
    }
  }
}
