import Plans
import Randomness
import Specifications

/// How a setting of a job trains: what its stages are made from.
public struct Recipes: Sendable {
  public let teacher: TrainingRecipe
  public let student: TrainingRecipe
  /// Of students that learn from rows without a label too; `nil` where there are none.
  public let poolTraining: TrainingSpecification?
  public let targets: TeacherTargets
  /// What students and distilled arms may search.
  public let range: DecayRange
  /// Whether validation rows choose between configurations.
  public let selects: Bool
  /// Whether rows have classes.
  let isClassification: Bool

  /// - Parameters:
  ///   - specification: with a training that knows its rows.
  ///   - labelled: train rows with a label.
  ///   - unlabelled: train rows without one. All arms take the same number of steps.
  public init(_ specification: JobSpecification, labelled: Int = 1, unlabelled: Int = 0) {
    let training =
      unlabelled == 0
      ? specification.training
      : specification.training.withSteps(ofRows: labelled + unlabelled, on: labelled)
    poolTraining = unlabelled > 0 ? specification.training : nil
    teacher = TrainingRecipe(
      network: specification.teacher.network, training: training, role: .teacher)
    student = TrainingRecipe(
      network: specification.student.network, training: training, role: .student)
    targets = specification.targets
    selects = specification.data.split.policy != .none
    isClassification = specification.isClassification
    range = DecayRange(student, tuning: selects ? specification.tuning : .none)
  }

  /// On one modality, for labels and for soft targets.
  public func teacherFit(_ modality: String) -> Fit {
    Fit(
      role: "teacher", recipe: teacher, sources: [.seen(modality, by: teacher.network)],
      folds: .also)
  }

  /// - Parameter configuration: the job's own where it is `nil`.
  public func studentFit(
    _ modality: String, _ configuration: StudentConfiguration? = nil
  ) -> Fit {
    let configuration = configuration ?? StudentConfiguration(weightDecay: range.own)
    var recipe = student
    recipe.weightDecay = configuration.weightDecay
    var fit = Fit(role: "student", recipe: recipe, sources: [.seen(modality, by: student.network)])
    fit.labelSmoothing = configuration.labelSmoothing
    return fit
  }

  /// Of the student that sees both modalities of a pair, as measurements.
  public func jointFit(_ pair: Pair) -> Fit {
    var fit = studentFit(pair.student)
    fit.seeBoth(of: pair)
    return fit
  }
}

extension JobSpecification {
  /// Whether rows have classes, or real targets.
  var isClassification: Bool {
    if case .values = data.target { false } else { true }
  }
}

extension StageInput {
  /// A modality as a network sees it: token numbers as they are by one with a vocabulary, measurements by others.
  public static func seen(_ modality: String, by network: NetworkSpecification) -> StageInput {
    network.vocabulary == nil ? measured(modality) : tokens(modality)
  }

  /// Standardised, where the job standardises.
  public static func measured(_ modality: String) -> StageInput { .source(modality) }

  /// As in the file.
  public static func tokens(_ modality: String) -> StageInput { .source("\(modality) as tokens") }
}

extension Fit {
  mutating func seeBoth(of pair: Pair) {
    role = "concatenation"
    sources = [.measured(pair.teacher), .measured(pair.student)]
  }
}
