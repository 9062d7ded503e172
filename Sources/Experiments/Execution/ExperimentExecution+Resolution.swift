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
    case .student(let modality, let configuration):
      return studentRun(modality, configuration, seed: seed)
    case .smoothed(let modality):
      guard var configuration = selection.students[modality] else { return nil }
      configuration.labelSmoothing = StudentConfiguration.control
      return studentRun(modality, configuration, seed: seed)
    case .studentFolds(let modality):
      return selection.students[modality].map { foldsRun(modality, $0, seed: seed) }
    case .imitation(let pair):
      return imitationRun(pair, selection, seed: seed)
    case .concatenation(let pair):
      guard let configuration = selection.students[pair.student] else { return nil }
      var identity = identity(
        role: "concatenation", modalities: [pair.teacher, pair.student], seed: seed)
      identity.weightDecay = configuration.weightDecay
      identity.labelSmoothing = configuration.labelSmoothing
      return ResolvedRun(
        identity: identity, computation: .concatenation(pair, configuration, seed: seed))
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
      guard let configuration = selection.students[pair.student] else { return nil }
      return distilledRun(pair, variant, configuration, seed: seed)
    case .searched(let pair, let decay):
      guard let chosen = selection.distilled[pair],
        var configuration = selection.students[pair.student]
      else { return nil }
      configuration.weightDecay = decay
      return distilledRun(pair, chosen.variant, configuration, seed: seed)
    case .control(let control, let pair, let controlled, let permutation):
      guard let selected = selection.distilled[pair],
        let student = selection.students[pair.student],
        let variant = controlled == .selected
          ? selected.variant : experiment.plan.sweep.fullWeight(of: selected.variant)
      else { return nil }
      var configuration = student
      // The twin at λ = 1 was trained at the student's decay, the selected one at its own.
      if controlled == .selected { configuration.weightDecay = selected.weightDecay }
      return distilledRun(
        pair, variant, configuration, seed: seed,
        control: DrawnControl(control: control, permutation: permutation),
        taughtBy: control == .own
          ? foldsRun(pair.student, student, seed: seed).identity.key : nil)
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

  /// Out-of-fold outputs of the selected student.
  private func foldsRun(
    _ modality: String, _ configuration: StudentConfiguration, seed: Int
  ) -> ResolvedRun {
    var identity = identity(role: "folds", modalities: [modality], seed: seed)
    identity.weightDecay = configuration.weightDecay
    identity.labelSmoothing = configuration.labelSmoothing
    return ResolvedRun(
      identity: identity, computation: .folds(modality: modality, configuration, seed: seed))
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
    _ pair: Pair, _ variant: Variant, _ configuration: StudentConfiguration, seed: Int,
    control: DrawnControl? = nil, taughtBy other: String? = nil
  ) -> ResolvedRun {
    let teacher = other ?? teacherRun(pair.teacher, seed: seed).identity.key
    var identity = identity(role: "distilled", modalities: [pair.student], seed: seed)
    identity.weightDecay = configuration.weightDecay
    identity.labelSmoothing = configuration.labelSmoothing
    identity.method =
      "\(variant.method): \(variant.label); targets \(experiment.specification.targets.rawValue)"
    identity.control = control?.name
    identity.inputs = [teacher]
    return ResolvedRun(
      identity: identity,
      computation: .distilled(
        DistilledRun(
          student: pair.student, variant: variant, configuration: configuration,
          teacherRun: teacher,
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
}

extension TrainingSpecification: CustomStringConvertible {
  /// Everything that changes a trained network, weight decay aside, in words.
  public var description: String {
    var words = [
      "epochs \(mostEpochs)", "batch \(batch)",
      "optimizer \(optimizer.map { "\($0)" } ?? "default")",
      "clip \(clip.map { "\($0)" } ?? "none")",
      "patience \(stop.epochs.map { "\($0)" } ?? "none")",
      "initialisation \(initialisation.rawValue)",
    ]
    // What came later is said where it is not at its default: older runs keep their keys.
    if schedule != .constant { words.append("schedule \(schedule)") }
    if warmup != 0 { words.append("warmup \(warmup)") }
    if let average { words.append("average \(average)") }
    return words.joined(separator: ", ")
  }
}
