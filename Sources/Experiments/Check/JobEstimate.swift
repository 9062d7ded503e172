import Datasets
import Distillation
import Plans
import Statistics

/// What a plan will ask of the machine, said before anything runs.
public struct JobEstimate: Sendable, Hashable {
  /// Runs at most: searches end when they have found their best, and runs that several places of the plan
  /// share are computed once.
  public var runs: Int
  /// Settings of the sweep, each with all of the pairs and variants.
  public var settings: Int
  public var pairs: Int
  public var variants: Int
  public var seeds: Int
  /// Floating-point operations of all epochs of all fits, those that settings share counted once; early
  /// stopping makes it less.
  public var operations: Double
  /// Private memory with one run at a time: of the features that are not mapped and of the largest run.
  public var memoryBytes: Int
  /// What each further run computed beside the first may add to it.
  public var largestRunBytes: Int
  public var testRows: Int
  /// Independent test units: groups where rows come in groups, rows otherwise.
  public var testUnits: Int
  /// The smallest accuracy gain the test set can show at discordances of 0.05 and 0.10; `nil` for
  /// real targets, whose spread is known only after training.
  public var smallestGains: [Double]?

  init(_ design: JobDesign, data: [PreparedData]) {
    let first = design.first
    settings = design.experiments.count
    runs = design.experiments.reduce(0) { $0 + $1.size.runs }
    pairs = design.experiments.map(\.sweep.pairs.count).max() ?? 0
    variants = design.experiments.map(\.sweep.variants.count).max() ?? 0
    seeds = first.seeds
    testRows = first.dataset.split.test.count
    testUnits = first.testUnits
    smallestGains =
      first.task.isClassification && testUnits > 1
      ? [0.05, 0.10].map { Power.smallestGain(rows: first.testUnits, discordance: $0) } : nil
    let demand = PlanDemand(design)
    operations = demand.operations
    largestRunBytes = demand.largestRunBytes
    memoryBytes = data.reduce(0) { $0 + $1.memoryBytes } + largestRunBytes
  }

  /// Seconds on a number of cores at a rate a core reaches on small products (5·10¹⁰ operations a
  /// second); an order of magnitude, not a promise.
  public func expectedSeconds(workers: Int) -> Double {
    operations / 5e10 / Double(max(workers, 1))
  }
}
