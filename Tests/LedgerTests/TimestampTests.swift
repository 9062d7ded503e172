import Ledger
import Testing

@Suite("Timestamps") struct TimestampTests {
  @Test(
    "are UTC text with milliseconds",
    arguments: [
      (Int64(0), "1970-01-01T00:00:00.000Z"),
      (951_782_399_999, "2000-02-28T23:59:59.999Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"),
      (951_868_800_000, "2000-03-01T00:00:00.000Z"),
      (1_785_587_405_250, "2026-08-01T12:30:05.250Z"),
      (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
    ])
  func text(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).text == text)
    #expect(Timestamp(text)?.text == text)
  }

  @Test("of another form are refused", arguments: ["", "2026-08-01", "2026-08-01T12:30:05Z"])
  func refused(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test("order as their text does")
  func order() {
    #expect(Timestamp(milliseconds: 999) < Timestamp(milliseconds: 1_000))
  }
}
