import Randomness
import Statistics
import Testing

@Suite("Pigeonhole bootstrap") struct PigeonholeBootstrapTests {
  static let stream = RandomStream(seed: 5, role: .design, purpose: .resampling)

  /// Ten classes; a model is right on a row with a chance of its own, higher for the better arm.
  static func arms(seeds: Int, rows: Int, gain: Double) -> (
    better: [Predictions], worse: [Predictions]
  ) {
    var stream = RandomStream(seed: 9, role: .design, purpose: .noise)
    let labels = (0..<rows).map { $0 % 10 }
    let ease = (0..<rows).map { _ in stream.uniform(0.4, 1) }
    func model(_ bonus: Double) -> Predictions {
      var probabilities: [Double] = []
      for row in 0..<rows {
        let isRight = stream.uniform() < ease[row] + bonus
        let answer = isRight ? labels[row] : (labels[row] + 1 + stream.integer(below: 9)) % 10
        for candidate in 0..<10 { probabilities.append(candidate == answer ? 0.82 : 0.02) }
      }
      return .classes(ClassProbabilities(probabilities: probabilities, labels: labels, classes: 10))
    }
    return ((0..<seeds).map { _ in model(gain) }, (0..<seeds).map { _ in model(0) })
  }

  /// The gain in accuracy, as a metric of the whole set.
  static func interval(
    _ table: ScoreTable, groups: [Int]? = nil, resamples: Int = 2_000
  ) -> BootstrapInterval? {
    PigeonholeBootstrap(resamples: resamples).interval(
      seeds: table.seeds, rows: table.rows, groups: groups, stream: Self.stream
    ) { seed, times in
      var sum = 0.0
      var count = 0.0
      for row in 0..<table.rows {
        sum += Double(times[row]) * table[seed, row]
        count += Double(times[row])
      }
      return sum / count
    }
  }

  @Test("agrees with the crossed interval on accuracy", arguments: [2, 3, 10])
  func agreement(seeds: Int) throws {
    let arms = Self.arms(seeds: seeds, rows: 400, gain: 0.05)
    let above = arms.better.compactMap(Metric.accuracy.rowScores)
    let below = arms.worse.compactMap(Metric.accuracy.rowScores)
    let table = ScoreTable(above) - ScoreTable(below)
    let crossed = CrossedInterval(differences: table)
    let bootstrap = try #require(Self.interval(table))
    #expect(abs(bootstrap.gain - crossed.gain) < 1e-12)
    let ofSeeds = try #require(bootstrap.standardErrorOfSeeds)
    #expect(abs(ofSeeds - (try #require(crossed.standardErrorOfSeeds))) < 1e-12)
    let ofRows = try #require(crossed.standardErrorOfRows)
    let resampledRows = try #require(bootstrap.standardErrorOfRows)
    #expect(abs(resampledRows / ofRows - 1) < 0.05)
    // The arms differ in cells alone, whose noise a bootstrap of both would count three times.
    #expect(abs(bootstrap.standardError / crossed.standardError - 1) < 0.05)
    #expect(abs((bootstrap.upper - bootstrap.lower) / (crossed.upper - crossed.lower) - 1) < 0.1)
    #expect(bootstrap.units == 400)
  }

  @Test("of one group or one row gives no interval, whatever the number of seeds")
  func oneUnit() throws {
    let seeds = ScoreTable((0..<10).map { [0.1 + 0.02 * Double($0), 0.3, 0.2] })
    let group = try #require(Self.interval(seeds, groups: [2, 2, 2], resamples: 100))
    #expect(!group.isKnown && group.pValue == nil && group.units == 1)
    #expect(Outcome(lower: group.lower, upper: group.upper, flatMargin: 0.01) == .unclear)
    let row = try #require(Self.interval(ScoreTable([[0.1], [0.2]]), resamples: 100))
    #expect(!row.isKnown)
  }

