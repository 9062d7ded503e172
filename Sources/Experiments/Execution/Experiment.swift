import Datasets
import Distillation
import Networks
import Randomness
import Records
import Specifications
import Tensors

/// One setting of a job, checked and ready to run: its specification, its data and its plan, and
/// nothing that changes.
public struct Experiment: Sendable {
  /// The setting in words, `training.epochs=30`; empty where none is swept.
  public let setting: String
  /// The same value by value.
  let cell: Cell
  /// The setting whatever the draw of the split, where several draws are tested together.
  let repeats: String?
  public let specification: JobSpecification
  public let dataset: Dataset
  public let plan: Plan
  public let task: LearningTask
  let test: TestRows
  /// Standardised features of every modality the plan uses; shared by the settings of one dataset.
  private let features: [String: any FeatureSource]
  /// Features as they are of every modality that a network with a vocabulary reads.
  private let tokens: [String: any FeatureSource]

  /// - Parameter firstOrdinal: place of its first run in the plan of the job.
  init(
    _ drawn: DrawnSetting, data: PreparedData, firstOrdinal: Int, registry: MethodRegistry
  ) {
    let setting = drawn.setting
    self.setting = setting.label
    cell = Cell(setting)
    repeats = drawn.repeats
    dataset = data.dataset
    var specification = setting.specification
    specification.training = specification.training.resolved(
      trainRows: dataset.split.train.count)
    self.specification = specification
    plan = Plan(setting, firstOrdinal: firstOrdinal, registry: registry)
    task = LearningTask(
      target: LearningTarget(dataset.target), train: dataset.split.train,
      validation: dataset.split.validation, groups: dataset.groups)
    test = TestRows(dataset.split.test)
    features = data.features
    tokens = data.tokens
  }

  /// All rows of a modality as a network sees them; the specification was checked against the dataset's
  /// modalities.
  ///
  /// - Parameter network: token numbers stay as they are for one with a vocabulary; `nil` where only the
  ///   columns matter.
  func features(
    of modality: String, for network: NetworkSpecification? = nil
  ) -> any FeatureSource {
    let own = network?.vocabulary == nil ? features : tokens
    guard let source = own[modality] ?? features[modality] ?? tokens[modality] else {
      preconditionFailure("modality '\(modality)' is not in the plan")
    }
    return source
  }

  func learner(
    _ modality: String, recipe: TrainingRecipe, onEpoch: RunComputation.EpochListener?
  ) throws(NetworkRefusal) -> Learner {
    let role: PlannedNetwork.Role = recipe.role == .teacher ? .teacher : .student
    return try Learner(
      recipe: recipe, task: task, features: features(of: modality, for: recipe.network),
      parts: parts(of: PlannedNetwork(role, [modality])), onEpoch: onEpoch)
  }

  /// Of the student that sees both modalities of a pair.
  func jointLearner(
    _ pair: Pair, weightDecay: Double, onEpoch: RunComputation.EpochListener?
  ) throws(NetworkRefusal) -> Learner {
    let recipe = studentRecipe(weightDecay: weightDecay)
    let both = ConcatenatedFeatures([features(of: pair.teacher), features(of: pair.student)])
    return try Learner(
      recipe: recipe, task: task, features: both,
      parts: parts(of: PlannedNetwork(.joint, [pair.teacher, pair.student])), onEpoch: onEpoch)
  }

  /// How the fits of a run are trained, whatever weight decay it takes.
  func recipe(of work: RunWork) -> TrainingRecipe {
    if case .teacher = work { teacherRecipe } else { studentRecipe() }
  }

  var teacherRecipe: TrainingRecipe {
    TrainingRecipe(
      network: specification.teacher.network, training: specification.training, role: .teacher)
  }

  func studentRecipe(weightDecay: Double? = nil) -> TrainingRecipe {
    TrainingRecipe(
      network: specification.student.network, training: specification.training,
      weightDecay: weightDecay, role: .student)
  }
}

extension LearningTarget {
  init(_ target: Target) {
    switch target {
    case .labels(let labels, let classes): self = .labels(labels, classes: classes.count)
    case .values(let values): self = .values(values)
    }
  }
}
