import Records
import Testing

@testable import Reports

@Suite("References of a pair") struct PairReferencesTests {
  @Test("are those that were sealed for this pair and its primary metric")
  func sealed() {
    let pair = SampleReport.evidence([SampleReport.helping, SampleReport.uncredited]).pairs[1]
    #expect(
      pair.transfers.map(\.reference) == ["student", "class-mean", "smoothed", "across", "within"])
    #expect(pair.transfer(over: "smoothed")?.value == 0.0016)
    #expect(pair.transfer(over: "smoothed")?.isBeaten == false)
    #expect(pair.transfer(over: "across")?.isBeaten == true)
    #expect(pair.transfer(over: "fused") == nil)
  }

  @Test("of jobs that sealed none, the means are known and one interval")
  func old() throws {
    let pair = SampleReport.pair(
      summaries: { $0.removeAll { $0.section == "transfer" } })
    #expect(pair.transfers.count == 5)
    let tested = try #require(pair.transfer(over: "class-mean"))
    #expect(tested.lower == 0.0017 && tested.upper == 0.0169)
    let untested = try #require(pair.transfer(over: "across"))
    #expect(abs(try #require(untested.value) - 0.0155) < 1e-12)
    #expect(untested.lower == nil && !untested.isBeaten)
  }

  @Test("on another metric are not taken for those of the primary one")
  func metric() {
    let pair = SampleReport.pair(summaries: { records in
      for index in records.indices where records[index].section == "transfer" {
        records[index].item = "log-loss"
      }
    })
    #expect(pair.transfer(over: "across")?.lower == nil)
  }

  @Test("the constant is a level of the primary metric, and equal is not above it")
  func constant() {
    let pair = SampleReport.pair()
    #expect(pair.constant == 0.1)
    #expect(pair.isAtOrBelowConstant(0.1) && !pair.isAtOrBelowConstant(0.1001))
    #expect(!pair.isAtOrBelowConstant(nil))
    let none = SampleReport.pair(summaries: { $0.removeAll { $0.label == "constant" } })
    #expect(none.constant == nil && !none.isBelowConstant && !none.isAtOrBelowConstant(0))
  }

  @Test("test units are groups where there are fewer of them than rows")
  func units() throws {
    #expect(try #require(SampleReport.pair().testUnits) == (1600, false))
    let grouped = SampleReport.pair(summaries: { records in
      for index in records.indices where records[index].section == "power" {
        records[index].count = 12
      }
    })
    #expect(try #require(grouped.testUnits) == (12, true))
    #expect(
      SampleReport.pair(summaries: { $0.removeAll { $0.section == "power" } }).testUnits == nil)
  }
}
