import Testing

@testable import Datasets

@Suite("Honest data") struct CohortTests {
  @Test("is warned of nothing", arguments: 1...40 as ClosedRange<UInt64>)
  func silent(_ seed: UInt64) throws {
    #expect(try Cohort(seed: seed).warnings() == [])
    #expect(try Cohort(rows: 300, classes: 2, columns: 1, effect: 3, seed: seed).warnings() == [])
    #expect(try Cohort(rows: 60, classes: 2, columns: 2, effect: 5, seed: seed).warnings() == [])
  }

  @Test("of a real target is warned of nothing", arguments: 1...10 as ClosedRange<UInt64>)
  func regression(_ seed: UInt64) throws {
    var cohort = Cohort(seed: seed)
    cohort.target = cohort.a.map { $0[0] + 0.3 * $0[1] }
    #expect(try cohort.warnings() == [])
  }

  @Test("of few values is warned of nothing: its rows are equal by chance", arguments: 1...10)
  func discrete(_ seed: Int) throws {
    var cohort = Cohort(rows: 400, seed: UInt64(seed))
    cohort.a = cohort.labels.map { label in
      (0..<3).map { _ in Double((label + cohort.integer(below: 3)) % 4) }
    }
    cohort.b = cohort.labels.map { _ in [Double(cohort.integer(below: 2))] }
    #expect(try cohort.warnings() == [])
  }
}
