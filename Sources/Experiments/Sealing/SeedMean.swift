/// A mean that stands for all seeds or for none.
enum SeedMean {
  /// `nil` as soon as one seed has no value.
  static func of(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    guard known.count == values.count, !known.isEmpty else { return nil }
    return known.reduce(0, +) / Double(known.count)
  }
}
