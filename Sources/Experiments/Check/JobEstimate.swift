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
  /// Bytes of the features in memory and of the largest run.
  public var memoryBytes: Int
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
    var cost = PlanCost(inputs)
    for run in inputs.plan.runs { cost.add(run.work) }
    operations = cost.operations
    memoryBytes = cost.memoryBytes
  }

  /// Seconds on a number of cores at a rate a core reaches on small products (2·10¹⁰ operations a
  /// second); an order of magnitude, not a promise.
  public func expectedSeconds(workers: Int) -> Double {
    operations / 2e10 / Double(max(workers, 1))
  }
}

/// Sums operations and memory over the works of a plan.
private struct PlanCost {
  let inputs: JobInputs
  var operations = 0.0
  var largestNetwork = 0

  init(_ inputs: JobInputs) { self.inputs = inputs }

  mutating func add(_ work: RunWork) {
    switch work {
    case .teacher(let modality):
      // The full fit and one on each fold's complement.
      add(inputs.teacherRecipe, [modality], fits: Double(CrossFitting.folds))
    case .studentFolds(let modality):
      add(inputs.studentRecipe(), [modality], fits: Double(CrossFitting.folds - 1))
    case .imitation(let pair):
      add(inputs.studentRecipe(), [pair.student], fits: Double(CrossFitting.folds - 1))
    case .concatenation(let pair):
      add(inputs.studentRecipe(), [pair.teacher, pair.student], fits: 1)
    case .lateFusion:
      break
    case .student, .smoothed, .distilled, .distilledAtStudentDecay, .control:
      add(inputs.studentRecipe(), [work.student], fits: 1)
    }
  }

  private mutating func add(_ recipe: TrainingRecipe, _ modalities: [String], fits: Double) {
    let columns = modalities.reduce(0) { $0 + inputs.features(of: $1).columns }
    let network = recipe.network(inputs: columns, outputs: inputs.task.outputs)
    largestNetwork = max(largestNetwork, network.parameterCount)
    let epochs = Double(inputs.specification.training.epochs)
    // Forward and backward: six operations a parameter and row.
    operations +=
      6 * Double(network.parameterCount) * Double(inputs.task.train.count) * epochs * fits
  }

  var memoryBytes: Int {
    let modalities = (inputs.plan.sweep.teachers + inputs.plan.sweep.students).withoutRepeats
    let features = modalities.reduce(0) { sum, modality in
      let source = inputs.features(of: modality)
      return sum + source.rows * source.columns * 4
    }
    // Parameters, gradient, two moments, best epoch.
    return features + largestNetwork * 4 * 5
  }
}
