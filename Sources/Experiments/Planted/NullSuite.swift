import Records
import Statistics

/// Whether Retort is silent where no teacher can help and speaks where one does.
///
/// A rule is believed when it survived the null: every cell of the suite is a job of its own with data drawn
/// afresh. In truth none of the pairs gains from its teacher, so that claims are false and, at 95 % intervals,
/// at most one in forty may be made.
public struct NullSuite: Sendable {
  /// What one pair came to.
  public struct Outcome: Sendable, Hashable {
    /// Which teacher, and the rest of the cell in words.
    public var teacher: String
    public var cell: String
    public var isClaimed: Bool
    public var outcome: String
    public var verdict: String
    /// Distilled − student on test rows, in the primary metric.
    public var gain: Double
    /// What kept a claim from being made: the reference beaten least clearly, and any reservation.
    public var obstacle: String
  }

  /// How many of how many pairs were claimed.
  public struct Count: Sendable, Hashable {
    public var claims: Int
    public var pairs: Int
    /// The most false claims that come with a probability of 99 % where each pair is claimed once in forty.
    public var bound: Int { NullSuite.bound(pairs: pairs) }
  }

  let environment: EnvironmentRecord
  let workers: Int

  public init(environment: EnvironmentRecord, workers: Int) {
    self.environment = environment
    self.workers = workers
  }

  /// Every combination of teacher, network, validation rows, weight decay, variants, task and grouping.
  static let cells: [NullJob.Cell] = {
    var cells: [NullJob.Cell] = []
    for teacher in NullJob.Teacher.allCases {
      for network in ["linear", "{mlp: [16]}"] {
        for task in [NullJob.Task.classes(2), .classes(20), .regression] {
          for rows in [40, 300] {
            for decay in ["1e-4", "1e-2"] {
              for variants in [1, 6] {
                for isGrouped in [false, true] {
                  cells.append(
                    NullJob.Cell(
                      teacher: teacher, network: network, validationRows: rows, weightDecay: decay,
                      variants: variants, task: task, isGrouped: isGrouped))
                }
              }
            }
          }
        }
      }
    }
    return cells
  }()

  /// Pairs of the whole suite.
  public static var size: Int { cells.count }

  /// - Parameters:
  ///   - stride: every so many cells; 1 runs all.
  ///   - draw: which draw of the data; another one is another sample.
  ///   - method: another one than Hinton's, on the cells whose student has a hidden layer.
  ///   - onOutcome: hears each as it is found, in any order, from any thread.
  public func nulls(
    stride: Int = 1, draw: Int = 1, seeds: Int = 3, method: String? = nil,
    onOutcome: @escaping @Sendable (Outcome) -> Void = { _ in }
  ) throws -> [Outcome] {
    let chosen = Swift.stride(from: 0, to: Self.cells.count, by: max(1, stride)).filter {
      method == nil || (Self.cells[$0].network != "linear" && Self.cells[$0].variants == 1)
    }
    let slots = ResultSlots<Outcome>(count: chosen.count)
    try ParallelRuns.perform(Array(chosen.indices), workers: workers) { index in
      let cell = Self.cells[chosen[index]]
      let job = NullJob(
        cell, draw: 10_000 * draw + chosen[index], seeds: seeds, method: method)
      let outcome = try outcome(
        job.yaml, job.members, teacher: cell.teacher.rawValue, cell: cell.description)
      slots[index] = outcome
      onOutcome(outcome)
    }
    return slots.values.compactMap { $0 }
  }

  /// Planted positives: teachers that help, with the effect they were planted with or about half of it.
  public func positives(
    draws: Int = 12, firstDraw: Int = 100, strength: PlantedStrength = .full,
    method: String = "{hinton: {lambda: [0.5, 1]}}", network: String = "linear",
    onOutcome: @escaping @Sendable (Outcome) -> Void = { _ in }
  ) throws -> [Outcome] {
    let cases = [PlantedJob.Case.cleanLabels, .relevantFeatures].flatMap { planted in
      (0..<draws).map { (planted, firstDraw + $0) }
    }
    let slots = ResultSlots<Outcome>(count: cases.count)
    try ParallelRuns.perform(Array(cases.indices), workers: workers) { index in
      let (planted, draw) = cases[index]
      let job = PlantedJob(
        planted, draw: draw, testRows: 10_000, seeds: 3, method: method, strength: strength,
        validationRows: 300, network: network)
      let outcome = try outcome(
        job.yaml, job.members, teacher: "planted", cell: "\(planted), \(strength.rawValue) effect")
      slots[index] = outcome
      onOutcome(outcome)
    }
    return slots.values.compactMap { $0 }
  }

  private func outcome(
    _ yaml: String, _ members: [String: [UInt8]], teacher: String, cell: String
  ) throws -> Outcome {
    let found = try PlantedOutcome(
      yaml: yaml, members: members, environment: environment, workers: 1)
    let headline = found.seal?.comparisons.first(where: \.selected)
    return Outcome(
      teacher: teacher, cell: cell, isClaimed: headline?.claim ?? false,
      outcome: headline?.outcome ?? "none", verdict: found.verdicts.first?.verdict ?? "none",
      gain: headline?.gain ?? .nan,
      obstacle: ((headline?.transfers.filter { !$0.isBeaten } ?? []).map {
        "\($0.reference) \($0.value ?? .nan) (\($0.lower ?? .nan) to \($0.upper ?? .nan))"
      } + (headline?.reservations ?? [])).joined(separator: "; "))
  }

  /// Claims among some outcomes.
  public static func count(_ outcomes: some Sequence<Outcome>) -> Count {
    outcomes.reduce(into: Count(claims: 0, pairs: 0)) { count, outcome in
      count.claims += outcome.isClaimed ? 1 : 0
      count.pairs += 1
    }
  }

  /// The smallest k with P(X ≤ k) ≥ 0.99 for X ~ Bin(pairs, 0.025).
  static func bound(pairs: Int) -> Int {
    (0...max(pairs, 0)).first { count in
      // P(X ≤ k) = I_{1−p}(n − k, k + 1)
      count == pairs
        || BetaDistribution(a: Double(pairs - count), b: Double(count + 1)).cumulative(0.975)
          >= 0.99
    } ?? pairs
  }
}

extension NullJob.Cell: CustomStringConvertible {
  var description: String {
    "\(network), \(task), \(validationRows) validation rows, decay \(weightDecay), "
      + "\(variants) variant\(variants == 1 ? "" : "s")\(isGrouped ? ", grouped" : "")"
  }
}
