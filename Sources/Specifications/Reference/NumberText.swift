/// Numbers as people write them, the same in every locale.
enum NumberText {
  /// The shortest text that reads back as the same number, without a trailing `.0`.
  static func short(_ number: Double) -> String {
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `1 000 002 000 001`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += " " }
      result.append(digit)
    }
    return number < 0 ? "-" + result : result
  }

  /// `4.0 TB`: one decimal, powers of a thousand.
  static func bytes(_ count: Double) -> String {
    var value = count
    var unit = "B"
    for next in ["kB", "MB", "GB", "TB", "PB", "EB"] where value >= 999.95 {
      value /= 1000
      unit = next
    }
    return "\((value * 10).rounded() / 10) \(unit)"
  }
}
