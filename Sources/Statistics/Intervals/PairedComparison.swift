public import Randomness

/// One arm against another in one metric, over the same seeds and test rows.
///
/// Metrics that are means of row scores get a `CrossedInterval`, metrics of whole sets a
/// `PigeonholeBootstrap`.
public struct PairedComparison: Sendable {
  public let metric: Metric
  /// Mean of the metric over seeds, in the metric's own orientation.
  public let candidateMean: Double
  public let referenceMean: Double
  /// Candidate against reference, + is better.
  public let interval: any GainInterval
  public let outcome: Outcome

  /// - Parameters:
  ///   - candidate: one set of predictions a seed, e.g. the distilled students.
  ///   - reference: the same seeds and rows, e.g. the plain students; several a seed where the reference
  ///     is drawn more than once (permutations of a control): its score is then their mean.
  ///   - groups: the group of every row where rows are not independent.
  ///   - stream: for the bootstrap.
  /// - Returns: `nil` where the metric is undefined on these predictions.
  public init?(
    metric: Metric, candidate: [Predictions], reference: [[Predictions]], groups: [Int]? = nil,
    bootstrap: PigeonholeBootstrap = PigeonholeBootstrap(), stream: RandomStream
  ) {
    precondition(
      !candidate.isEmpty && candidate.count == reference.count
        && reference.allSatisfy { !$0.isEmpty },
      "both arms need predictions of the same seeds")
    guard
      let candidateMean = Self.mean(candidate.map(metric.value)),
      let referenceMean = Self.mean(reference.map { Self.mean($0.map(metric.value)) }),
      let interval = Self.interval(metric, candidate, reference, groups, bootstrap, stream)
    else { return nil }
    self.metric = metric
    self.candidateMean = candidateMean
    self.referenceMean = referenceMean
    self.interval = interval
    outcome = Outcome(
      lower: interval.lower, upper: interval.upper,
      flatMargin: metric.flatMargin(studentMean: referenceMean))
  }

  /// One prediction a seed on either side.
  public init?(
    metric: Metric, candidate: [Predictions], reference: [Predictions], groups: [Int]? = nil,
    bootstrap: PigeonholeBootstrap = PigeonholeBootstrap(), stream: RandomStream
  ) {
    self.init(
      metric: metric, candidate: candidate, reference: reference.map { [$0] }, groups: groups,
      bootstrap: bootstrap, stream: stream)
  }

  /// `nil` as soon as one of them is.
  private static func mean(_ values: [Double?]) -> Double? {
    let known = values.compactMap { $0 }
    guard known.count == values.count, !known.isEmpty else { return nil }
    return known.reduce(0, +) / Double(known.count)
  }

  private static func interval(
    _ metric: Metric, _ candidate: [Predictions], _ reference: [[Predictions]], _ groups: [Int]?,
    _ bootstrap: PigeonholeBootstrap, _ stream: RandomStream
  ) -> (any GainInterval)? {
    if metric.isMeanOfRowScores {
      guard let differences = metric.differences(candidate, reference) else { return nil }
      return CrossedInterval(
        differences: differences, groups: groups, confidence: bootstrap.confidence)
    }
    let above = candidate.compactMap(metric.weightedScore)
    let below = reference.map { $0.compactMap(metric.weightedScore) }
    guard above.count == candidate.count,
      zip(below, reference).allSatisfy({ $0.count == $1.count })
    else { return nil }
    return bootstrap.interval(
      seeds: above.count, rows: candidate[0].rows, groups: groups, stream: stream
    ) { seed, multiplicities in
      guard
        let upper = above[seed].score(multiplicities: multiplicities),
        let lower = mean(below[seed].map { $0.score(multiplicities: multiplicities) })
      else { return nil }
      return metric.oriented(upper - lower)
    }
  }
}
