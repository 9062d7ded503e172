import Networks
import Tensors

/// The test rows of a dataset. Their features can be reached only through a network whose training
/// has ended, so nothing that is still choosing can look at them.
public struct TestRows: Sendable {
  private let rows: [Int]

  public init(_ rows: [Int]) {
    self.rows = rows
  }

  public var count: Int { rows.count }

  /// Outputs of a finished fit on the test rows, `[test rows, outputs]`.
  public func outputs(of fit: FittedNetwork, features: any FeatureSource) -> Tensor {
    fit.outputs(features: features, rows: rows)
  }
}
