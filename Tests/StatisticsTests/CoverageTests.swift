import Randomness
import Testing

@testable import Statistics

/// How often a nominal 95 % interval holds the truth, by simulation with a planted gain.
///
/// Each cell is a number of seeds and the share of the gain's variance that seeds carry; of the rest
/// two thirds come from rows and one third from what seeds and rows do together.
struct CoverageCell: Sendable, CustomTestStringConvertible {
  var seeds: Int
  var share: Double

  static let all = [2, 3, 5, 10].flatMap { seeds in
    [0, 0.5, 1].map { CoverageCell(seeds: seeds, share: $0) }
  }

  var testDescription: String { "\(seeds) seeds, share \(share)" }

  /// 93 to 97 %, measured (rows · unequal groups · AUC · RMSE, in per cent):
  ///
  ///     seeds   share 0                   share ½                   share 1
  ///     2       98.7 · 99.1 · 98.4 · 98.4 97.9 · 97.9 · 97.7 · 98.2 94.8 · 94.6 · 91.7 · 93.0
  ///     3       96.7 · 96.8 · 97.0 · 95.1 94.4 · 94.0 · 95.7 · 94.6 94.8 · 95.9 · 93.1 · 94.2
  ///     5       96.7 · 95.3 · 96.0 · 93.9 96.2 · 95.2 · 96.4 · 95.4 94.7 · 95.3 · 95.2 · 95.4
  ///     10      96.5 · 94.8 · 95.9 · 92.6 96.1 · 94.4 · 95.1 · 95.1 95.5 · 95.3 · 95.4 · 94.7
  ///
  /// Crossed intervals: 2 000 repeats, a standard error of 0.5; the others: 1 000 repeats, 0.7
  /// (with 8 000, AUC at share 1 has 93.7 for two seeds and 92.7 for three: rows keep a part there).
  /// With two seeds the seeds' variance has one degree of freedom; covering wherever it turns out
  /// small by chance takes intervals that are too wide elsewhere, so only the lower end binds there.
  ///
  /// - Parameter repeats: few repeats are allowed three standard errors of a share of 95 %.
  func band(repeats: Int, allowance: Bool = false) -> ClosedRange<Double> {
    let error = allowance ? 3 * (0.95 * 0.05 / Double(repeats)).squareRoot() : 0
    return (0.93 - error)...(seeds == 2 ? 1 : 0.97 + error)
  }

  /// A stream of one repeat of this cell.
  func stream(_ repetition: Int, index: Int) -> RandomStream {
    RandomStream(
      seed: repetition, role: .design, purpose: .noise,
      index: 1_000 * index + 10 * seeds + Int(4 * share))
  }
}

/// Differences of seeds × rows with planted variance components; the mean has variance 1.
struct PlantedDifferences: Sendable {
  var cell: CoverageCell
  /// Rows of each group.
  var groupSizes: [Int]
  /// Shares of the variance of the mean that is not the seeds'.
  var interactionShare = 1.0 / 3
  static let gain = 0.4

  func table(_ stream: inout RandomStream) -> ScoreTable {
    let seeds = Double(cell.seeds)
    let rows = groupSizes.reduce(0, +)
    // Of a group effect: Σ m² / n² is 1/G where groups are equal.
    let concentration =
      Double(groupSizes.reduce(0) { $0 + $1 * $1 }) / Double(rows * rows)
    let rest = 1 - cell.share
    let ofSeeds = (cell.share * seeds).squareRoot()
    let ofUnits = (rest * (1 - interactionShare) / concentration).squareRoot()
    let ofCells = (rest * interactionShare * seeds / concentration).squareRoot()
    let units = groupSizes.map { _ in ofUnits * stream.normal() }
    let scores = (0..<cell.seeds).map { _ in
      let level = Self.gain + ofSeeds * stream.normal()
      return zip(groupSizes, units).flatMap { size, unit in
        [Double](repeating: level + unit + ofCells * stream.normal(), count: size)
      }
    }
    return ScoreTable(scores)
  }

  var groups: [Int] {
    groupSizes.enumerated().flatMap { [Int](repeating: $0, count: $1) }
  }
}

@Suite("Coverage of the nominal 95 %") struct CoverageTests {
  static let repeats = 2_000

  /// The share of repeats whose interval holds the planted gain.
  static func coverage(
    _ cell: CoverageCell, index: Int, repeats: Int = repeats,
    holds: (inout RandomStream) -> Bool
  ) -> Double {
    let held = (0..<repeats).count { repetition in
      var stream = cell.stream(repetition, index: index)
      return holds(&stream)
    }
    return Double(held) / Double(repeats)
  }

  static func holds(_ interval: any GainInterval, _ truth: Double) -> Bool {
    interval.lower <= truth && truth <= interval.upper
  }

  @Test("crossed interval over rows: 93 to 97 %", arguments: CoverageCell.all)
  func rows(cell: CoverageCell) {
    let planted = PlantedDifferences(
      cell: cell, groupSizes: [Int](repeating: 1, count: 50))
    let coverage = Self.coverage(cell, index: 1) {
      Self.holds(
        CrossedInterval(differences: planted.table(&$0)), PlantedDifferences.gain)
    }
    #expect(cell.band(repeats: Self.repeats).contains(coverage), "\(cell): \(coverage)")
  }

  @Test("crossed interval over unequal groups: 93 to 97 %", arguments: CoverageCell.all)
  func groups(cell: CoverageCell) {
    let planted = PlantedDifferences(
      cell: cell, groupSizes: (0..<36).map { 1 + $0 % 3 })
    let groups = planted.groups
    let coverage = Self.coverage(cell, index: 2) {
      Self.holds(
        CrossedInterval(differences: planted.table(&$0), groups: groups),
        PlantedDifferences.gain)
    }
    #expect(cell.band(repeats: Self.repeats).contains(coverage), "\(cell): \(coverage)")
  }

