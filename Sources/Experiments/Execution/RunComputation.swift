import Distillation
import Glibc
import Networks
import Specifications
import Tensors

/// A run with every open choice made: what it is (`identity`) and what it computes.
struct ResolvedRun: Sendable {
  var identity: RunIdentity
  var computation: RunComputation
}

/// Training and inference of one run, as a value.
enum RunComputation: Sendable {
  case teacher(modality: String, seed: Int)
  case student(modality: String, StudentConfiguration, seed: Int)
  case folds(modality: String, StudentConfiguration, seed: Int)
  /// `teacherRun` is the key of the run whose out-of-fold outputs are imitated.
  case imitation(student: String, weightDecay: Double, teacherRun: String, seed: Int)
  case concatenation(Pair, StudentConfiguration, seed: Int)
  /// Keys of the teacher's and the student's run.
  case lateFusion(teacher: String, student: String)
  case distilled(DistilledRun)
}

/// A student trained on a teacher's outputs, disturbed or not.
struct DistilledRun: Sendable {
  var student: String
  var variant: Variant
  var configuration: StudentConfiguration
  /// Key of the teacher's run.
  var teacherRun: String
  var control: DrawnControl?
  var seed: Int
}

/// A control and which of a seed's permutations it draws.
struct DrawnControl: Sendable, Hashable {
  var control: TeacherControl
  var permutation: Int

  /// Part of a run's key: the first permutation is called as the control.
  var name: String { control.rawValue + (permutation > 0 ? " \(permutation)" : "") }
}

extension RunComputation {
  /// Told, after each epoch, the index of the fit and how many epochs it has behind it.
  typealias EpochListener = @Sendable (_ index: Int, _ epoch: Int) -> Void

  /// Indices of the fits it makes: 0 the full one, 1… the folds.
  var fits: Range<Int> {
    switch self {
    case .teacher: 0..<(CrossFitting.folds + 1)
    case .folds, .imitation: 1..<(CrossFitting.folds + 1)
    case .lateFusion: 0..<0
    case .student, .concatenation, .distilled: 0..<1
    }
  }

  /// - Parameter products: outputs of an earlier run by key; without outputs where that run diverged.
  func products(
    _ experiment: Experiment, onEpoch: EpochListener? = nil,
    products: (String) throws -> RunProducts
  ) throws -> RunProducts {
    switch self {
    case .teacher(let modality, let seed):
      return try experiment.teacherProducts(modality, seed: seed, onEpoch: onEpoch)
    case .student(let modality, let configuration, let seed):
      let learner = try experiment.learner(
        modality, recipe: experiment.studentRecipe(weightDecay: configuration.weightDecay),
        onEpoch: onEpoch)
      let fit = try learner.fitLabels(
        rows: experiment.task.train, seed: seed, smoothing: configuration.labelSmoothing)
      return experiment.products(of: fit, features: learner.features)
    case .folds(let modality, let configuration, let seed):
      let learner = try experiment.learner(
        modality, recipe: experiment.studentRecipe(weightDecay: configuration.weightDecay),
        onEpoch: onEpoch)
      var result = RunProducts()
      result.train = try CrossFitting(learner: learner).outputs(
        seed: seed, smoothing: configuration.labelSmoothing)
      return result
    case .imitation(let student, let weightDecay, let teacherRun, let seed):
      guard let teacher = try products(teacherRun).train else { throw RunFailure.teacherDiverged }
      let learner = try experiment.learner(
        student, recipe: experiment.studentRecipe(weightDecay: weightDecay), onEpoch: onEpoch)
      var result = RunProducts()
      result.train = try CrossFitting(learner: learner).outputs(imitating: teacher, seed: seed)
      return result
    case .concatenation(let pair, let configuration, let seed):
      let learner = try experiment.jointLearner(
        pair, weightDecay: configuration.weightDecay, onEpoch: onEpoch)
      let fit = try learner.fitLabels(
        rows: experiment.task.train, seed: seed, smoothing: configuration.labelSmoothing)
      return experiment.products(of: fit, features: learner.features)
    case .lateFusion(let teacher, let student):
      return try experiment.lateFusion(try products(teacher), try products(student))
    case .distilled(let run):
      return try experiment.distilledProducts(
        run, teacher: try products(run.teacherRun), onEpoch: onEpoch)
    }
  }
}

