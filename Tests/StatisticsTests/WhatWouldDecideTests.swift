import Statistics
import Testing

/// An interval whose sources are chosen, with a t quantile of 2.
private struct ChosenInterval: GainInterval {
  var gain: Double
  var standardErrorOfSeeds: Double?
  var standardErrorOfRows: Double?
  var units = 400
  var seedsChangeNothing = false
  var standardError: Double {
    let seeds = standardErrorOfSeeds ?? 0
    let rows = standardErrorOfRows ?? 0
    return (seeds * seeds + rows * rows).squareRoot()
  }
  var lower: Double { gain - 2 * standardError }
  var upper: Double { gain + 2 * standardError }
  var degreesOfFreedom: Double { 60 }
  var pValue: Double? { 0.5 }
}

@Suite("What would decide") struct WhatWouldDecideTests {
  @Test("nothing more where the interval excludes 0 already")
  func decided() {
    let interval = ChosenInterval(gain: 0.1, standardErrorOfSeeds: 0.01, standardErrorOfRows: 0.01)
    #expect(WhatWouldDecide(interval, seeds: 5) == .isDecided)
  }

  @Test("rows, where rows are the larger source; four times as many halve their error")
  func rows() {
    let interval = ChosenInterval(gain: 0.1, standardErrorOfSeeds: 0, standardErrorOfRows: 0.1)
    #expect(WhatWouldDecide(interval, seeds: 5) == .moreRows(units: 1_600))
    // Target variance 0.0025, of which seeds take 0.0009.
    let both = ChosenInterval(gain: 0.1, standardErrorOfSeeds: 0.03, standardErrorOfRows: 0.1)
    #expect(WhatWouldDecide(both, seeds: 5) == .moreRows(units: 2_500))
  }

  @Test("seeds, where seeds alone are larger than the gain allows: rows would not help")
  func seeds() {
    let interval = ChosenInterval(gain: 0.1, standardErrorOfSeeds: 0.1, standardErrorOfRows: 0.03)
    // 5 · 0.01 / (0.0025 − 0.0009)
    #expect(WhatWouldDecide(interval, seeds: 5) == .moreSeeds(seeds: 32))
  }

  @Test("both, where neither alone is enough")
  func both() {
    let interval = ChosenInterval(gain: 0.1, standardErrorOfSeeds: 0.06, standardErrorOfRows: 0.08)
    #expect(
      WhatWouldDecide(interval, seeds: 5) == .moreRowsAndSeeds(units: 1_600, seeds: 20))
  }

  @Test("more units where one was seen, whatever the seeds")
  func oneUnit() {
    let interval = CrossedInterval(differences: ScoreTable([[0.3], [0.2], [0.4]]))
    #expect(WhatWouldDecide(interval, seeds: 3) == .moreRows(units: 10))
    let agreed = CrossedInterval(differences: ScoreTable([[0, 0, 0]]))
    #expect(WhatWouldDecide(agreed, seeds: 1) == .moreRows(units: 10))
  }

  @Test("nothing, where there is no gain or none that could be shown within reach")
  func nothing() {
    let none = ChosenInterval(gain: 0, standardErrorOfSeeds: 0.01, standardErrorOfRows: 0.01)
    #expect(WhatWouldDecide(none, seeds: 5) == .nothing)
    let small = ChosenInterval(gain: 0.001, standardErrorOfSeeds: 0, standardErrorOfRows: 0.1)
    #expect(WhatWouldDecide(small, seeds: 5) == .nothing)
    let equal = CrossedInterval(differences: ScoreTable([[Double](repeating: 0, count: 10)]))
    #expect(WhatWouldDecide(equal, seeds: 1) == .nothing)
  }

  @Test("never seeds that change nothing")
  func seedless() {
    let interval = ChosenInterval(
      gain: 0.049, standardErrorOfSeeds: 1e-9, standardErrorOfRows: 0.03, seedsChangeNothing: true)
    // 400 · 0.0009 / 0.0006
    #expect(WhatWouldDecide(interval, seeds: 5) == .moreRows(units: 600))
  }
}
