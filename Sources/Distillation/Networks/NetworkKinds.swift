import Specifications

/// Every kind of network Retort knows. This list is the registry: specifications, schema and docs are made
/// from it.
public enum NetworkKinds {
  static let all: [any NetworkKind.Type] = [
    LinearNetwork.self,
    PerceptronNetwork.self,
    TransformerNetwork.self,
    VisionNetwork.self,
    ConvolutionNetwork.self,
    FourierNetwork.self,
  ]

  public static let registry = NetworkRegistry(all)
}
