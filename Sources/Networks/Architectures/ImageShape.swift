import Tensors

/// How the columns of a row are an image: row after row of pixels, the channels of a pixel together.
public struct ImageShape: Sendable, Hashable {
  public var height: Int
  public var width: Int
  public var channels: Int

  public init(height: Int, width: Int, channels: Int) {
    precondition(
      height > 0 && width > 0 && channels > 0, "an image of \(height)×\(width)×\(channels)")
    self.height = height
    self.width = width
    self.channels = channels
  }

  public var pixels: Int { height * width }
  /// Columns of a row.
  public var count: Int { pixels * channels }

  /// A window that slides over the image.
  func window(size: Int, stride: Int = 1, padding: Int = 0) -> Window {
    Window(
      height: height, width: width, channels: channels, size: size, stride: stride,
      padding: padding)
  }
}
