/// Decimal numbers as tables hold them, without a locale.
enum DecimalNumber {
  /// - Returns: the number that `text` is, blanks around it allowed; `nil` if it is none.
  ///   `nan`, `inf` and `infinity` are read as such, in any case.
  static func value(_ text: ArraySlice<UInt8>) -> Double? {
    text.withUnsafeBufferPointer { value(of: $0) }
  }
}
