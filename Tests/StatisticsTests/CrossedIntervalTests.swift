import Randomness
import Statistics
import Testing

@Suite("Crossed interval") struct CrossedIntervalTests {
  static let noisyRows = ScoreTable([[1, 0, -1, 1, 0], [0, 1, 0, 1, 1], [1, 1, -1, 0, 1]])
  static let noisySeeds = ScoreTable([
    [1.33, 1.81, 1.32, -0.31, 1.89, 1.44], [-0.26, 0.86, 0.64, 0.57, 0.31, 0.82],
    [-0.35, 0.22, -0.1, 0.99, 0.43, 0.09], [-2.42, -1.9, -1.63, -1.92, -0.35, -0.63],
  ])

  /// Expected: the formulas of the doc comment in numpy, t and p-values by scipy 1.17.1.
  func expect(_ interval: CrossedInterval, is expected: [Double]) {
    let found = [
      interval.gain, interval.lower, interval.upper, interval.standardErrorOfSeeds ?? .nan,
      interval.standardErrorOfRows ?? .nan, interval.standardError, interval.degreesOfFreedom,
      interval.pValue ?? .nan,
    ]
    for (value, reference) in zip(found, expected) {
      #expect(abs(value - reference) < 1e-10, "\(value) instead of \(reference)")
    }
  }

  @Test("equals the hand computation where the larger source is the whole variance")
  func rowsDominate() {
    expect(
      CrossedInterval(differences: Self.noisyRows),
      is: [
        0.4, -0.3797422375406013, 1.1797422375406015, 0.11547005383792514, 0.26666666666666666,
        0.26666666666666666, 3.541720709035884, 0.2169018706035405,
      ])
  }

  @Test("equals the hand computation where a + b − c is the variance")
  func bothVary() {
    expect(
      CrossedInterval(differences: Self.noisySeeds),
      is: [
        0.11875, -1.6876575679828272, 1.9251575679828274, 0.5743842818538307, 0.15258160384965588,
        0.5809837502508617, 3.1295102925206435, 0.850621009419078,
      ])
  }

  @Test("with groups, weighs each by its rows and keeps the gain of the rows")
  func groups() {
    expect(
      CrossedInterval(differences: Self.noisySeeds, groups: [7, 7, 3, 3, 3, 5]),
      is: [
        0.11875, -1.7174801173604293, 1.954980117360429, 0.5743842818538307, 0.10798642372230564,
        0.5743842818538307, 2.976240947167566, 0.8495455239711395,
      ])
    let alone = CrossedInterval(differences: Self.noisySeeds, groups: [5, 4, 3, 2, 1, 0])
    #expect(abs(alone.lower - CrossedInterval(differences: Self.noisySeeds).lower) < 1e-12)
  }

  @Test("of one seed is the t interval over rows")
  func oneSeed() {
    let scores = [0.8, 1.1, 0.2, 1.9]
    let interval = CrossedInterval(differences: ScoreTable([scores]))
    let rows = TInterval(scores)
    #expect(abs(interval.lower - rows.lower) < 1e-12)
    #expect(abs(interval.upper - rows.upper) < 1e-12)
    #expect(interval.standardErrorOfSeeds == nil)
    #expect(interval.pValue != nil)
    #expect(!interval.seedsChangeNothing)
  }

  @Test("of one row is the t interval over seeds")
  func oneRow() {
    let scores = [0.8, 1.1, 0.2, 1.9]
    let interval = CrossedInterval(differences: ScoreTable(scores.map { [$0] }))
    #expect(abs(interval.lower - TInterval(scores).lower) < 1e-12)
    #expect(interval.standardErrorOfRows == nil)
  }

  @Test("of a single number knows nothing")
  func singleCell() {
    let interval = CrossedInterval(differences: ScoreTable([[0.3]]))
    #expect(interval.lower == -.infinity && interval.upper == .infinity)
    #expect(interval.pValue == nil)
  }

  @Test("says so when seeds change nothing, and gives no p-value")
  func sameSeeds() {
    let scores = [0.0, 1, 1, -1, 0, 1, 0, 1]
    let interval = CrossedInterval(differences: ScoreTable([scores, scores, scores]))
    #expect(interval.seedsChangeNothing)
    #expect(interval.pValue == nil)
    #expect(interval.standardErrorOfSeeds == 0)
    #expect(abs(interval.lower - TInterval(scores).lower) < 1e-12)
  }

  @Test("of two arms that agree everywhere is the number 0")
  func noDifference() {
    let interval = CrossedInterval(differences: ScoreTable([[0, 0, 0], [0, 0, 0]]))
    #expect(interval.lower == 0 && interval.upper == 0)
    #expect(interval.pValue == 1)
    #expect(!interval.seedsChangeNothing)
  }

  @Test("covers a planted gain in 93 to 97 % of 1 000 repeats, where a t interval over seeds fails")
  func coverage() {
    let (seeds, rows, gain, repeats) = (10, 120, 0.02, 1_000)
    var crossed = 0
    var overSeeds = 0
    for repetition in 0..<repeats {
      var stream = RandomStream(
        seed: repetition, role: .design, purpose: .resampling, index: 1)
      let ofSeeds = (0..<seeds).map { _ in 0.03 * stream.normal() }
      let ofRows = (0..<rows).map { _ in 0.4 * stream.normal() }
      let table = ScoreTable(
        ofSeeds.map { seed in ofRows.map { gain + seed + $0 + 0.3 * stream.normal() } })
      let interval = CrossedInterval(differences: table)
      if interval.lower <= gain, gain <= interval.upper { crossed += 1 }
      let forgetful = TInterval(table.meansOfSeeds)
      if forgetful.lower <= gain, gain <= forgetful.upper { overSeeds += 1 }
    }
    #expect((930...970).contains(crossed), "crossed: \(crossed)")
    #expect(overSeeds < 900, "t over seeds: \(overSeeds)")
  }
}
