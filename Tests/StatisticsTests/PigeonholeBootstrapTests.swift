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

  @Test("agrees with the crossed interval on accuracy, on the safe side")
  func agreement() throws {
    let arms = Self.arms(seeds: 10, rows: 400, gain: 0.05)
    let above = arms.better.compactMap(Metric.accuracy.rowScores)
    let below = arms.worse.compactMap(Metric.accuracy.rowScores)
    let crossed = CrossedInterval(differences: ScoreTable(above) - ScoreTable(below))
    let bootstrap = try #require(
      PigeonholeBootstrap().interval(seeds: 10, rows: 400, stream: Self.stream) { seed, times in
        var sum = 0.0
        var count = 0.0
        for row in 0..<400 {
          sum += Double(times[row]) * (above[seed][row] - below[seed][row])
          count += Double(times[row])
        }
        return sum / count
      })
    #expect(abs(bootstrap.gain - crossed.gain) < 1e-12)
    #expect(bootstrap.standardErrorOfSeeds == crossed.standardErrorOfSeeds)
    let ofRows = try #require(crossed.standardErrorOfRows)
    let resampledRows = try #require(bootstrap.standardErrorOfRows)
    #expect(abs(resampledRows / ofRows - 1) < 0.1)
    // Cells without any row or seed effect are the worst case: their noise is counted three times.
    let ratio = bootstrap.standardError / crossed.standardError
    #expect((0.9...1.8).contains(ratio), "ratio \(ratio)")
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

  @Test("gives no p-value where seeds change nothing")
  func sameSeeds() throws {
    let arms = Self.arms(seeds: 1, rows: 100, gain: 0.1)
    let comparison = try #require(
      PairedComparison(
        metric: .macroF1, candidate: [arms.better[0], arms.better[0]],
        reference: [arms.worse[0], arms.worse[0]], stream: Self.stream))
    #expect(comparison.interval.seedsChangeNothing)
    #expect(comparison.interval.pValue == nil)
  }
}
