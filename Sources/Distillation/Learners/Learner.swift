import Networks
import Plans
import Specifications
import Tensors

/// Trains one network on one modality for one seed: the same path for every arm, so that arms differ
/// in what they are told and in nothing else.
public struct Learner: Sendable {
  public let recipe: TrainingRecipe
  public let task: LearningTask
  /// All rows of the dataset, standardised.
  public let features: any FeatureSource
  public let network: Network
  /// Of the full fit of seed 0.
  private let settings: TrainingSettings
  /// Told, after each epoch of each fit, the fit's index and how many epochs it has behind it.
  /// Changes nothing that is computed.
  public let onEpoch: (@Sendable (_ index: Int, _ epoch: Int) -> Void)?

  /// - Parameter parts: the shape of a row of each modality that `features` hold side by side; `nil` means
  ///   one modality without a shape.
  /// - Throws: where the features cannot be what the network takes.
  public init(
    recipe: TrainingRecipe, task: LearningTask, features: any FeatureSource,
    parts: [[Int]]? = nil, onEpoch: (@Sendable (_ index: Int, _ epoch: Int) -> Void)? = nil
  ) throws(NetworkRefusal) {
    network = try recipe.network.engine(parts ?? [[features.columns]], outputs: task.outputs)
    settings = recipe.settings(seed: 0)
    self.recipe = recipe
    self.task = task
    self.features = features
    self.onEpoch = onEpoch
  }

  /// Trains on the rows the objective was made for.
  ///
  /// - Parameters:
  ///   - rows: row numbers of the dataset; the objective's inputs have one row for each.
  ///   - index: tells the fits of one seed apart (folds).
  /// - Throws: `DivergenceError` where loss or gradient stop being finite.
  public func fit(
    _ objective: Objective, rows: [Int], seed: Int, index: Int = 0
  ) throws(DivergenceError) -> FittedNetwork {
    var progress: (@Sendable (Int) -> Void)?
    if let onEpoch { progress = { epoch in onEpoch(index, epoch) } }
    var settings = settings
    (settings.seed, settings.streamIndex) = (seed, index)
    return try Trainer(network: network, settings: settings).fit(
      features: features, rows: rows, objective: objective, validation: monitor,
      progress: progress)
  }

  /// Early stopping looks at the labels of validation rows, whatever the arm minimises. L-BFGS goes
  /// to the optimum instead: it has no epochs to stop between.
  private var monitor: ValidationMonitor? {
    guard !task.validation.isEmpty, !recipe.convergesToOptimum else { return nil }
    let loss = LabelLoss(task: task, rows: task.validation)
    return ValidationMonitor(features: features, rows: task.validation) { loss.mean($0) }
  }
}
