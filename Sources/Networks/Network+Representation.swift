import Gradients
import Tensors

extension Network {
  /// Whether training moves what the head makes its outputs of. A linear network's head reads the columns
  /// themselves.
  public var learnsRepresentation: Bool {
    // The head's weight and bias stand last.
    layout.slices.dropLast(2).contains(where: \.isTrained)
  }
}
