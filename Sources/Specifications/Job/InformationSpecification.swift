public struct InformationSpecification: Sendable, Hashable {
  /// Estimators beside the fixed primary protocol. `ksg` is always computed.
  public var estimators: [InformationEstimatorName]

  public init(estimators: [InformationEstimatorName] = [.ksg, .gaussian, .plugin]) {
    self.estimators = estimators
  }
}

public enum InformationEstimatorName: String, Sendable, Hashable, CaseIterable {
  case ksg, gaussian, plugin
}
