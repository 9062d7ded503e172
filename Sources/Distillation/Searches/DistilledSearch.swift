import Plans

/// The search of a distilled student for its own weight decay, by decades, beginning at the tuned student's.
///
/// Candidate 0 is the chosen cell as it stands, at the student's decay; the others have ``decays``.
public struct DistilledSearch: CandidateSearch {
  public let range: DecayRange
  /// Of the candidates from the second on.
  public let decays: [Double]

  public init(_ range: DecayRange) {
    self.range = range
    decays = range.searches ? range.decades(from: range.reachable) : []
  }

  /// - Parameter origin: the tuned student.
  public func next(scores: (Int) -> [ValidationScore?]?, origin: Computation?) -> SearchStep {
    let walk = walk(scores, origin: origin)
    guard walk.missing.isEmpty else { return .compute(walk.missing) }
    return .chosen(walk.best.map { number($0, origin: origin) } ?? 0)
  }

  /// How it went, for a report.
  public func search(
    scores: (Int) -> [ValidationScore?]?, origin: Computation?
  ) -> DecaySearch {
    walk(scores, origin: origin).search
  }

  private func walk(
    _ scores: (Int) -> [ValidationScore?]?, origin: Computation?
  ) -> (search: DecaySearch, best: Double?, missing: [Int]) {
    var search = DecaySearch.distilled(range, from: Self.decay(of: origin))
    let own = Self.decay(of: origin)
    // Without a search the decay is the student's, which may be another than the job's own.
    guard range.searches else { return (search, own, []) }
    return search.walk(scores) { number($0, origin: origin) }
  }

  private func number(_ decay: Double, origin: Computation?) -> Int {
    if decay == Self.decay(of: origin) { return 0 }
    guard let place = decays.firstIndex(of: decay) else {
      preconditionFailure("a search came to weight decay \(decay), which was not planned")
    }
    return place + 1
  }

  private static func decay(of origin: Computation?) -> Double {
    guard let fit = origin?.stage as? Fit else {
      preconditionFailure("a distilled student's search begins from a student")
    }
    return fit.recipe.weightDecay
  }
}
