import Statistics
import Testing

@testable import Experiments

/// The short form of `scripts/null-suite`: a rule is believed when it survived the null.
@Suite("Teachers that cannot help, and teachers that do") struct NullSuiteTests {
  private static let suite = NullSuite(environment: MemoryWorld.environment, workers: 2)

  @Test("are claimed to help no more often than intervals at 95 % allow")
  func silent() throws {
    let outcomes = try Self.suite.nulls(stride: 11, draw: 7)
    let count = NullSuite.count(outcomes)
    #expect(count.pairs >= 40)
    #expect(count.claims <= count.bound, "claimed: \(outcomes.filter(\.isClaimed))")
    // Every kind of teacher, network, task and grouping is in the sample.
    #expect(Set(outcomes.map(\.teacher)) == Set(NullJob.Teacher.allCases.map(\.rawValue)))
    for word in [
      "linear", "mlp", "2 classes", "20 classes", "regression", "grouped", "1 variant",
      "6 variants",
    ] {
      #expect(outcomes.contains { $0.cell.contains(word) }, "no cell with \(word)")
    }
  }

  @Test("are claimed where they were planted")
  func speaks() throws {
    let outcomes = try Self.suite.positives(draws: 6, firstDraw: 700)
    let missed = outcomes.filter { !$0.isClaimed }
    #expect(missed.count <= 1, "not claimed: \(missed)")
  }

  @Test("the bound is the binomial's: of 300 pairs at one in forty at most 14 in 99 of 100 samples")
  func bound() {
    #expect(NullSuite.bound(pairs: 1) == 1)
    #expect(NullSuite.bound(pairs: 40) == 4)
    #expect(NullSuite.bound(pairs: 300) == 14)
    #expect(NullSuite.size == 480)
  }
}
