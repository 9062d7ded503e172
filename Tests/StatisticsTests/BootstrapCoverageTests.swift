import Randomness
import Testing

@testable import Statistics

/// Two arms whose true gain in a metric of whole sets is known, with as much of the gain's variance
/// from seeds as wanted.
///
/// The errors of a candidate are those of the reference on the same rows, mixed with errors of its
/// own (half of them shared by all seeds); each seed is better or worse by a normal amount.
private struct PlantedArms: Sendable {
  var metric: Metric
  var cell: CoverageCell
  /// Where only seeds are to vary, more rows: their part falls with their number.
  var rows: Int { cell.share == 1 ? 120 : 60 }
  /// Mean over seeds of the metric's difference, + is better.
  var gain: Double { cell.share == 1 ? 0 : 0.05 }
  /// Share of a candidate's errors that are its own; without seeds' part nothing else varies.
  private var own: Double { cell.share == 1 ? 0 : 0.7 }
  /// Standard deviation of the seeds' true gains.
  var spread = 0.0

  typealias Arms = (candidate: [Predictions], reference: [Predictions])

  func arms(_ stream: inout RandomStream) -> Arms {
    let common = (0..<rows).map { _ in stream.normal() }
    let ofRows = (0..<rows).map { _ in stream.normal() }
    let reference = predictions(level: 0, errors: common)
    let candidates = (0..<cell.seeds).map { _ -> Predictions in
      let level = gain + spread * stream.normal()
      let errors = (0..<rows).map { row in
        (1 - own * own).squareRoot() * common[row]
          + own * 0.5.squareRoot() * (ofRows[row] + stream.normal())
      }
      return predictions(level: level, errors: errors)
    }
    return (candidates, candidates.map { _ in reference })
  }

  /// - Parameter level: how much better than the reference the metric is in truth.
  private func predictions(level: Double, errors: [Double]) -> Predictions {
    if metric == .rootMeanSquaredError {
      // RMSE 1 − level.
      return .values(
        PredictedValues(
          predicted: errors.map { (1 - level) * $0 }, actual: errors.map { _ in 0 }))
    }
    // AUC of two normal classes a distance d apart is Φ(d/√2).
    let distance = 2.0.squareRoot() * NormalDistribution.quantile(min(0.7 + level, 1 - 1e-9))
    let labels = errors.indices.map { $0 % 2 }
    return .classes(
      ClassProbabilities(
        logits: zip(errors, labels).flatMap { [0, $0 + Double($1) * distance] },
        labels: labels, classes: 2))
  }

  /// Seeds carry their share of the variance that rows alone were measured to have.
  func calibrated() -> PlantedArms {
    var planted = self
    guard cell.share > 0 else { return planted }
    guard cell.share < 1 else {
      planted.spread = 0.05
      return planted
    }
    let gains = (0..<1_000).map { repetition -> Double in
      var stream = cell.stream(repetition, index: 100)
      let arms = arms(&stream)
      let differences = zip(arms.candidate, arms.reference).map { candidate, reference in
        metric.oriented((metric.value(candidate) ?? .nan) - (metric.value(reference) ?? .nan))
      }
      return differences.reduce(0, +) / Double(cell.seeds)
    }
    let ofRows = SampleMoments(gains).variance
    planted.spread =
      (Double(cell.seeds) * ofRows * cell.share / (1 - cell.share)).squareRoot()
    return planted
  }
}

@Suite("Coverage of the nominal 95 %, metrics of whole sets") struct BootstrapCoverageTests {
  static let repeats = 1_000
  static let bootstrap = PigeonholeBootstrap(resamples: 150)

  /// 93 to 97 %, and three standard errors of a thousand repeats (2 points).
  @Test(
    "variance of resamples with a t quantile",
    arguments: [Metric.areaUnderCurve, .rootMeanSquaredError], CoverageCell.all)
  func coverage(metric: Metric, cell: CoverageCell) throws {
    let planted = PlantedArms(metric: metric, cell: cell).calibrated()
    var held = 0
    for repetition in 0..<Self.repeats {
      var stream = cell.stream(repetition, index: 101)
      let arms = planted.arms(&stream)
      let comparison = try #require(
        PairedComparison(
          metric: metric, candidate: arms.candidate, reference: arms.reference,
          bootstrap: Self.bootstrap, stream: stream))
      if CoverageTests.holds(comparison.interval, planted.gain) { held += 1 }
    }
    let coverage = Double(held) / Double(Self.repeats)
    let band = cell.band(repeats: Self.repeats, allowance: true)
    #expect(band.contains(coverage), "\(metric), \(cell): \(coverage)")
  }
}
