import Distillation

/// Choices made on validation rows, one for all seeds.
struct Selection: Sendable, Hashable {
  /// The configuration of each student modality.
  var students: [String: StudentConfiguration] = [:]
  /// The variant of each pair.
  var variants: [Pair: Variant] = [:]

  /// The candidate with the best mean score over seeds, among those with the most seeds that did not
  /// diverge. Ties, and candidates without scores (`validation: none`), go to the one named first.
  ///
  /// - Parameter scores: one score a seed; `nil` where the run has none.
  static func best<Candidate>(
    of candidates: [Candidate], scores: (Candidate) -> [Double?]
  ) -> Candidate? {
    var best: (candidate: Candidate, seeds: Int, score: Double)?
    for candidate in candidates {
      let known = scores(candidate).compactMap { $0 }
      let score = mean(known) ?? 0
      if let current = best {
        // Equal means may differ in the last bit, as sums over seeds in another order do.
        let isBetter = score > current.score + 1e-12 * max(1, abs(current.score))
        guard known.count > current.seeds || (known.count == current.seeds && isBetter) else {
          continue
        }
      }
      best = (candidate, known.count, score)
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
