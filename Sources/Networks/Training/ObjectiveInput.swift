import Tensors

/// One named per-row input of a loss.
public struct ObjectiveInput: Sendable {
  public let name: String
  /// Row i belongs to the i-th training row. May lie in a mapped file.
  public let values: any FeatureSource

  public init(name: String, values: any FeatureSource) {
    self.name = name
    self.values = values
  }
}
