/// `image: [28, 28, 1]`: how the columns of a row are an image, channel last.
public struct ImageSpecification: Sendable, Hashable {
  public static let maximumSide = 4_096

  public var height: Int
  public var width: Int
  public var channels: Int

  public init(height: Int, width: Int, channels: Int) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// Of an array whose rows are `[height, width]` or `[height, width, channels]`.
  init?(row shape: [Int]) {
    switch shape.count {
    case 2: self.init(height: shape[0], width: shape[1], channels: 1)
    case 3: self.init(height: shape[0], width: shape[1], channels: shape[2])
    default: return nil
    }
  }

  /// Values of a row; `Int.max` where the number is larger still.
  public var columns: Int {
    let (pixels, overflow) = height.multipliedReportingOverflow(by: width)
    let (values, valuesOverflow) = pixels.multipliedReportingOverflow(by: channels)
    return overflow || valuesOverflow ? .max : values
  }

  /// `28 × 28 × 1`.
  var inWords: String { "\(height) × \(width) × \(channels)" }
}
