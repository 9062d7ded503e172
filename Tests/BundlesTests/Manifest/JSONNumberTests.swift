import Testing

@testable import Bundles

@Suite("A number in JSON") struct JSONNumberTests {
  private func value(_ text: String) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
  }

  @Test(
    "is whole where it is written whole and fits",
    arguments: [
      ("0", JSONValue.integer(0)), ("-0", .integer(0)), ("-7", .integer(-7)),
      ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
      ("9223372036854775808", .real(9_223_372_036_854_775_808)), ("1.0", .real(1)),
      ("1E+2", .real(100)), ("1e-2", .real(0.01)), ("-0.5", .real(-0.5)),
    ])
  func numbers(text: String, expected: JSONValue) throws {
    #expect(try value(text) == expected)
  }

  @Test(
    "is none in the notations of other languages",
    arguments: [
      "+1", ".5", "1.", "01", "-", "--1", "0x1", "1e", "1e+", "1_0", "NaN", "Infinity", "-01",
      "1,0",
    ])
  func notations(text: String) {
    #expect(throws: JSONError.self) { try value(text) }
  }
}
