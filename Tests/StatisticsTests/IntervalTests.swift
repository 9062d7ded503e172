import Statistics
import Testing

@Suite("Other intervals") struct IntervalTests {
  static let values = [0.8, 1.1, 0.2, 1.9]

  @Test("t interval equals scipy's")
  func tInterval() {
    let interval = TInterval(Self.values)
    #expect(abs(interval.lower - -0.12516468161409167) < 1e-12)
    #expect(abs(interval.upper - 2.1251646816140917) < 1e-12)
    #expect(abs(interval.pValue - 0.06627560274152429) < 1e-12)
  }

  @Test("over splits is wider by the overlap of the training sets (Nadeau and Bengio)")
  func splits() {
    let interval = SplitInterval.interval(gains: Self.values, trainRows: 90, testRows: 30)
    #expect(abs(interval.lower - -0.7187174409291541) < 1e-12)
    #expect(abs(interval.upper - 2.7187174409291543) < 1e-12)
    #expect(abs(interval.standardError - 0.5400617248673216) < 1e-12)
  }

  @Test("over splits is never narrower than what test rows and seeds alone leave open")
  func leastVariance() {
    let agreeing = SplitInterval.interval(
      gains: [0.1, 0.1, 0.1], trainRows: 90, testRows: 30, leastVariance: 0.04)
    #expect(abs(agreeing.standardError - 0.2) < 1e-12)
    #expect(agreeing.degreesOfFreedom == 2)
    #expect(agreeing.lower < 0 && agreeing.pValue > 0.05)
  }

  @Test("Fieller gives none where the gap was seen on one group")
  func fiellerOneGroup() {
    let gap = ScoreTable([[0.3, 0.4, 0.5], [0.35, 0.4, 0.45]])
    #expect(FiellerInterval(gain: gap, gap: gap, groups: [1, 1, 1]) == nil)
  }

  @Test("Fieller's bounds are the roots of his quadratic")
  func fieller() throws {
    let interval = try #require(
      FiellerInterval(
        numerator: 2, denominator: 5, numeratorVariance: 0.16, denominatorVariance: 0.25,
        covariance: 0.05, degreesOfFreedom: 20))
    #expect(interval.ratio == 0.4)
    #expect(abs(interval.lower - 0.23822534) < 1e-8)
    #expect(abs(interval.upper - 0.57997142) < 1e-8)
  }

  @Test("Fieller gives none where the denominator could be 0")
  func fiellerUnbounded() {
    let interval = FiellerInterval(
      numerator: 2, denominator: 0.5, numeratorVariance: 0.16, denominatorVariance: 0.25,
      covariance: 0, degreesOfFreedom: 20)
    #expect(interval == nil)
  }

  @Test("the share of a gap that is twice the gain everywhere is a half without doubt")
  func fiellerShare() throws {
    let gain = ScoreTable([
      [0.1, 0.3, 0.2, 0.25], [0.15, 0.25, 0.2, 0.3], [0.1, 0.35, 0.15, 0.3],
    ])
    let gap = ScoreTable(
      seeds: gain.seeds, rows: gain.rows, values: gain.values.map { 2 * $0 })
    let share = try #require(FiellerInterval(gain: gain, gap: gap))
    #expect(abs(share.ratio - 0.5) < 1e-12)
    #expect(share.lower > 0.3 && share.upper < 0.7)
  }
}
