/// A moment in UTC, kept as ISO-8601 text with milliseconds, so that text order is time order:
/// `2026-08-01T12:30:05.250Z`.
public struct Timestamp: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let text: String

  /// - Returns: `nil` unless `text` has exactly the form above.
  public init?(_ text: String) {
    let pattern = Array("dddd-dd-ddTdd:dd:dd.dddZ".utf8)
    let found = Array(text.utf8)
    guard found.count == pattern.count else { return nil }
    for (byte, expected) in zip(found, pattern) {
      let isDigit = (0x30...0x39).contains(byte)
      guard expected == UInt8(ascii: "d") ? isDigit : byte == expected else { return nil }
    }
    self.text = text
  }

  /// - Parameter milliseconds: since 1970-01-01T00:00:00.000Z, not negative, before the year 10000.
  public init(milliseconds: Int64) {
    let day: Int64 = 86_400_000
    let clamped = min(max(milliseconds, 0), 253_402_300_799_999)
    let date = Self.date(ofDay: clamped / day)
    let rest = clamped % day
    text =
      Self.padded(date.year, 4) + "-" + Self.padded(date.month, 2) + "-" + Self.padded(date.day, 2)
      + "T" + Self.padded(rest / 3_600_000, 2) + ":" + Self.padded(rest / 60_000 % 60, 2) + ":"
      + Self.padded(rest / 1_000 % 60, 2) + "." + Self.padded(rest % 1_000, 3) + "Z"
  }

  public var description: String { text }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.text < right.text }

  /// The proleptic Gregorian date of a day since 1970-01-01, counted in 400-year eras that begin
  /// on 1 March, so that the leap day is the last of its year.
  private static func date(ofDay days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    )
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}

extension Timestamp: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let timestamp = Timestamp(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected 2026-08-01T12:30:05.250Z, found \(text)")
    }
    self = timestamp
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
