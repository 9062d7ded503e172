import Gradients
import Tensors

/// What stands between a hidden layer and its activation.
public enum Normalisation: String, Sendable, Hashable, CaseIterable {
  case none
  /// Over the features of a row. Ba, Kiros and Hinton 2016.
  case layer
  /// Over the rows of the batch; running statistics in evaluation. Ioffe and Szegedy 2015.
  case batch
  /// Over groups of the features of a row. Wu and He 2018.
  case group
}

/// A normalisation of any kind.
enum NormalisationLayer: Sendable, Hashable {
  case layer(LayerNormalisationLayer)
  case batch(BatchNormalisationLayer)
  case group(GroupNormalisationLayer)

  /// - Returns: `nil` for no normalisation.
  init?(
    _ name: String, _ normalisation: Normalisation, width: Int, in layout: inout ParameterLayout
  ) {
    switch normalisation {
    case .none: return nil
    case .layer: self = .layer(LayerNormalisationLayer(name, width: width, in: &layout))
    case .batch: self = .batch(BatchNormalisationLayer(name, width: width, in: &layout))
    case .group: self = .group(GroupNormalisationLayer(name, width: width, pixels: 1, in: &layout))
    }
  }

  func callAsFunction(_ x: Variable) -> Variable {
    switch self {
    case .layer(let norm): norm(x)
    case .batch(let norm): norm(x)
    case .group(let norm): norm(x)
    }
  }
}
