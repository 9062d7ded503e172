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
        0.11875, -2.352626098243569, 2.590126098243569, 0.5743842818538307, 0.10798642372230564,
        0.5743842818538307, 2, 0.855348068886822,
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

  @Test("of one row or one group knows nothing, whatever the number of seeds")
  func oneUnit() {
    let seeds = (0..<10).map { [0.3 + 0.01 * Double($0), 0.2, 0.4] }
    for interval in [
      CrossedInterval(differences: ScoreTable(seeds.map { [$0[0]] })),
      CrossedInterval(differences: ScoreTable(seeds), groups: [4, 4, 4]),
      CrossedInterval(differences: ScoreTable([[0, 0], [0, 0]]), groups: [1, 1]),
    ] {
      #expect(interval.lower == -.infinity && interval.upper == .infinity)
      #expect(interval.pValue == nil)
      #expect(!interval.isKnown)
      #expect(interval.units == 1)
      #expect(interval.standardErrorOfRows == nil)
      #expect(interval.degreesOfFreedom == 0)
    }
  }

  @Test(
    "of few units that all agree knows nothing, of ten it is the number itself",
    arguments: [0, 0.5])
  func agreement(gain: Double) {
    for units in 2...12 {
      let interval = CrossedInterval(
        differences: ScoreTable(
          [[Double]](repeating: [Double](repeating: gain, count: units), count: 3)))
      #expect(interval.isKnown == (units >= 10))
      #expect((interval.pValue == nil) == (units < 10))
      if units >= 10 { #expect(interval.lower == gain && interval.upper == gain) }
    }
  }

  @Test("of fewer than ten groups has at most one degree of freedom fewer than groups")
  func fewGroups() {
    let rows = (0..<40).map { Double($0 % 7) }
    let seeds = (0..<10).map { seed in rows.map { $0 + 0.5 * Double((seed * 3) % 10) } }
    let nine = CrossedInterval(
      differences: ScoreTable(seeds), groups: (0..<40).map { $0 % 9 })
    #expect(nine.units == 9)
    #expect(nine.degreesOfFreedom == 8)
    let ten = CrossedInterval(
      differences: ScoreTable(seeds), groups: (0..<40).map { $0 % 10 })
    #expect(ten.degreesOfFreedom > 9)
  }

  @Test("of a single number knows nothing")
  func singleCell() {
    let interval = CrossedInterval(differences: ScoreTable([[0.3]]))
    #expect(interval.lower == -.infinity && interval.upper == .infinity)
    #expect(interval.pValue == nil)
  }

  @Test("says so when seeds change nothing, and then is that of the rows alone")
  func sameSeeds() throws {
    let scores = [0.0, 1, 1, -1, 0, 1, 0, 1]
    let interval = CrossedInterval(differences: ScoreTable([scores, scores, scores]))
    let rows = TInterval(scores)
    #expect(interval.seedsChangeNothing)
    #expect(abs(try #require(interval.pValue) - rows.pValue) < 1e-12)
    #expect(interval.standardErrorOfSeeds == 0)
    #expect(abs(interval.lower - rows.lower) < 1e-12)
    #expect(interval.degreesOfFreedom == 7)
    let once = CrossedInterval(differences: ScoreTable([scores]))
    #expect(abs(try #require(once.pValue) - rows.pValue) < 1e-12)
  }

  @Test("of two seeds weighs the quantiles of both sources (Cochran)")
  func twoSeeds() {
    expect(
      CrossedInterval(differences: ScoreTable([[1, 0, -1, 1, 0, 2], [0, 1, 0.5, 1, 1, -1]])),
      is: [
        0.4583333333333333, -0.06960364298493055, 0.9862703096515972, 0.04166666666666666,
        0.16351180725290487, 0.16351180725290487, 2.925577476444476, 0.06664584642910315,
      ])
  }

  @Test("of a gain that never varies: none below ten rows, the number itself from there on")
  func constantGain() {
    for rows in [2, 9] {
      let interval = CrossedInterval(
        differences: ScoreTable([[Double]](repeating: .init(repeating: 0.1, count: rows), count: 3))
      )
      #expect(!interval.isKnown)
      #expect(interval.pValue == nil)
      #expect(interval.standardError == 0)
    }
    let ten = CrossedInterval(
      differences: ScoreTable([[Double]](repeating: .init(repeating: 0.1, count: 10), count: 3)))
    #expect(ten.lower == ten.gain && ten.upper == ten.gain)
    #expect(ten.pValue == 0)
    #expect(ten.seedsChangeNothing)
  }

  @Test("excludes 0 exactly where p is below 5 %", arguments: [2, 3, 10])
  func agreement(seeds: Int) throws {
    for repetition in 0..<200 {
      var stream = RandomStream(seed: repetition, role: .design, purpose: .noise, index: seeds)
      let rows = (0..<15).map { _ in 0.3 + stream.normal() }
      let table = ScoreTable(
        (0..<seeds).map { _ in
          let level = 0.2 * stream.normal()
          return rows.map { $0 + level + stream.normal() }
        })
      let interval = CrossedInterval(differences: table)
      let excludes = interval.lower > 0 || interval.upper < 0
      #expect(excludes == (try #require(interval.pValue) < 0.05))
    }
  }

  @Test("of two arms that agree on ten rows is the number 0, with p = 1")
  func noDifference() {
    let rows = [Double](repeating: 0, count: 10)
    let interval = CrossedInterval(differences: ScoreTable([rows, rows]))
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
