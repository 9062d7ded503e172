/// The area under the ROC curve: how often a row of the class is ranked above one that is not, ties
/// counting half.
///
/// Two classes: class 1 against class 0. More: the mean over the classes present, each against the
/// rest. Undefined where fewer than two classes are present.
///
/// Rows are ranked by `ClassProbabilities.margins`: equal to scikit-learn's `roc_auc_score` on
/// them (one-vs-rest, macro).
struct RankingScore: WeightedScore {
  private let rankings: [Ranking]

  init(_ predictions: ClassProbabilities) {
    // With two classes the second ranking would only mirror the first.
    let ranked = predictions.classes == 2 ? 1..<2 : 0..<predictions.classes
    rankings = ranked.map { Ranking(predictions, of: $0) }
  }

  func score(multiplicities: [Int32]) -> Double? {
    let areas = rankings.compactMap { $0.area(multiplicities) }
    return areas.isEmpty ? nil : areas.reduce(0, +) / Double(areas.count)
  }

  /// The rows from the least to the most probable of one class, by margin.
  private struct Ranking {
    private let order: [Int32]
    /// Of every place in `order`: −1 (all bits set) where the row is of the class, else 0.
    private let ofClass: [Int]
    /// Whether the next place has a larger score, so that a run of ties ends here.
    private let endsTie: [Bool]
    private let hasTies: Bool

    init(_ predictions: ClassProbabilities, of rankedClass: Int) {
      let scores = (0..<predictions.rows).map {
        predictions.margins[$0 * predictions.classes + rankedClass]
      }
      let sorted = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
      order = sorted.map { Int32($0) }
      ofClass = sorted.map { predictions.labels[$0] == rankedClass ? -1 : 0 }
      endsTie = sorted.indices.map { place in
        place + 1 == sorted.count || scores[sorted[place + 1]] > scores[sorted[place]]
      }
      hasTies = endsTie.contains(false)
    }

    func area(_ multiplicities: [Int32]) -> Double? {
      let pairs = hasTies ? tiedPairs(multiplicities) : plainPairs(multiplicities)
      guard pairs.inside > 0, pairs.outside > 0 else { return nil }
      return Double(pairs.doubled) / (2 * Double(pairs.inside) * Double(pairs.outside))
    }

    /// Rows of the class and not, and twice the pairs ranked right, so that ties stay whole
    /// numbers.
    private typealias Pairs = (inside: Int, outside: Int, doubled: Int)

    /// Without a branch in the loop: every resample of every seed passes here.
    private func plainPairs(_ multiplicities: [Int32]) -> Pairs {
      var pairs: Pairs = (0, 0, 0)
      for (place, mask) in zip(order, ofClass) {
        let times = Int(multiplicities[Int(place)])
        let inside = times & mask
        pairs.outside &+= times &- inside
        pairs.inside &+= inside
        pairs.doubled &+= 2 &* inside &* pairs.outside
      }
      return pairs
    }

    private func tiedPairs(_ multiplicities: [Int32]) -> Pairs {
      var pairs: Pairs = (0, 0, 0)
      var tiedInside = 0
      var tiedOutside = 0
      for place in order.indices {
        let times = Int(multiplicities[Int(order[place])])
        tiedInside += times & ofClass[place]
        tiedOutside += times & ~ofClass[place]
        guard endsTie[place] else { continue }
        pairs.doubled += tiedInside * (2 * pairs.outside + tiedOutside)
        pairs.outside += tiedOutside
        pairs.inside += tiedInside
        (tiedInside, tiedOutside) = (0, 0)
      }
      return pairs
    }
  }
}
