/// Training left the finite numbers. A result like any other: the run ends, the reason is kept.
public struct DivergenceError: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Quantity: Sendable, Hashable, CustomStringConvertible {
    case loss, validationLoss
    /// Of a named slice of the parameters.
    case gradient(of: String)
    case parameters(String)

    public var description: String {
      switch self {
      case .loss: "the training loss"
      case .validationLoss: "the validation loss"
      case .gradient(let name): "the gradient of \"\(name)\""
      case .parameters(let name): "\"\(name)\""
      }
    }
  }

  /// Updates made before, over all epochs.
  public let step: Int
  /// Counted from 1.
  public let epoch: Int
  /// What was not finite.
  public let what: Quantity
  /// The slice of the parameters that had grown farthest, where no slice was itself to blame.
  public let largest: String?

  public init(step: Int, epoch: Int, what: Quantity, largest: String? = nil) {
    self.step = step
    self.epoch = epoch
    self.what = what
    self.largest = largest
  }

  public var description: String {
    """
    training diverged: \(what) became NaN or infinite in epoch \(epoch), step \(step)\
    \(largest.map { "; the parameters had grown farthest in \"\($0)\"" } ?? ""); \
    expected finite numbers. A smaller learning rate, gradient clipping or standardised features \
    usually help.
    """
  }
}
