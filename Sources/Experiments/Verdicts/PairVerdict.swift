import Distillation
import Information
import Plans
import Records
import Specifications
import Statistics
import Tensors

/// The verdict on a pair, before any student is distilled for it. Sees no test row: products are given without
/// what they say of any.
struct PairVerdict {
  let experiment: Experiment
  let pair: Pair
  /// Among the verdicts of the job.
  let ordinal: Int
  /// Of the tuned student.
  let labelSmoothing: Double
  /// On validation rows, one a seed.
  let teacherScores: [ValidationScore?]
  let studentScores: [ValidationScore?]
  /// Of one of the runs it reads, by seed; `nil` where there is no such run.
  let load: (StageInput, Int) throws -> Products?

  private var task: LearningTask { experiment.study.task }

  /// What the outputs of one seed's teacher and student say; `nil` where a run of the seed diverged.
  func estimate(seed: Int) throws -> VerdictEstimate? {
    guard let outputs = try heldOut(seed: seed) else { return nil }
    do {
      return .success(
        try task.complementarity(
          teacher: outputs.teacher, student: outputs.student, seed: seed,
          reservation: experiment.verdictReservation(pair)))
    } catch let error as InformationError {
      return .failure(error)
    }
  }

  /// - Parameter estimates: those of the seeds that have one, in their order.
  func record(_ estimates: [VerdictEstimate]) throws -> VerdictRecord {
    var perSeed: [ComplementarityEstimate] = []
    var problem: String?
    for estimate in estimates {
      switch estimate {
      case .success(let found): perSeed.append(found)
      case .failure(let error): problem = "\(error)"
      }
    }
    var record: VerdictRecord
    if perSeed.isEmpty {
      record = VerdictRecord(
        ordinal: ordinal, teacher: pair.teacher, student: pair.student,
        variant: experiment.setting, estimator: "ksg",
        rows: task.train.count + task.validation.count,
        verdict: ComplementarityVerdict.Decision.cannotTell.rawValue,
        reason: problem ?? "No seed has outputs of both teacher and student.")
    } else {
      record = VerdictRecord(
        ComplementarityProtocol.verdict(perSeed), ordinal: ordinal, pair: pair,
        setting: experiment.setting,
        estimators: experiment.specification.information.estimators)
    }
    record.information += try criterion(after: record.information.count)
    record.teacherBetter = try teacherBeatsStudent()
    record.teacherTemperature = try teacherTemperature()
    record.cell = experiment.cell
    return record
  }

  /// Held-out outputs of both sides; `nil` where a run of the seed diverged.
  private func heldOut(
    seed: Int
  ) throws -> (teacher: HeldOutOutputs, student: HeldOutOutputs)? {
    guard let teacher = try load(.teacher, seed), let folds = try load(.folds, seed),
      let full = try load(.student, seed),
      let teacherTrain = teacher[outputs: .outOfFold], let studentTrain = folds[outputs: .outOfFold]
    else { return nil }
    return (
      HeldOutOutputs(train: teacherTrain, validation: teacher[outputs: .validation]),
      HeldOutOutputs(train: studentTrain, validation: full[outputs: .validation])
    )
  }

  /// On validation rows, or out of fold on train rows where there are none.
  private func teacherBeatsStudent() throws -> Bool? {
    guard experiment.selects else {
      let metric = experiment.specification.metric.metric
      func outOfFold(_ input: StageInput) throws -> Double? {
        SeedMean.of(
          try (0..<experiment.seeds).map { seed in
            try load(input, seed)?[outputs: .outOfFold].flatMap {
              metric.value(task.predictions($0, rows: task.train))
            }
          })
      }
      guard let teacher = try outOfFold(.teacher), let student = try outOfFold(.folds) else {
        return nil
      }
      return metric.oriented(teacher - student) > 0
    }
    guard let teacher = SeedMean.of(teacherScores.map(\.?.score)),
      let student = SeedMean.of(studentScores.map(\.?.score))
    else { return nil }
    return teacher > student
  }

  /// Mean over seeds of the temperature that calibrates the teacher: on validation rows, or out of
  /// fold on train rows where there are none. `nil` for real targets.
  private func teacherTemperature() throws -> Double? {
    guard case .labels(let labels, _) = task.target else { return nil }
    var temperatures: [Double] = []
    for seed in 0..<experiment.seeds {
      guard let products = try load(.teacher, seed) else { continue }
      let validation = products[outputs: .validation]
      let rows = validation == nil ? task.train : task.validation
      guard let logits = validation ?? products[outputs: .outOfFold] else { continue }
      temperatures.append(
        TeacherCharacter.calibratedTemperature(logits: logits, labels: rows.map { labels[$0] }))
    }
    return SeedMean.of(temperatures)
  }
}
