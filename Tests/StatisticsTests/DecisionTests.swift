import Randomness
import Statistics
import Testing

@Suite("Outcome") struct OutcomeTests {
  @Test(
    "the first that matches wins",
    arguments: [
      (0.001, 0.005, Outcome.helps), (0.001, 0.05, .helps), (-0.05, -0.001, .hurts),
      (-0.005, -0.001, .hurts), (-0.01, 0.01, .flat), (0, 0.005, .flat), (-0.002, 0.02, .unclear),
      (-0.02, 0.002, .unclear), (0, 0, .flat),
    ])
  func classes(lower: Double, upper: Double, expected: Outcome) {
    #expect(Outcome(lower: lower, upper: upper, flatMargin: 0.01) == expected)
  }

  @Test(
    "no interval is unclear, whatever the margin",
    arguments: [
      (-Double.infinity, Double.infinity), (0.1, .infinity), (-.infinity, -0.1), (.nan, 1),
    ])
  func unknown(lower: Double, upper: Double) {
    #expect(Outcome(lower: lower, upper: upper, flatMargin: .infinity) == .unclear)
  }
}

@Suite("McNemar") struct McNemarTests {
  @Test(
    "meets the vectors of the sheet (statsmodels)",
    arguments: [
      (121, 59, 20.67222222222222, 5.450094825427117e-06),
      (70, 59, 0.7751937984496124, 0.37861508946133904),
      (80, 59, 2.8776978417266186, 0.08981434395829568),
    ])
  func edwards(b: Int, c: Int, statistic: Double, pValue: Double) {
    let test = McNemar(onlyBaselineRight: b, onlyDistilledRight: c)
    #expect(abs(test.edwardsStatistic - statistic) < 1e-12)
    #expect(abs(test.pValue / pValue - 1) < 1e-10)
    #expect(test.form == .edwards)
  }

  @Test("exact and mid-p by hand")
  func exact() {
    let test = McNemar(onlyBaselineRight: 10, onlyDistilledRight: 2)
    #expect(test.form == .exact)
    // 2 (1 + 12 + 66) / 4096, less 66 / 4096
    #expect(abs(test.pValue - 158.0 / 4096) < 1e-14)
    #expect(abs(test.pValue(.midP) - 92.0 / 4096) < 1e-14)
    #expect(abs(McNemar(onlyBaselineRight: 0, onlyDistilledRight: 5).pValue - 0.0625) < 1e-14)
    // b = c = 2: 1 − ½ · 6/16
    #expect(
      abs(McNemar(onlyBaselineRight: 2, onlyDistilledRight: 2).pValue(.midP) - 0.8125) < 1e-14)
    #expect(McNemar(onlyBaselineRight: 2, onlyDistilledRight: 2).pValue == 1)
  }

  @Test("exact agrees with scipy where counts are large")
  func largeExact() {
    let test = McNemar(onlyBaselineRight: 121, onlyDistilledRight: 59)
    #expect(abs(test.pValue(.exact) / 4.4344492637551645e-06 - 1) < 1e-10)
  }

  @Test("says 1 where the models never disagree", arguments: [McNemar.Form.exact, .edwards, .midP])
  func noDiscordance(form: McNemar.Form) {
    #expect(McNemar(onlyBaselineRight: 0, onlyDistilledRight: 0).pValue(form) == 1)
  }

  @Test("counts rows on which one model alone is right")
  func counts() {
    let test = McNemar(
      baselineRight: [true, true, false, false], distilledRight: [true, false, true, true])
    #expect(test == McNemar(onlyBaselineRight: 1, onlyDistilledRight: 2))
    #expect(test.discordant == 3)
    #expect(test.groupDiscordances == nil)
  }

  /// One row for every discordance, and as many on which the models agree.
  static func grouped(_ discordances: [Int]) -> McNemar {
    var (baseline, distilled, groups): ([Bool], [Bool], [Int]) = ([], [], [])
    for (group, discordance) in discordances.enumerated() {
      for _ in 0..<abs(discordance) {
        baseline += [discordance < 0, true]
        distilled += [discordance > 0, true]
        groups += [group, group]
      }
    }
    return McNemar(baselineRight: baseline, distilledRight: distilled, groups: groups)
  }

  @Test("by groups is the share of all sign patterns at least as far (enumerated)")
  func signFlip() {
    let test = Self.grouped([3, -1, 2, 1, -2, 4])
    #expect(test.form == .signFlip)
    #expect(test.groupDiscordances == [3, -1, 2, 1, -2, 4])
    #expect(test.pValue == 0.34375)
    #expect(test.onlyDistilledRight == 10 && test.onlyBaselineRight == 3)
  }

  @Test("groups of one row give the exact test, one group gives 1", arguments: [(2, 9), (5, 5)])
  func signFlipOfRows(b: Int, c: Int) {
    let rows = Self.grouped(
      [Int](repeating: -1, count: b) + [Int](repeating: 1, count: c))
    #expect(abs(rows.pValue - rows.pValue(.exact)) < 1e-12)
    #expect(Self.grouped([30]).pValue == 1)
    #expect(McNemar(baselineRight: [true], distilledRight: [true], groups: [0]).pValue == 1)
  }

  @Test("rows of groups taken as independent raise false alarms, groups do not")
  func groupedNull() {
    var (byRows, byGroups, found) = (0, 0, 0)
    for repetition in 0..<500 {
      var stream = RandomStream(seed: repetition, role: .design, purpose: .noise)
      let null = (0..<20).map { _ in
        (stream.uniform() < 0.5 ? 1 : -1) * stream.integer(below: 9)
      }
      let test = Self.grouped(null)
      if test.pValue(.exact) < 0.05 { byRows += 1 }
      if test.pValue < 0.05 { byGroups += 1 }
      if Self.grouped(null.map { $0 + 4 }).pValue < 0.05 { found += 1 }
    }
    #expect(byRows > 100, "\(byRows)")
    // 25 expected, standard deviation 4.9.
    #expect(byGroups < 40, "\(byGroups)")
    #expect(found > 400, "\(found)")
  }
}

