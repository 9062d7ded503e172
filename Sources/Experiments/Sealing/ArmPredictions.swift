import Plans
import Records
import Statistics

/// What the runs of one arm say of the test rows, by seed. A seed whose run diverged is absent.
struct ArmPredictions: Sendable {
  /// The setting of the sweep in words; empty where none is swept.
  var setting: String
  /// Where its runs stand.
  var place: Place
  var test: [Int: Predictions] = [:]
  /// The same of further draws of one seed (permutations of a shuffled control); scores are means over them.
  var furtherTest: [[Int: Predictions]] = []
  /// What they say of the validation rows, by seed; empty without validation rows.
  var validation: [Int: Predictions] = [:]
  /// By seed.
  var validationScores: [Int: ValidationScore] = [:]
  /// Objects the runs left, by seed.
  var products: [Int: String] = [:]
  /// Seeds whose fit found its best epoch at the last one it was allowed.
  var cutShort: Set<Int> = []

  /// The key of `job.yaml` that ends its fits; `nil` where nothing is trained.
  var limitKey: String?

  /// The arm's name in ledger and report.
  var word: String { place.arm.word }

  /// The cell in words, as the plan has it.
  var variant: String { [setting, place.words].filter { !$0.isEmpty }.joined(separator: ", ") }

  var seeds: [Int] { test.keys.sorted() }

  /// Mean over seeds of a metric on the test rows, in its own orientation.
  func mean(_ metric: Metric) -> Double? {
    SeedMean.of(seeds.map { SeedMean.of(draws(ofSeed: $0).map(metric.value)) })
  }

  /// One a seed that did not diverge, for a choice between arms.
  var scores: [ValidationScore?] { seeds.map { validationScores[$0] } }

  /// Mean validation score, + is better; `nil` without validation rows.
  var validationMean: Double? { SeedMean.of(seeds.map { validationScores[$0]?.score }) }

  /// Whether more than a tenth of the seeds were cut short: their numbers are not those of a trained model.
  var isCutShort: Bool { 10 * cutShort.count > test.count }

  /// Everything a seed's runs say of the test rows: one, or one a draw.
  func draws(ofSeed seed: Int) -> [Predictions] {
    ([test] + furtherTest).compactMap { $0[seed] }
  }

  /// Predictions of both arms for the seeds in which neither diverged; of the reference one or several a
  /// seed.
  func paired(with reference: ArmPredictions) -> (
    candidate: [Predictions], reference: [[Predictions]]
  ) {
    let shared = seeds.filter { reference.test[$0] != nil }
    return (shared.compactMap { test[$0] }, shared.map(reference.draws(ofSeed:)))
  }

  /// The seed with the best validation score; ties, and jobs without validation, take the lowest.
  var exportedSeed: Int? {
    seeds.max { left, right in
      let a = validationScores[left]?.score ?? -.infinity
      let b = validationScores[right]?.score ?? -.infinity
      return a == b ? left > right : a < b
    }
  }
}