extension Experiment {
  fileprivate func teacherProducts(
    _ modality: String, seed: Int, onEpoch: RunComputation.EpochListener?
  ) throws -> RunProducts {
    let learner = try learner(modality, recipe: teacherRecipe, onEpoch: onEpoch)
    let fit = try learner.fitLabels(rows: task.train, seed: seed)
    var result = products(of: fit, features: learner.features)
    result.inSample = fit.outputs(features: learner.features, rows: task.train)
    result.train = try CrossFitting(learner: learner).outputs(seed: seed)
    return result
  }

  fileprivate func distilledProducts(
    _ run: DistilledRun, teacher: RunProducts, onEpoch: RunComputation.EpochListener?
  ) throws -> RunProducts {
    // A student teaches itself out of fold alone: in sample it would repeat its labels.
    let isOutOfFold = specification.targets == .crossFitted || run.control?.control == .own
    let outputs = isOutOfFold ? teacher.train : teacher.inSample
    guard var outputs else { throw RunFailure.teacherDiverged }
    if let control = run.control {
      outputs = control.control.applied(
        to: outputs, task: task, temperature: run.variant.temperature ?? 1, seed: run.seed,
        permutation: control.permutation)
    }
    guard
      let method = Methods.method(named: run.variant.method, options: run.variant.options)
    else { throw RunFailure.unknownMethod(run.variant.method) }

    let learner = try learner(
      run.student, recipe: studentRecipe(weightDecay: run.configuration.weightDecay),
      onEpoch: onEpoch)
    let objective = method.objective(
      labels: task.labels(of: task.train, smoothing: run.configuration.labelSmoothing),
      teacher: outputs,
      isClassification: task.isClassification)
    let fit = try learner.fit(objective, rows: task.train, seed: run.seed)
    return products(of: fit, features: learner.features)
  }

  /// Outputs of a finished fit on validation rows and, once, on test rows.
  fileprivate func products(of fit: FittedNetwork, features: any FeatureSource) -> RunProducts {
    var result = RunProducts()
    if !task.validation.isEmpty {
      result.validation = fit.outputs(features: features, rows: task.validation)
    }
    result.test = test.outputs(of: fit, features: features)
    result.parameters = fit.parameters
    result.curve = fit.curve
    result.chosenEpoch = fit.chosenEpoch
    return result
  }

  /// ln ½(p₁ + p₂) for classes, ½(z₁ + z₂) for real targets.
  fileprivate func lateFusion(
    _ teacher: RunProducts, _ student: RunProducts
  ) throws(RunFailure) -> RunProducts {
    guard teacher.test != nil else { throw .teacherDiverged }
    guard student.test != nil else { throw .studentDiverged }
    func mean(_ left: Tensor?, _ right: Tensor?) -> Tensor? {
      guard let left, let right else { return nil }
      var result = left
      if task.isClassification {
        let first = Softmax.probabilities(of: left)
        let second = Softmax.probabilities(of: right)
        for index in first.indices {
          result.values[index] = Float(Glibc.log(max((first[index] + second[index]) / 2, 1e-30)))
        }
      } else {
        for index in left.values.indices {
          result.values[index] = (left.values[index] + right.values[index]) / 2
        }
      }
      return result
    }
    var result = RunProducts()
    result.validation = mean(teacher.validation, student.validation)
    result.test = mean(teacher.test, student.test)
    return result
  }
}

/// Why a run has no numbers, other than its own divergence.
enum RunFailure: Error, CustomStringConvertible {
  case teacherDiverged
  case studentDiverged
  case unknownMethod(String)

  var description: String {
    switch self {
    case .teacherDiverged: "its teacher's training diverged, so there is nothing to distil"
    case .studentDiverged: "its student's training diverged, so there is nothing to average"
    case .unknownMethod(let name): "method '\(name)' is not one this build knows"
    }
  }
}
