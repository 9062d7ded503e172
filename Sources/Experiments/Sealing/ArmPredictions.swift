import Statistics

/// What the runs of one arm say of the test rows, by seed. A seed whose run diverged is absent.
struct ArmPredictions: Sendable {
  /// The setting of the sweep in words; empty where none is swept.
  var setting: String
  var work: RunWork
  var test: [Int: Predictions] = [:]
  /// Primary metric on validation rows by seed, + is better.
  var validationScores: [Int: Double] = [:]

  /// The cell in words, as the plan has it.
  var variant: String { work.label(in: setting) }

  var seeds: [Int] { test.keys.sorted() }

  /// Mean over seeds of a metric on the test rows, in its own orientation.
  func mean(_ metric: Metric) -> Double? {
    Selection.mean(seeds.map { test[$0].flatMap(metric.value) })
  }

  /// Mean validation score, + is better; `nil` without validation rows.
  var validationMean: Double? {
    Selection.mean(test.keys.sorted().map { validationScores[$0] })
  }

  /// Predictions of both arms for the seeds in which neither diverged.
  func paired(with reference: ArmPredictions) -> (
    candidate: [Predictions], reference: [Predictions]
  ) {
    let shared = seeds.filter { reference.test[$0] != nil }
    return (shared.compactMap { test[$0] }, shared.compactMap { reference.test[$0] })
  }

  /// The seed with the best validation score; ties, and jobs without validation, take the lowest.
  var exportedSeed: Int? {
    seeds.max { left, right in
      let a = validationScores[left] ?? -.infinity
      let b = validationScores[right] ?? -.infinity
      return a == b ? left > right : a < b
    }
  }
}
