import Tensors

/// Scores the network on validation rows after each epoch.
public struct ValidationMonitor: Sendable {
  public let features: any FeatureSource
  public let rows: [Int]
  /// Of the network's outputs on `rows`, in their order; less is better.
  public let loss: @Sendable (Tensor) -> Double

  public init(
    features: any FeatureSource, rows: [Int], loss: @Sendable @escaping (Tensor) -> Double
  ) {
    self.features = features
    self.rows = rows
    self.loss = loss
  }
}
