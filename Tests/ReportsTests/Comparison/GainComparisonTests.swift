import Ledger
import Records
import Testing

@testable import Reports

@Suite("The gain of a pair in two jobs") struct GainComparisonTests {
  private func side(_ gain: Double?, _ ends: ClosedRange<Double>?) -> GainComparison.Side {
    GainComparison.Side(
      variant: "v", gain: gain, gainLower: ends?.lowerBound, gainUpper: ends?.upperBound,
      outcome: nil, claim: false, verdict: nil, words: "")
  }

  private func hasMoved(
    _ first: GainComparison.Side?, _ second: GainComparison.Side?
  ) -> Bool {
    GainComparison(
      teacher: "t", student: "s", setting: "", metric: "accuracy", unit: "points", first: first,
      second: second
    ).hasMoved
  }

  /// By hand, with half-widths 3 and 4 that add up to 5, on the sides that face each other.
  @Test(
    "has moved where the difference is more than the facing half-widths together, as √(a² + b²)",
    arguments: [
      (5.1, 0.3, 0.4, true), (4.9, 0.3, 0.4, false), (4.9, 9, 9, false), (5.1, 9, 9, true),
    ])
  func moved(_ difference: Double, _ outer1: Double, _ outer2: Double, _ expected: Bool) {
    let early = side(1, (1 - outer1)...4)
    let late = side(1 + difference, (difference - 3)...(1 + difference + outer2))
    #expect(hasMoved(early, late) == expected)
    // The same looked at from the other job.
    #expect(hasMoved(late, early) == expected)
  }

  @Test("has not moved where a job has no interval, or no such pair")
  func unknown() {
    let sure = side(9, 8...10)
    #expect(hasMoved(side(0, -1...1), sure))
    #expect(!hasMoved(side(0, nil), sure) && !hasMoved(sure, side(nil, nil)))
    #expect(!hasMoved(nil, sure) && !hasMoved(sure, nil))
  }

  private func compared(
    _ change: (inout JobComparison.Side) -> Void = { _ in }
  ) -> [GainComparison] {
    var second = SampleSides.side(job: 2)
    change(&second)
    return GainComparison.chosen(SampleSides.side(job: 1), second)
  }

  @Test("sets chosen variants on test rows against each other, whatever variant each chose")
  func chosen() throws {
    let pairs = compared { side in
      for index in side.gains.indices where side.gains[index].metric == "accuracy" {
        side.gains[index].selected = side.gains[index].variant == "lambda=1, temperature=4"
      }
    }
    let found = try #require(pairs.first)
    #expect(found.first?.variant == "lambda=0.5, temperature=4")
    #expect(found.second?.variant == "lambda=1, temperature=4")
  }

  @Test("sets no two metrics against each other: of two choices by others there are two halves")
  func metrics() {
    let found = compared { $0.gains.removeAll { $0.metric == "accuracy" } }
    #expect(found.map(\.metric) == ["accuracy", "log-loss"])
    #expect(found[0].second == nil && found[1].first == nil)
    #expect(found.map(\.unit) == ["points", "nats"])
  }

  @Test("leaves out single draws of a split, and rows that are not test rows")
  func elsewhere() {
    let draw = compared { side in
      side.draws = ["split=1"]
      for index in side.gains.indices { side.gains[index].setting = "split=1" }
    }
    let validation = compared { side in
      for index in side.gains.indices { side.gains[index].split = "validation" }
    }
    for found in [draw, validation] {
      #expect(found.count == 1 && found[0].second == nil)
    }
  }

  @Test("has the verdict of its own setting, and words without an interval where there is none")
  func words() throws {
    let pairs = compared { side in
      side.verdicts[0].decision.variant = "epochs=30"
      for index in side.gains.indices { side.gains[index].gainLower = nil }
    }
    let found = try #require(pairs.first)
    #expect(found.first?.verdict == "distil" && found.second?.verdict == nil)
    #expect(found.second?.words == "+1.3")
  }
}
