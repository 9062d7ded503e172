import Randomness
import Statistics
import Testing

@Suite("Paired comparison") struct PairedComparisonTests {
  static let stream = RandomStream(seed: 3, role: .design, purpose: .resampling)
  static let rows = 40

  /// Two seeds of predictions of a metric's task; better where `noise` is small.
  static func arm(_ metric: Metric, noise: Double) -> [Predictions] {
    (0..<2).map { seed in
      var stream = RandomStream(seed: seed, role: .design, purpose: .noise)
      let labels = (0..<rows).map { $0 % 2 }
      let numbers = labels.map { Double($0) + noise * stream.normal() }
      return metric.task == .regression
        ? .values(PredictedValues(predicted: numbers, actual: labels.map(Double.init)))
        : .classes(
          ClassProbabilities(
            logits: numbers.flatMap { [0, 4 * ($0 - 0.5)] }, labels: labels, classes: 2))
    }
  }

  static func comparison(_ metric: Metric, groups: [Int]?) throws -> PairedComparison {
    try #require(
      PairedComparison(
        metric: metric, candidate: arm(metric, noise: 0.3), reference: arm(metric, noise: 1.5),
        groups: groups, bootstrap: PigeonholeBootstrap(resamples: 300), stream: stream))
  }

  @Test("sees a large gain over independent rows", arguments: Metric.allCases)
  func gain(metric: Metric) throws {
    // Two seeds cannot tell every metric's gain from 0; calibration is not what was planted.
    let comparison = try Self.comparison(metric, groups: nil)
    #expect(comparison.interval.isKnown && comparison.interval.units == Self.rows)
    #expect(comparison.interval.pValue != nil)
    if metric != .calibrationError { #expect(comparison.interval.gain > 0) }
  }

  @Test("one group in test: no interval, no p-value, unclear", arguments: Metric.allCases)
  func oneGroup(metric: Metric) throws {
    let comparison = try Self.comparison(
      metric, groups: [Int](repeating: 7, count: Self.rows))
    #expect(!comparison.interval.isKnown && comparison.interval.units == 1)
    #expect(comparison.interval.pValue == nil)
    #expect(comparison.outcome == .unclear)
  }

  @Test("an arm against itself: exactly 0 with p = 1", arguments: Metric.allCases)
  func itself(metric: Metric) throws {
    let arm = Self.arm(metric, noise: 1)
    let comparison = try #require(
      PairedComparison(
        metric: metric, candidate: arm, reference: arm,
        bootstrap: PigeonholeBootstrap(resamples: 100), stream: Self.stream))
    #expect(comparison.interval.lower == 0 && comparison.interval.upper == 0)
    #expect(comparison.interval.pValue == 1)
    #expect(comparison.outcome == .flat)
  }

  @Test("without predictions of every seed there is nothing to compare")
  func otherTask() {
    let comparison = PairedComparison(
      metric: .r2, candidate: Self.arm(.accuracy, noise: 1),
      reference: Self.arm(.accuracy, noise: 1), stream: Self.stream)
    #expect(comparison == nil)
  }
}
