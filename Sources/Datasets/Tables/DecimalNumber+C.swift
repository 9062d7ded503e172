extension DecimalNumber {
  /// The exact powers of ten, up to 10²².
  private static let powers: [Double] = (0...22).reduce(into: []) { powers, _ in
    powers.append((powers.last ?? 0.1) * 10)
  }

  /// Sign, digits, point, digits, exponent. Up to 2⁵³ and 10^±22 the result is exact with one
  /// multiplication or division (Clinger 1990); beyond, Swift's correctly rounded reading is used.
  static func value(of field: UnsafeBufferPointer<UInt8>) -> Double? {
    var start = 0
    var end = field.count
    while start < end, field[start] == 0x20 || field[start] == 0x09 { start += 1 }
    while end > start, field[end - 1] == 0x20 || field[end - 1] == 0x09 { end -= 1 }
    var position = start
    var isNegative = false
    if position < end, field[position] == 0x2D || field[position] == 0x2B {
      isNegative = field[position] == 0x2D
      position += 1
    }

    var mantissa: UInt64 = 0
    var digits = 0
    var exponent = 0
    var isExact = true
    var seenPoint = false
    while position < end {
      let byte = field[position]
      if byte >= 0x30 && byte <= 0x39 {
        digits += 1
        // 10¹⁸ leaves room for one more digit below 2⁶⁴.
        if mantissa < 1_000_000_000_000_000_000 {
          mantissa = mantissa * 10 + UInt64(byte - 0x30)
          if seenPoint { exponent -= 1 }
        } else {
          isExact = false
        }
      } else if byte == 0x2E && !seenPoint {
        seenPoint = true
      } else {
        break
      }
      position += 1
    }
    guard digits > 0 else { return word(field, from: position, to: end, isNegative: isNegative) }

    if position < end, field[position] | 0x20 == 0x65 {
      position += 1
      var isSmall = false
      if position < end, field[position] == 0x2D || field[position] == 0x2B {
        isSmall = field[position] == 0x2D
        position += 1
      }
      var written = 0
      let first = position
      while position < end, field[position] >= 0x30, field[position] <= 0x39 {
        written = min(written * 10 + Int(field[position] - 0x30), 100_000)
        position += 1
      }
      guard position > first else { return nil }
      exponent += isSmall ? -written : written
    }
    guard position == end else { return nil }

    if isExact, mantissa <= 1 << 53, abs(exponent) <= 22 {
      let scale = powers[abs(exponent)]
      let value = exponent < 0 ? Double(mantissa) / scale : Double(mantissa) * scale
      return isNegative ? -value : value
    }
    return Double(String(decoding: field[start..<end], as: UTF8.self))
  }

  private static func word(
    _ field: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, isNegative: Bool
  ) -> Double? {
    guard end - start <= 8 else { return nil }
    switch String(decoding: field[start..<end].lazy.map { $0 | 0x20 }, as: UTF8.self) {
    case "nan": return .nan
    case "inf", "infinity": return isNegative ? -.infinity : .infinity
    default: return nil
    }
  }
}
