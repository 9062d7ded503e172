import Specifications

extension NetworkOption {
  /// Of every network that is deep.
  static let dropout = NetworkOption(
    "dropout", .number(.from(0, below: 1)), .beside, .value(0.0),
    "Probability that a hidden unit is dropped in training.")

  /// - Parameter place: inside the network's mapping, or beside its list.
  static func image(_ place: Place) -> NetworkOption {
    NetworkOption(
      "image", .image, place, .absent("the shape of the array"),
      "How the columns of a row are an image, channel last; an array of 3 or 4 dimensions says it "
        + "itself.")
  }
}

// Numbers of a file may be of any size: too large a product is the largest number there is.

extension Int {
  func saturating(times other: Int) -> Int {
    let (product, overflow) = multipliedReportingOverflow(by: other)
    return overflow ? .max : product
  }

  func saturating(plus other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
