import Datasets
import Digests
import Distillation
import Networks
import Records
import Specifications

extension ExperimentExecution {
  /// The run with its open choices made; `nil` where what it would repeat does not exist.
  func resolve(_ run: PlannedRun, _ selection: Selection) -> ResolvedRun? {
    let seed = run.seed
    switch run.work {
    case .teacher(let modality):
      return teacherRun(modality, seed: seed)
    case .student(let modality, let configuration), .smoothed(let modality, let configuration):
      return studentRun(modality, configuration, seed: seed)
    case .studentFolds(let modality):
      guard let configuration = selection.students[modality] else { return nil }
      var identity = identity(role: "folds", modalities: [modality], seed: seed)
      identity.weightDecay = configuration.weightDecay
      identity.labelSmoothing = configuration.labelSmoothing
      return ResolvedRun(
        identity: identity,
        computation: .folds(modality: modality, configuration, seed: seed))
    case .imitation(let pair):
      return imitationRun(pair, selection, seed: seed)
    case .concatenation(let pair):
      return ResolvedRun(
        identity: identity(
          role: "concatenation", modalities: [pair.teacher, pair.student], seed: seed),
        computation: .concatenation(pair, seed: seed))
    case .lateFusion(let pair):
      guard let configuration = selection.students[pair.student] else { return nil }
      let teacher = teacherRun(pair.teacher, seed: seed).identity.key
      let student = studentRun(pair.student, configuration, seed: seed).identity.key
      var identity = identity(
        role: "late fusion", modalities: [pair.teacher, pair.student], seed: seed)
      identity.inputs = [teacher, student]
      return ResolvedRun(
        identity: identity, computation: .lateFusion(teacher: teacher, student: student))
    case .distilled(let pair, let variant):
      return distilledRun(pair, variant, seed: seed)
    case .distilledAtStudentDecay(let pair):
      guard let variant = selection.variants[pair],
        let configuration = selection.students[pair.student]
      else { return nil }
      return distilledRun(pair, variant, seed: seed, weightDecay: configuration.weightDecay)
    case .control(let control, let pair, let controlled):
      guard let selected = selection.variants[pair],
        let variant = controlled == .selected
          ? selected : experiment.plan.sweep.fullWeight(of: selected)
      else { return nil }
      return distilledRun(pair, variant, seed: seed, control: control)
    }
  }

  private func teacherRun(_ modality: String, seed: Int) -> ResolvedRun {
    var identity = identity(role: "teacher", modalities: [modality], seed: seed)
    identity.network = experiment.specification.teacher.network.description
    return ResolvedRun(
      identity: identity, computation: .teacher(modality: modality, seed: seed))
  }

  private func studentRun(
    _ modality: String, _ configuration: StudentConfiguration, seed: Int
  ) -> ResolvedRun {
    var identity = identity(role: "student", modalities: [modality], seed: seed)
    identity.weightDecay = configuration.weightDecay
    identity.labelSmoothing = configuration.labelSmoothing
    return ResolvedRun(
      identity: identity,
      computation: .student(modality: modality, configuration, seed: seed))
  }

  private func imitationRun(
    _ pair: Pair, _ selection: Selection, seed: Int
  ) -> ResolvedRun? {
    guard let configuration = selection.students[pair.student] else { return nil }
    let teacher = teacherRun(pair.teacher, seed: seed).identity.key
    var identity = identity(role: "imitation", modalities: [pair.student], seed: seed)
    identity.weightDecay = configuration.weightDecay
    identity.inputs = [teacher]
    return ResolvedRun(
      identity: identity,
      computation: .imitation(
        student: pair.student, weightDecay: configuration.weightDecay, teacherRun: teacher,
        seed: seed))
  }

  private func distilledRun(
    _ pair: Pair, _ variant: Variant, seed: Int, weightDecay: Double? = nil,
    control: TeacherControl? = nil
  ) -> ResolvedRun {
    let decay = weightDecay ?? experiment.specification.training.weightDecay
    let teacher = teacherRun(pair.teacher, seed: seed).identity.key
    var identity = identity(role: "distilled", modalities: [pair.student], seed: seed)
    identity.weightDecay = decay
    identity.method =
      "\(variant.method): \(variant.label); targets \(experiment.specification.targets.rawValue)"
    identity.control = control?.rawValue
    identity.inputs = [teacher]
    return ResolvedRun(
      identity: identity,
      computation: .distilled(
        DistilledRun(
          student: pair.student, variant: variant, weightDecay: decay, teacherRun: teacher,
          control: control, seed: seed)))
  }

  private func identity(role: String, modalities: [String], seed: Int) -> RunIdentity {
    let training = experiment.specification.training
    return RunIdentity(
      numerics: world.environment.numerics, threads: world.environment.threads,
      dataDigest: experiment.dataset.digest.hex, splitDigest: experiment.dataset.splitDigest.hex,
      standardised: experiment.specification.data.standardise,
      task: experiment.task.isClassification ? "classes: \(experiment.task.outputs)" : "real",
      role: role, modalities: modalities,
      network: experiment.specification.student.network.description,
      training: training.description, weightDecay: training.weightDecay, labelSmoothing: 0,
      method: nil, control: nil, inputs: [], seed: seed)
  }

  // MARK: - Choices on validation rows

  func selectedStudent(_ modality: String) -> StudentConfiguration? {
    Selection.best(of: experiment.plan.studentConfigurations) { configuration in
      scores(of: .student(modality: modality, configuration))
    }
  }

  func selectedVariant(_ pair: Pair) -> Variant? {
    Selection.best(of: Selection.inTieOrder(experiment.plan.sweep.variants)) { variant in
      scores(of: .distilled(pair, variant))
    }
  }
}

extension TrainingSpecification: CustomStringConvertible {
  /// Everything that changes a trained network, weight decay aside, in words.
  public var description: String {
    var words = [
      "epochs \(epochs)", "batch \(batch)",
      "optimizer \(optimizer.map { "\($0)" } ?? "default")",
      "clip \(clip.map { "\($0)" } ?? "none")",
      "patience \(patience.map { "\($0)" } ?? "none")",
      "initialisation \(initialisation.rawValue)",
    ]
    // What came later is said where it is not at its default: older runs keep their keys.
    if schedule != .constant { words.append("schedule \(schedule)") }
    if warmup != 0 { words.append("warmup \(warmup)") }
    if let average { words.append("average \(average)") }
    return words.joined(separator: ", ")
  }
}
