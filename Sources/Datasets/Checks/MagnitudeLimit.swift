/// How large a used number may be: learning takes squares in Float32, whose largest number is
/// 3.4 · 10³⁸.
enum MagnitudeLimit {
  static let value = 1e18
  static let inWords = "numbers of at most 1e18 in magnitude, so that squares fit Float32,"
  static let remedy = "rescale the values, for example into another unit"
}
