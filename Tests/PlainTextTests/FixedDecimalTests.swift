import PlainText
import Testing

@Suite("A fixed decimal") struct FixedDecimalTests {
  @Test(
    "fixed decimals, half away from zero, no sign on zero",
    arguments: [
      (0.125, 2, "0.13"), (-0.125, 2, "−0.13"), (12.0, 0, "12"), (0.04, 1, "0.0"),
      (-0.04, 1, "0.0"), (1234.5, 1, "1234.5"), (0.9996, 3, "1.000"),
    ])
  func decimals(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(FixedDecimal(value, decimals: decimals).typeset == text)
  }

  @Test("signs of differences")
  func signs() {
    #expect(FixedDecimal(1.25, decimals: 1).signed == "+1.3")
    #expect(FixedDecimal(-1.25, decimals: 1).signed == "−1.3")
    #expect(FixedDecimal(0.01, decimals: 1).signed == "0.0")
    #expect(FixedDecimal(-3, decimals: 2).ascii == "-3.00")
  }
}
