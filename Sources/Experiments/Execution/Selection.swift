import Distillation

/// How one run scored on validation rows.
struct ValidationScore: Sendable, Hashable {
  /// Of the primary metric, + is better.
  var score: Double
  /// Mean loss of the labels: log-loss in nats, or the root mean squared error. Decides between equal scores.
  var loss: Double
}

/// A distilled arm as it was chosen: its cell of the sweep, and the weight decay it was searched to. Its
/// label smoothing is the student's.
struct DistilledConfiguration: Sendable, Hashable {
  var variant: Variant
  var weightDecay: Double
}

/// Choices made on validation rows, one for all seeds.
struct Selection: Sendable, Hashable {
  /// The configuration of each student modality.
  var students: [String: StudentConfiguration] = [:]
  /// The cell and weight decay of each pair.
  var distilled: [Pair: DistilledConfiguration] = [:]
  /// How each arm came to its choice, for the report.
  var studentSearches: [String: DecaySearch] = [:]
  var distilledSearches: [Pair: DecaySearch] = [:]

  /// The candidate with the best mean score over seeds, among those with the most seeds that did not
  /// diverge; equal scores go to the lower mean loss. What is equal in both, and candidates without
  /// scores (`validation: none`), goes to the one named first.
  ///
  /// - Parameter scores: one a seed; `nil` where the run has none.
  static func best<Candidate>(
    of candidates: [Candidate], scores: (Candidate) -> [ValidationScore?]
  ) -> Candidate? {
    var best: (candidate: Candidate, seeds: Int, score: Double, loss: Double)?
    for candidate in candidates {
      let known = scores(candidate).compactMap { $0 }
      let score = mean(known.map(\.score)) ?? 0
      let loss = mean(known.map(\.loss)) ?? 0
      if let current = best {
        let isBetter =
          isAbove(score, current.score)
          || (!isAbove(current.score, score) && isAbove(current.loss, loss))
        guard known.count > current.seeds || (known.count == current.seeds && isBetter) else {
          continue
        }
      }
      best = (candidate, known.count, score, loss)
    }
    return best?.candidate
  }

  /// Equal means may differ in the last bit, as sums over seeds in another order do.
  private static func isAbove(_ left: Double, _ right: Double) -> Bool {
    left > right + 1e-12 * max(1, abs(right))
  }

  /// Mean over seeds; `nil` as soon as one seed has no score.
  static func mean(_ scores: [Double?]) -> Double? {
    let known = scores.compactMap { $0 }
    guard known.count == scores.count, !known.isEmpty else { return nil }
    return known.reduce(0, +) / Double(known.count)
  }

  /// Ties between variants go to the smaller λ, then to the lower temperature.
  static func inTieOrder(_ variants: [Variant]) -> [Variant] {
    variants.enumerated().sorted { left, right in
      let a = (left.element.lambda ?? 0, left.element.temperature ?? 0, Double(left.offset))
      let b = (right.element.lambda ?? 0, right.element.temperature ?? 0, Double(right.offset))
      return a < b
    }
    .map(\.element)
  }
}
