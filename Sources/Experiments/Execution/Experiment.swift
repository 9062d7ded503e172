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
  /// The setting whatever the draw of the split, where several draws are tested together.
  let repeats: String?
  public let specification: JobSpecification
  public let dataset: Dataset
  public let plan: Plan
  public let task: LearningTask
  let test: TestRows
  /// Standardised features of every modality the plan uses; shared by the settings of one dataset.
  private let features: [String: any FeatureSource]

  /// - Parameter firstOrdinal: place of its first run in the plan of the job.
  init(
    _ drawn: DrawnSetting, data: PreparedData, firstOrdinal: Int, registry: MethodRegistry
  ) {
    let setting = drawn.setting
    self.setting = setting.label
    repeats = drawn.repeats
    specification = setting.specification
    dataset = data.dataset
    plan = Plan(setting, firstOrdinal: firstOrdinal, registry: registry)
    task = LearningTask(
      target: LearningTarget(dataset.target), train: dataset.split.train,
      validation: dataset.split.validation, groups: dataset.groups)
    test = TestRows(dataset.split.test)
    features = data.features
  }

  /// All rows of a modality; the specification was checked against the dataset's modalities.
  func features(of modality: String) -> any FeatureSource {
    guard let source = features[modality] else {
      preconditionFailure("modality '\(modality)' is not in the plan")
    }
    return source
  }

  func learner(
    _ modality: String, recipe: TrainingRecipe, onEpoch: RunComputation.EpochListener?
  ) -> Learner {
    Learner(recipe: recipe, task: task, features: features(of: modality), onEpoch: onEpoch)
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
