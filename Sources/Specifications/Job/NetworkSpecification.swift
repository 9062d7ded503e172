/// A network in a few words: `linear`, or `{mlp: [128, 64], dropout: 0.1}`.
public struct NetworkSpecification: Sendable, Hashable {
  public static let maximumLayers = 16
  public static let maximumWidth = 65_536
  /// Parameters one network may have: 400 MB of weights, four times that while it is trained.
  public static let maximumParameters = 100_000_000

  /// Widths of the hidden layers; empty for `linear`.
  public var hidden: [Int]
  /// Probability that a hidden unit is dropped in training, 0 ..< 1.
  public var dropout: Double

  public init(hidden: [Int] = [], dropout: Double = 0) {
    self.hidden = hidden
    self.dropout = dropout
  }

  public static let linear = NetworkSpecification()

  public var isLinear: Bool { hidden.isEmpty }

  /// Weights and biases of the network: Σ (inₗ + 1)·outₗ over its layers; `Int.max` where the number
  /// is larger still.
  public func parameterCount(inputs: Int, outputs: Int) -> Int {
    var count = 0
    var width = inputs
    for next in hidden + [outputs] {
      let (weights, weightsOverflow) = width.multipliedReportingOverflow(by: next)
      let (layer, layerOverflow) = weights.addingReportingOverflow(next)
      let (sum, sumOverflow) = count.addingReportingOverflow(layer)
      guard !weightsOverflow, !layerOverflow, !sumOverflow else { return .max }
      (count, width) = (sum, next)
    }
    return count
  }
}
