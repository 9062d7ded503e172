import GRDB
import Testing

@testable import Ledger

@Suite("The rule of outcomes in SQL") struct OutcomeRuleTests {
  private func outcome(_ lower: String, _ upper: String, margin: String) throws -> String? {
    try DatabaseQueue().read {
      try String.fetchOne(
        $0, sql: "SELECT \(OutcomeRule.outcome(lower: lower, upper: upper, margin: margin))")
    }
  }

  @Test(
    "takes the first that fits",
    arguments: [
      ("0.001", "0.002", "helps"), ("-0.002", "-0.001", "hurts"), ("0", "0.01", "flat"),
      ("-0.01", "0", "flat"), ("-0.01", "0.01", "flat"), ("-0.011", "0.01", "unclear"),
      ("-0.01", "0.011", "unclear"), ("0.02", "0.5", "helps"),
    ])
  func first(lower: String, upper: String, outcome: String) throws {
    #expect(try self.outcome(lower, upper, margin: "0.01") == outcome)
  }

  @Test("says nothing without an interval, and calls nothing flat where no band is known")
  func unknown() throws {
    #expect(try outcome("NULL", "NULL", margin: "0.01") == nil)
    #expect(try outcome("-0.001", "0.001", margin: "NULL") == "unclear")
    #expect(try outcome("0.001", "0.002", margin: "NULL") == "helps")
  }

  @Test("has a band in the metric, or one that goes with the student", arguments: [-50.0, 50])
  func margins(mean: Double) throws {
    let margin = OutcomeRule.margin(of: "kind", mean: "\(mean)")
    func value(isRelative: Int) throws -> Double? {
      try DatabaseQueue().read {
        try Double.fetchOne(
          $0,
          sql: """
            SELECT \(margin) FROM (SELECT 0.02 AS flat_band, \(isRelative) AS band_is_relative)
              AS kind
            """)
      }
    }
    #expect(try value(isRelative: 1) == 1)
    #expect(try value(isRelative: 0) == 0.02)
  }
}
