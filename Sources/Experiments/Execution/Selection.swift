import Distillation

/// Choices made on validation rows, one for all seeds.
struct Selection: Sendable, Hashable {
  /// The configuration of each student modality.
  var students: [String: StudentConfiguration] = [:]
  /// The variant of each pair.
  var variants: [Pair: Variant] = [:]

  /// The candidate with the best mean score over seeds.
  ///
  /// A candidate with a diverged seed has no mean and is taken only when none has one. Ties, and
  /// candidates without scores (`validation: none`), go to the one named first.
  /// - Parameter scores: one score a seed; `nil` where the run has none.
  static func best<Candidate>(
    of candidates: [Candidate], scores: (Candidate) -> [Double?]
  ) -> Candidate? {
    var best: (candidate: Candidate, score: Double)?
    for candidate in candidates {
      let score = mean(scores(candidate)) ?? -.infinity
      if let current = best, score <= current.score { continue }
      best = (candidate, score)
    }
    return best?.candidate
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
