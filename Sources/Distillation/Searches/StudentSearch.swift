import Plans

/// The search of a student for its regularisation, as a choice among everything it can come to: decades of weight
/// decay until the best has one tried on both sides, half decades beside it, then label smoothings there.
public struct StudentSearch: CandidateSearch {
  public let range: DecayRange
  /// What it chooses among, in the order of the candidates.
  public let configurations: [StudentConfiguration]

  public init(_ range: DecayRange) {
    self.range = range
    configurations = ([0] + range.smoothings).flatMap { smoothing in
      range.reachable.map { StudentConfiguration(weightDecay: $0, labelSmoothing: smoothing) }
    }
  }

  /// Whether a configuration is tried whatever comes out.
  public func isStart(_ configuration: StudentConfiguration) -> Bool {
    configuration.labelSmoothing == 0 && range.start.contains(configuration.weightDecay)
  }

  public func next(scores: (Int) -> [ValidationScore?]?, origin: Computation?) -> SearchStep {
    let walk = walk(scores)
    let plain = number(walk.best ?? range.own, smoothing: 0)
    // Without a single score there is nothing to choose by.
    let smoothed = walk.best.map { best in range.smoothings.map { number(best, smoothing: $0) } }
    let candidates = [plain] + (smoothed ?? [])
    let missing = walk.missing.isEmpty ? candidates.filter { scores($0) == nil } : walk.missing
    guard missing.isEmpty else { return .compute(missing) }
    return .chosen(best(of: candidates, scores) ?? plain)
  }

  /// How the search for the decay went, for a report.
  public func search(scores: (Int) -> [ValidationScore?]?) -> DecaySearch { walk(scores).search }

  private func walk(
    _ scores: (Int) -> [ValidationScore?]?
  ) -> (search: DecaySearch, best: Double?, missing: [Int]) {
    var search = DecaySearch.student(range)
    return search.walk(scores) { number($0, smoothing: 0) }
  }

  private func number(_ decay: Double, smoothing: Double) -> Int {
    let wanted = StudentConfiguration(weightDecay: decay, labelSmoothing: smoothing)
    guard let number = configurations.firstIndex(of: wanted) else {
      preconditionFailure("a search came to \(wanted), which was not planned")
    }
    return number
  }
}

extension CandidateSearch {
  /// The first of these candidates with the best validation scores; `nil` where none has any.
  func best(of candidates: [Int], _ scores: (Int) -> [ValidationScore?]?) -> Int? {
    let known = candidates.map { scores($0) ?? [] }
    guard known.contains(where: { $0.contains { $0 != nil } }) else { return nil }
    return ValidationScore.best(of: Array(candidates.indices)) { known[$0] }
      .map { candidates[$0] }
  }
}

extension DecaySearch {
  /// As far as scores are known.
  ///
  /// - Parameter number: of the candidate with a decay.
  /// - Returns: the search so far, its best decay (`nil` where no fit has a score), and the candidates it waits for.
  mutating func walk(
    _ scores: (Int) -> [ValidationScore?]?, number: (Double) -> Int
  ) -> (search: DecaySearch, best: Double?, missing: [Int]) {
    while true {
      let missing = tried.map(number).filter { scores($0) == nil }
      guard missing.isEmpty else { return (self, nil, missing) }
      let best = bestDecay(scores, number: number)
      if next(best: best).isEmpty { return (self, best, []) }
    }
  }

  /// The best decay tried; ties go to the larger.
  private func bestDecay(
    _ scores: (Int) -> [ValidationScore?]?, number: (Double) -> Int
  ) -> Double? {
    guard range.searches else { return range.own }
    let known = tried.reversed().map { (decay: $0, scores: scores(number($0)) ?? []) }
    guard known.contains(where: { $0.scores.contains { $0 != nil } }) else { return nil }
    return ValidationScore.best(of: known) { $0.scores }?.decay
  }
}
