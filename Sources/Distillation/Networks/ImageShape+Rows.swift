import Networks
import Specifications

/// The option `image`, and what the rows of a file say of it.
extension ImageShape {
  /// `nil` where the option is not set.
  init?(_ options: NetworkOptions) {
    guard let sizes = options.integersIfSet("image") else { return nil }
    self.init(height: sizes[0], width: sizes[1], channels: sizes[2])
  }

  /// Of an array whose rows are `[height, width]` or `[height, width, channels]`.
  init?(row shape: [Int]) {
    guard shape.allSatisfy({ $0 > 0 }) else { return nil }
    switch shape.count {
    case 2: self.init(height: shape[0], width: shape[1], channels: 1)
    case 3: self.init(height: shape[0], width: shape[1], channels: shape[2])
    default: return nil
    }
  }

  var value: NetworkValue { .integers([height, width, channels]) }

  /// `28 × 28 × 1`.
  var inWords: String { "\(height) × \(width) × \(channels)" }

  /// As `job.yaml` says it.
  private var listed: String { "[\(height), \(width), \(channels)]" }

  /// The image a network was told of, or that the data show.
  static func seen(
    _ told: ImageShape?, _ shape: [Int], key: String
  ) throws(NetworkRefusal) -> ImageShape {
    let columns = shape.reduce(1, *)
    guard let told else {
      guard let image = ImageShape(row: shape) else {
        throw NetworkRefusal(
          "no image", found: "rows of \(columns) columns, which do not say what image they are",
          expected: "an array of 3 or 4 dimensions, or '\(key): [height, width, channels]'",
          remedy: "write '\(key)', or save the array with its shape")
      }
      return image
    }
    guard told.count == columns else {
      throw NetworkRefusal(
        "an image of another size",
        found: "'\(key): \(told.listed)' for rows of \(columns) columns",
        expected: "height × width × channels = \(columns)",
        remedy: ImageShape(row: shape).map { "write '\(key): \($0.listed)', or remove it" }
          ?? "correct '\(key)'")
    }
    if let image = ImageShape(row: shape), image != told {
      throw NetworkRefusal(
        "an image of another shape",
        found: "'\(key): \(told.listed)' for an array of images of \(image.listed)",
        expected: "height, width and channels as the array has them",
        remedy: "remove '\(key)': the array says itself what its images are")
    }
    return told
  }
}

extension NetworkRefusal {
  /// Of a network on images that has not met its rows.
  static func noImage(_ network: some NetworkKind) -> NetworkRefusal {
    NetworkRefusal(
      "no image", found: NetworkSpecification(network).description,
      expected: "height, width and channels", remedy: "write 'image: [height, width, channels]'")
  }
}