@Suite("Several comparisons") struct MultipleComparisonTests {
  static let pValues = [0.01, 0.04, 0.03, 0.005, 0.2]

  func expect(_ adjusted: [Double], is expected: [Double]) {
    for (value, reference) in zip(adjusted, expected) { #expect(abs(value - reference) < 1e-15) }
  }

  @Test("Holm")
  func holm() { expect(Holm.adjusted(Self.pValues), is: [0.04, 0.09, 0.09, 0.025, 0.2]) }

  @Test("Benjamini and Hochberg (scipy)")
  func benjaminiHochberg() {
    expect(BenjaminiHochberg.adjusted(Self.pValues), is: [0.025, 0.05, 0.05, 0.025, 0.2])
  }

  @Test("one p-value stays, none stays none, and nothing passes 1")
  func edges() {
    #expect(Holm.adjusted([0.03]) == [0.03])
    #expect(BenjaminiHochberg.adjusted([]) == [])
    #expect(Holm.adjusted([0.7, 0.8]) == [1, 1])
  }
}

@Suite("Power") struct PowerTests {
  @Test("600 rows show 2.6 to 3.6 points")
  func accuracy() {
    #expect(abs(Power.smallestGain(rows: 600, discordance: 0.05) - 0.0256) < 1e-4)
    #expect(abs(Power.smallestGain(rows: 600, discordance: 0.10) - 0.0361) < 1e-4)
  }

  @Test("100 rows cannot show one point")
  func small() { #expect(Power.smallestGain(rows: 100, discordance: 0.05) > 0.01) }

  @Test("of row scores, from their paired standard deviation")
  func paired() {
    #expect(abs(Power.smallestGain(rows: 400, pairedStandardDeviation: 2) - 0.28) < 1e-12)
  }

  @Test(
    "rows at which an interval would exclude 0: a half-width falls with the root of their number")
  func toDecide() {
    // Twice the gain: four times the rows, and one more to leave the bound.
    #expect(Power.rowsToDecide(halfWidth: 0.04, rows: 100, gain: -0.02) == 401)
    #expect(Power.rowsToDecide(halfWidth: 0.04, rows: 100, gain: 0) == nil)
    #expect(Power.rowsToDecide(halfWidth: .infinity, rows: 1, gain: 0.1) == nil)
    #expect(Power.rowsToDecide(halfWidth: 1, rows: 100, gain: 1e-12) == nil)
  }
}
