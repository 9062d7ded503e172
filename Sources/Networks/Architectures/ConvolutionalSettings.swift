import Gradients
import Tensors

/// Convolutions over an image.
public struct ConvolutionalSettings: Sendable, Hashable {
  /// Filters of every stage; each stage halves height and width.
  public var channels: [Int]
  public var image: ImageShape
  /// Before the head.
  public var dropout: Float

  public init(channels: [Int], image: ImageShape, dropout: Float = 0) {
    precondition(
      !channels.isEmpty && channels.allSatisfy { $0 > 0 }
        && min(image.height, image.width) >> channels.count > 0,
      "\(channels.count) stages on an image of \(image.height)×\(image.width)")
    self.channels = channels
    self.image = image
    self.dropout = dropout
  }
}
