import Datasets
import Distillation
import Networks
import Randomness
import Records
import Specifications
import Tensors

/// A checked job, ready to run: the specification, its data and its plan, and nothing that changes.
public struct JobInputs: Sendable {
  public let specification: JobSpecification
  public let dataset: Dataset
  public let plan: Plan
  public let task: LearningTask
  let test: TestRows
  /// Standardised features of every modality the plan uses.
  private let features: [String: any FeatureSource]

  public init(specification: JobSpecification, dataset: Dataset, registry: MethodRegistry) {
    self.specification = specification
    self.dataset = dataset
    plan = Plan(specification, registry: registry)
    task = LearningTask(
      target: LearningTarget(dataset.target), train: dataset.split.train,
      validation: dataset.split.validation, groups: dataset.groups)
    test = TestRows(dataset.split.test)
    features = (plan.sweep.teachers + plan.sweep.students).withoutRepeats.reduce(into: [:]) {
      $0[$1] = dataset.standardisedFeatures($1)
    }
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
