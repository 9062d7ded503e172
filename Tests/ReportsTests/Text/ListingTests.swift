import Testing

@testable import Reports

@Suite("Lists and bounds in a sentence") struct ListingTests {
  @Test(
    "names have commas and an 'and' before the last",
    arguments: [
      ([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"),
    ] as [([String], String)])
  func listing(_ names: [String], _ text: String) {
    #expect(Listing.text(names) == text)
  }

  @Test(
    "a temperature at the end of its search is a bound, not an estimate",
    arguments: [
      (1.384, "1.38"), (19.7, "19.70"), (19.99, "20 or more"), (20, "20 or more"),
      (0.06, "0.06"), (0.05, "0.05 or less"),
    ])
  func temperature(_ value: Double, _ text: String) {
    #expect(temperatureText(value, decimals: 2) == text)
  }
}
