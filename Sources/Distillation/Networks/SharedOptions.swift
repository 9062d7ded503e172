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
