import Gradients
import Tensors

/// A transformer over the patches of an image.
public struct VisionTransformerSettings: Sendable, Hashable {
  /// Edge of a square patch; divides height and width of the image.
  public var patch: Int
  public var image: ImageShape
  var shape: TransformerShape

  /// - Parameters:
  ///   - layers: number of blocks.
  ///   - width: of a patch's representation, a multiple of `heads`.
  ///   - feedforward: width inside the feedforward layers; `nil` for 4 · width.
  public init(
    patch: Int, layers: Int, width: Int, heads: Int, feedforward: Int? = nil, image: ImageShape,
    dropout: Float = 0
  ) {
    precondition(
      patch > 0 && image.height.isMultiple(of: patch) && image.width.isMultiple(of: patch),
      "patches of \(patch)×\(patch) in an image of \(image.height)×\(image.width)")
    self.patch = patch
    self.image = image
    shape = TransformerShape(
      layers: layers, width: width, heads: heads, feedforward: feedforward, dropout: dropout)
  }

  var patches: Int { image.height / patch * (image.width / patch) }
}
