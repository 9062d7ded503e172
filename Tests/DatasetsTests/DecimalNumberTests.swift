import Testing

@testable import Datasets

@Suite("A decimal number of a table") struct DecimalNumberTests {
  private func value(_ text: String) -> Double? { DecimalNumber.value(Array(text.utf8)[...]) }

  @Test("may have blanks and tabs around it, not inside")
  func blanks() {
    #expect(value("  1.5\t") == 1.5 && value("\t-2 ") == -2)
    #expect(value("1 .5") == nil && value("- 2") == nil && value("1e 5") == nil)
    #expect(value("   ") == nil && value("1\u{A0}") == nil && value("1\n") == nil)
  }

  @Test("keeps its sign, that of zero too")
  func signs() {
    #expect(value("-0")?.sign == .minus && value("+0")?.sign == .plus)
    #expect(value("-1.25e1") == -12.5 && value("+1.25E+1") == 12.5)
    #expect(value("--1") == nil && value("+-1") == nil && value("-") == nil)
  }

  @Test(
    "is Swift's to the bit on both sides of where one product is exact",
    arguments: [
      "9007199254740992", "9007199254740993", "9007199254740992e22", "9007199254740992e23",
      "1e-22", "1e-23", "123456789.123456789", "0.30000000000000004", "999999999999999999",
      "1000000000000000000", "9999999999999999999", "10000000000000000001", "1e308", "1e309",
      "4.9e-324", "2.4e-324", "2.2250738585072011e-308", "0.000001", "1e0000000000000000001",
    ])
  func exact(_ text: String) throws {
    let own = try #require(value(text))
    #expect(own.bitPattern == Double(text)?.bitPattern)
    #expect(value("-" + text)?.bitPattern == Double("-" + text)?.bitPattern)
  }

  @Test("drawn at random and written by Swift comes back to the bit")
  func roundTrip() throws {
    var generator = SplitMix(state: 17)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: generator.next())
      guard number.isFinite else { continue }
      #expect(value("\(number)")?.bitPattern == number.bitPattern, "\(number)")
    }
    for _ in 0..<5_000 {
      let number = Double(Int.random(in: -99_999...99_999, using: &generator)) / 100
      #expect(value("\(number)")?.bitPattern == number.bitPattern, "\(number)")
    }
  }

  @Test("has an exponent of any size")
  func exponents() {
    #expect(value("1e999999999999999999999") == .infinity)
    #expect(value("1e-999999999999999999999") == 0)
    #expect(value("0e999999") == 0)
    #expect(value("1e") == nil && value("1e+") == nil && value("1e1.5") == nil)
    #expect(value("1d5") == nil && value("e5") == nil)
  }

  @Test("has one point, and a digit somewhere")
  func points() {
    #expect(value("5.") == 5 && value(".5") == 0.5 && value("-.5e1") == -5)
    #expect(
      value(".") == nil && value("1.2.3") == nil && value("..5") == nil && value(".e1") == nil)
    #expect(value("1,000") == nil && value("1_000") == nil && value("0x10") == nil)
  }

  @Test("may be a word for what is not finite, in any case")
  func words() {
    #expect(value("NAN")?.isNaN == true && value("-nan")?.isNaN == true)
    #expect(value("inf") == .infinity && value("+INF") == .infinity)
    #expect(value("-Infinity") == -.infinity)
    for text in ["na", "n/a", "null", "none", "infinite", "nano", "infinityy", "1nan", "nan1"] {
      #expect(value(text) == nil, "\(text)")
    }
  }
}
