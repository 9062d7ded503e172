import Datasets
import Digests
import Distillation
import Records

/// Planted cases, on data made here from fixed seeds: a teacher that must help, one that must not, and
/// the same bits twice. What comes out is known from the way the data are made, so a machine, a library
/// or a build that computes nonsense is found out in about two minutes.
///
/// Every draw is a training set of its own: an interval over seeds alone would be far too small.
public struct SelfTest: Sendable {
  /// What was asked, what must come out, and what did.
  public struct Finding: Sendable, Hashable, Codable {
    public var name: String
    public var expected: String
    public var found: String
    public var isPassed: Bool
  }

  /// One planted case and its bounds.
  struct PlantedCase: Sendable {
    var name: String
    var planted: PlantedJob.Case
    var draws: Int
    var testRows: Int
    var seeds: Int
    var method: String
    /// Points of accuracy, as a share, the gain must clearly exceed; `nil` where there must be none.
    var floor: Double?
  }

  /// Half of the effects that were measured when the cases were planted (5.6 and 3.7 points at λ = 1).
  static let cases = [
    PlantedCase(
      name: "a teacher that sees the clean score helps", planted: .cleanLabels, draws: 16,
      testRows: 2_000, seeds: 2, method: "{hinton: {lambda: [0.5, 1]}}", floor: 0.028),
    PlantedCase(
      name: "a teacher that sees which features matter helps", planted: .relevantFeatures,
      draws: 16, testRows: 2_000, seeds: 2, method: "{hinton: {lambda: [0.5, 1]}}", floor: 0.0185),
    PlantedCase(
      name: "generalized distillation helps where it was planted", planted: .relevantFeatures,
      draws: 16, testRows: 2_000, seeds: 2, method: "{generalized: {lambda: [0.5, 1]}}",
      floor: 0.0185),
    PlantedCase(
      name: "a teacher independent of the student given the label does not help",
      planted: .conditionallyIndependent, draws: 24, testRows: 500, seeds: 3,
      method: "{hinton: {lambda: [0.25, 0.5, 0.75, 1], temperature: [1, 4]}}", floor: nil),
    PlantedCase(
      name: "a teacher of noise does not help", planted: .noise, draws: 24, testRows: 500, seeds: 3,
      method: "{hinton: {lambda: [0.25, 0.5, 0.75, 1], temperature: [1, 4]}}", floor: nil),
  ]

  let environment: EnvironmentRecord
  let workers: Int

  public init(environment: EnvironmentRecord, workers: Int) {
    self.environment = environment
    self.workers = workers
  }

  /// - Parameter onFinding: hears each as it is found.
  public func run(_ onFinding: (Finding) throws -> Void) throws {
    try onFinding(try repeatable())
    for planted in Self.cases {
      for finding in try findings(planted) { try onFinding(finding) }
    }
  }

  // MARK: - The same bits

  /// The same job with one worker and with all of them.
  private func repeatable() throws -> Finding {
    let job = PlantedJob(
      .cleanLabels, draw: 3, testRows: 300, seeds: 2, method: "{hinton: {lambda: [0.5, 1]}}")
    let one = try outcome(of: job, workers: 1)
    let many = try outcome(of: job, workers: max(workers, 2))
    let same = one.seal == many.seal && one.products == many.products
    return Finding(
      name: "the same job twice gives the same bits",
      expected: "\(one.products.count) runs with the same products and conclusions",
      found: same ? "the same" : "other bits with \(max(workers, 2)) workers than with one",
      isPassed: same)
  }

  // MARK: - Planted cases

  func findings(_ planted: PlantedCase) throws -> [Finding] {
    let outcomes = ResultSlots<PlantedOutcome>(count: planted.draws)
    try ParallelRuns.perform(Array(0..<planted.draws), workers: workers) { draw in
      let job = PlantedJob(
        planted.planted, draw: draw, testRows: planted.testRows, seeds: planted.seeds,
        method: planted.method, validationRows: 300)
      outcomes[draw] = try outcome(of: job, workers: 1)
    }
    let all = outcomes.values.compactMap { $0 }
    let headlines = all.compactMap(\.headline)
    let gain = Spread(headlines.compactMap(\.gain))
    guard let floor = planted.floor else {
      return [
        Finding(
          name: planted.name, expected: "a mean gain not clearly above 0", found: gain.words,
          isPassed: gain.count == planted.draws && gain.mean - 2 * gain.error <= 0),
        claims(headlines, planted), verdicts(all, planted),
      ]
    }
    let across = Spread(headlines.compactMap { $0.controls[arm: Arm.across.word]?.gain })
    return [
      Finding(
        name: planted.name, expected: "a gain clearly above \(Spread.points(floor)) points",
        found: gain.words,
        isPassed: gain.count == planted.draws && gain.mean - 2 * gain.error > floor),
      Finding(
        name: "\(planted.name): shuffled over all rows, it does not",
        expected: "a mean gain below 0.5 points", found: across.words,
        isPassed: across.count == planted.draws && across.mean < 0.005),
    ]
  }

  /// At 5 %, more than 4 of 24 come in 3 of 100 repeats.
  private func claims(_ headlines: [ComparisonRecord], _ planted: PlantedCase) -> Finding {
    let most = planted.draws / 6
    let count = headlines.count(where: \.claim)
    return Finding(
      name: "\(planted.name): it is seldom claimed to",
      expected: "at most \(most) claims in \(planted.draws) draws", found: "\(count)",
      isPassed: count <= most)
  }

  /// Where no teacher row can help, Δ is not above 0 in truth.
  private func verdicts(_ all: [PlantedOutcome], _ planted: PlantedCase) -> Finding {
    let count = all.count { outcome in outcome.verdicts.contains { $0.verdict == "distil" } }
    return Finding(
      name: "\(planted.name): the verdict beforehand does not advise it",
      expected: "'distil' in at most 1 of \(planted.draws) draws", found: "\(count)",
      isPassed: count <= 1)
  }

  private func outcome(of job: PlantedJob, workers: Int) throws -> PlantedOutcome {
    try PlantedOutcome(job, environment: environment, workers: workers)
  }
}

/// Mean and standard error over draws.
private struct Spread {
  var count: Int
  var mean: Double
  var error: Double

  init(_ values: [Double]) {
    count = values.count
    let mean = values.reduce(0, +) / Double(max(values.count, 1))
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    error = (squares / Double(max(values.count - 1, 1)) / Double(max(values.count, 1))).squareRoot()
  }

  /// "+5.6 ± 0.4 points over 16 draws".
  var words: String {
    "\(mean < 0 ? "" : "+")\(Self.points(mean)) ± \(Self.points(error)) points over \(count) draws"
  }

  static func points(_ share: Double) -> String { "\((share * 1_000).rounded() / 10)" }
}