  @Test("of a gain that never varies needs ten rows, 0 among them")
  func constantGain() throws {
    func constant(_ gain: Double, rows: Int) throws -> BootstrapInterval {
      try #require(
        Self.interval(
          ScoreTable([[Double]](repeating: .init(repeating: gain, count: rows), count: 2)),
          resamples: 100))
    }
    #expect(try !constant(0, rows: 9).isKnown)
    let none = try constant(0, rows: 10)
    #expect(none.lower == 0 && none.upper == 0 && none.pValue == 1)
    #expect(try !constant(0.25, rows: 9).isKnown)
    #expect(try constant(0.25, rows: 10).lower == 0.25)
  }

  @Test("of fewer than ten groups has at most one degree of freedom fewer than groups")
  func fewGroups() throws {
    let table = ScoreTable((0..<5).map { seed in (0..<24).map { Double(($0 * 5 + seed) % 7) } })
    let interval = try #require(
      Self.interval(table, groups: (0..<24).map { $0 / 4 }, resamples: 400))
    #expect(interval.units == 6)
    #expect(interval.degreesOfFreedom <= 5)
  }

  @Test("finds a planted gain in macro-F1 of 10 seeds × 1 600 rows")
  func macroF1() throws {
    let arms = Self.arms(seeds: 10, rows: 1_600, gain: 0.04)
    let comparison = try #require(
      PairedComparison(
        metric: .macroF1, candidate: arms.better, reference: arms.worse, stream: Self.stream))
    #expect(comparison.outcome == .helps)
    #expect(abs(comparison.interval.gain - 0.04) < 0.02)
    #expect((comparison.interval.pValue ?? 1) < 0.01)
    #expect(
      abs(comparison.candidateMean - comparison.referenceMean - comparison.interval.gain) < 1e-12)
  }

  @Test("gives the same numbers for the same stream")
  func reproducible() throws {
    let arms = Self.arms(seeds: 3, rows: 60, gain: 0)
    func interval() -> (any GainInterval)? {
      PairedComparison(
        metric: .balancedAccuracy, candidate: arms.better, reference: arms.worse,
        stream: Self.stream)?.interval
    }
    let first = try #require(interval())
    let second = try #require(interval())
    #expect(first.lower == second.lower && first.upper == second.upper)
    #expect(first.pValue == second.pValue)
  }

  @Test("draws whole groups where rows come in groups")
  func groups() throws {
    let arms = Self.arms(seeds: 3, rows: 80, gain: 0)
    let bootstrap = PigeonholeBootstrap(resamples: 50)
    _ = try #require(
      bootstrap.interval(
        seeds: 3, rows: 80, groups: (0..<80).map { $0 / 4 }, stream: Self.stream
      ) { _, times in
        #expect((0..<80).allSatisfy { times[$0] == times[$0 / 4 * 4] })
        #expect(times.reduce(0, +) == 80)
        return 0
      })
    #expect(arms.better.count == 3)
  }

  @Test("gives no interval where the metric is undefined")
  func undefined() {
    let oneClass = Predictions.classes(
      ClassProbabilities(probabilities: [0.3, 0.7, 0.6, 0.4], labels: [1, 1], classes: 2))
    let comparison = PairedComparison(
      metric: .areaUnderCurve, candidate: [oneClass], reference: [oneClass], stream: Self.stream)
    #expect(comparison == nil)
  }

  @Test("of seeds that change nothing is that of the rows alone, with their p-value")
  func sameSeeds() throws {
    let arms = Self.arms(seeds: 1, rows: 100, gain: 0.1)
    func interval(times: Int) throws -> any GainInterval {
      try #require(
        PairedComparison(
          metric: .macroF1, candidate: [Predictions](repeating: arms.better[0], count: times),
          reference: [Predictions](repeating: arms.worse[0], count: times), stream: Self.stream)
      ).interval
    }
    let repeated = try interval(times: 2)
    let once = try interval(times: 1)
    #expect(repeated.seedsChangeNothing && !once.seedsChangeNothing)
    #expect(abs(repeated.lower - once.lower) < 1e-9)
    #expect(abs(try #require(repeated.pValue) - (try #require(once.pValue))) < 1e-9)
  }
}
