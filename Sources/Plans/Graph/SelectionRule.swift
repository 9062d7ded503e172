/// How one of several candidates is chosen on validation rows, for all seeds at once.
public enum SelectionRule: Sendable {
  /// The best of all.
  case best
  /// The one at the place of another choice's winner, whose candidates stand in the same order.
  case following(Plan.ID)
  /// What a search comes to that asks for some of them, looks at them, and asks on.
  /// - from: what it begins from; `nil` where it needs nothing.
  case search(any CandidateSearch, from: Plan.ID?)
}

/// Looks for the best of many candidates by computing few of them.
public protocol CandidateSearch: Sendable {
  /// A pure function of what is known, called again with more until it has chosen.
  ///
  /// - Parameters:
  ///   - scores: of a candidate, by its number, one a seed (`nil` for seeds without one); `nil` while it is not
  ///     computed.
  ///   - origin: what the node the search begins from came to.
  func next(scores: (Int) -> [ValidationScore?]?, origin: Computation?) -> SearchStep
}

public enum SearchStep: Sendable, Hashable {
  /// Candidates to compute, by number; those that are there count for nothing.
  case compute([Int])
  case chosen(Int)
}

/// How one run scored on validation rows.
public struct ValidationScore: Sendable, Hashable {
  /// Of the primary metric, + is better.
  public var score: Double
  /// Mean loss of the labels: log-loss in nats, or the root mean squared error. Decides between equal scores.
  public var loss: Double

  public init(score: Double, loss: Double) {
    self.score = score
    self.loss = loss
  }
}

extension ValidationScore {
  /// The candidate with the best mean score over seeds, among those with the most seeds that did not
  /// diverge; equal scores go to the lower mean loss. What is equal in both, and candidates without
  /// scores (`validation: none`), goes to the one named first.
  ///
  /// - Parameter scores: one a seed; `nil` where the run has none.
  public static func best<Candidate>(
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

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}
