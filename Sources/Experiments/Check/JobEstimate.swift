import Distillation
import Networks
import Specifications
import Statistics
import Tensors

/// What a plan will ask of the machine, said before anything runs.
public struct JobEstimate: Sendable, Hashable {
  public var runs: Int
  public var pairs: Int
  public var variants: Int
  public var seeds: Int
  /// Floating-point operations of all epochs of all fits; early stopping makes it less.
  public var operations: Double
  /// Private memory with one run at a time: of the features that are not mapped, of products, and of
  /// the largest run.
  public var memoryBytes: Int
  /// What each further run computed beside the first may add to it, products left out.
  public var largestRunBytes: Int
  public var testRows: Int
  /// The smallest accuracy gain the test set can show at discordances of 0.05 and 0.10; `nil` for
  /// real targets, whose spread is known only after training.
  public var smallestGains: [Double]?

  init(_ inputs: JobInputs) {
    let size = PlanSize(inputs.specification, sweep: inputs.plan.sweep)
    runs = size.runs
    pairs = size.pairs
    variants = size.variants
    seeds = size.seeds
    testRows = inputs.test.count
    smallestGains =
      inputs.task.isClassification
      ? [0.05, 0.10].map { Power.smallestGain(rows: inputs.test.count, discordance: $0) } : nil
    let cost = PlanCost(inputs)
    operations = inputs.plan.runs.reduce(0) { $0 + cost.operations(of: $1.work) }
    memoryBytes = cost.memoryBytes
    largestRunBytes = cost.largestRunBytes
  }

  /// Seconds on a number of cores at a rate a core reaches on small products (2·10¹⁰ operations a
  /// second); an order of magnitude, not a promise.
  public func expectedSeconds(workers: Int) -> Double {
    operations / 2e10 / Double(max(workers, 1))
  }
}