  @Test("rows taken as independent where they come in groups cover far less")
  func groupsIgnored() {
    let cell = CoverageCell(seeds: 5, share: 0)
    let planted = PlantedDifferences(cell: cell, groupSizes: [Int](repeating: 8, count: 20))
    let coverage = Self.coverage(cell, index: 3, repeats: 1_000) {
      Self.holds(
        CrossedInterval(differences: planted.table(&$0)), PlantedDifferences.gain)
    }
    #expect(coverage < 0.88, "\(coverage)")
  }

  /// Where the formula is known to leave the band, and by how much: the numbers are documentation,
  /// the bounds keep them from getting worse.
  @Test(
    "outside the grid: too wide where cells alone vary, a little short where seeds carry most",
    arguments: [
      // Nothing but what seeds and rows do together: V counts it once too often.
      (CoverageCell(seeds: 2, share: 0), 1.0, 0.985...1.0),
      (CoverageCell(seeds: 3, share: 0), 1.0, 0.97...0.995),
      (CoverageCell(seeds: 10, share: 0), 1.0, 0.965...0.985),
      // Seeds carry nine tenths.
      (CoverageCell(seeds: 2, share: 0.9), 1.0 / 3, 0.935...0.96),
      (CoverageCell(seeds: 3, share: 0.9), 1.0 / 3, 0.92...0.945),
      (CoverageCell(seeds: 5, share: 0.9), 1.0 / 3, 0.93...0.955),
    ])
  func edges(cell: CoverageCell, interaction: Double, band: ClosedRange<Double>) {
    let planted = PlantedDifferences(
      cell: cell, groupSizes: [Int](repeating: 1, count: 50), interactionShare: interaction)
    let coverage = Self.coverage(cell, index: 4) {
      Self.holds(
        CrossedInterval(differences: planted.table(&$0)), PlantedDifferences.gain)
    }
    #expect(band.contains(coverage), "\(cell): \(coverage)")
  }

  /// Draws share rows, so their gains share a part: correlation n_test / (n_test + n_train), which
  /// is what the correction assumes. Seeds add variance to each draw by itself.
  @Test("interval over five draws of the split: 93 to 97 %", arguments: CoverageCell.all)
  func splits(cell: CoverageCell) {
    let (draws, trainRows, testRows) = (5, 300, 100)
    let shared = (Double(testRows) / Double(testRows + trainRows)).squareRoot()
    let own = (1 - shared * shared).squareRoot()
    let coverage = Self.coverage(cell, index: 6) { stream in
      let common = stream.normal()
      let gains = (0..<draws).map { _ -> Double in
        let ofSeeds = (0..<cell.seeds).reduce(0.0) { sum, _ in sum + stream.normal() }
        let fromSeeds = (cell.share / Double(cell.seeds)).squareRoot() * ofSeeds
        let fromRows = (1 - cell.share).squareRoot() * stream.normal()
        return PlantedDifferences.gain + shared * common + own * (fromSeeds + fromRows)
      }
      let interval = SplitInterval.interval(
        gains: gains, trainRows: trainRows, testRows: testRows)
      return interval.lower <= PlantedDifferences.gain
        && PlantedDifferences.gain <= interval.upper
    }
    #expect((0.93...0.97).contains(coverage), "\(cell): \(coverage)")
  }

  /// A mean fitted on the train rows against 0, in squared error; truth μ² − 1/n_train. The draws
  /// overlap in train and test rows as those of a job do.
  @Test("interval over redraws of one data set: 92 to 96.5 %")
  func redraws() {
    let (rows, testRows, draws, mean) = (120, 30, 8, 0.6)
    let truth = mean * mean - 1 / Double(rows - testRows)
    let coverage = Self.coverage(CoverageCell(seeds: 1, share: 0), index: 7) { stream in
      let values = (0..<rows).map { _ in mean + stream.normal() }
      let gains = (0..<draws).map { _ -> Double in
        let order = stream.permutation(of: rows)
        let train = order.dropFirst(testRows).reduce(0.0) { $0 + values[$1] }
        let fitted = train / Double(rows - testRows)
        let gained = order.prefix(testRows).reduce(0.0) {
          $0 + values[$1] * values[$1] - (values[$1] - fitted) * (values[$1] - fitted)
        }
        return gained / Double(testRows)
      }
      let interval = SplitInterval.interval(
        gains: gains, trainRows: rows - testRows, testRows: testRows)
      return interval.lower <= truth && truth <= interval.upper
    }
    #expect((0.92...0.965).contains(coverage), "\(coverage)")
  }

  /// Differences in accuracy are −1, 0 or 1 and mostly 0: one row in eight is contested, and each
  /// seed decides it anew: nearly all variance is of cells, where few seeds make it too wide.
  @Test(
    "crossed interval of accuracies", arguments: [(3, 200, 0.97...0.995), (10, 200, 0.94...0.98)])
  func accuracies(seeds: Int, rows: Int, band: ClosedRange<Double>) {
    let truth = 0.2 / 8
    let cell = CoverageCell(seeds: seeds, share: 0)
    let coverage = Self.coverage(cell, index: 8) { stream in
      let contested = (0..<rows).map { _ in stream.uniform() < 0.125 }
      let table = ScoreTable(
        (0..<seeds).map { _ in
          contested.map { isContested -> Double in
            guard isContested else { return 0 }
            let chance = stream.uniform()
            return chance < 0.5 ? 1 : chance < 0.8 ? -1 : 0
          }
        })
      return Self.holds(CrossedInterval(differences: table), truth)
    }
    #expect(band.contains(coverage), "\(seeds), \(rows): \(coverage)")
  }
}
