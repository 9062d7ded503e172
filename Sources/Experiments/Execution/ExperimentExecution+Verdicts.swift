import Distillation
import Information
import Records
import Specifications
import Statistics
import Tensors

extension ExperimentExecution {
  /// What the outputs of one seed's teacher and student say; `nil` where a run of the seed diverged.
  func estimate(
    _ pair: Pair, seed: Int, _ selection: Selection
  ) throws -> Result<ComplementarityEstimate, InformationError>? {
    guard let outputs = try heldOut(pair, seed: seed, selection) else { return nil }
    do {
      return .success(
        try experiment.task.complementarity(
          teacher: outputs.teacher, student: outputs.student, seed: seed,
          reservation: experiment.verdictReservation(pair)))
    } catch let error as InformationError {
      return .failure(error)
    }
  }

  /// The verdict on a pair, before any student is distilled.
  ///
  /// - Parameter estimates: those of the seeds that have one, in their order.
  func verdict(
    _ ordinal: Int, of pair: Pair,
    _ estimates: [Result<ComplementarityEstimate, InformationError>], _ selection: Selection
  ) throws -> VerdictRecord {
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
        rows: experiment.task.train.count + experiment.task.validation.count,
        verdict: ComplementarityVerdict.Decision.cannotTell.rawValue,
        reason: problem ?? "No seed has outputs of both teacher and student.")
    } else {
      record = VerdictRecord(
        ComplementarityProtocol.verdict(perSeed), ordinal: ordinal, pair: pair,
        setting: experiment.setting,
        estimators: experiment.specification.information.estimators)
    }
    record.information += try criterion(pair, selection, after: record.information.count)
    record.teacherBetter = try teacherBeatsStudent(pair, selection)
    record.teacherTemperature = try teacherTemperature(pair)
    record.cell = experiment.cell
    return record
  }

  /// Held-out outputs of both sides; `nil` where a run of the seed diverged.
  private func heldOut(
    _ pair: Pair, seed: Int, _ selection: Selection
  ) throws -> (teacher: HeldOutOutputs, student: HeldOutOutputs)? {
    guard let configuration = selection.students[pair.student],
      let teacher = try products(of: .teacher(modality: pair.teacher), seed: seed),
      let folds = try products(of: .studentFolds(modality: pair.student), seed: seed),
      let full = try products(of: .student(modality: pair.student, configuration), seed: seed),
      let teacherTrain = teacher.train, let studentTrain = folds.train
    else { return nil }
    return (
      HeldOutOutputs(train: teacherTrain, validation: teacher.validation),
      HeldOutOutputs(train: studentTrain, validation: full.validation)
    )
  }

  /// On validation rows, or out of fold on train rows where there are none.
  private func teacherBeatsStudent(_ pair: Pair, _ selection: Selection) throws -> Bool? {
    guard experiment.plan.selects else {
      let metric = experiment.specification.metric.metric
      func outOfFold(_ work: RunWork) throws -> Double? {
        Selection.mean(
          try (0..<experiment.plan.seeds).map { seed in
            try products(of: work, seed: seed)?.train.flatMap {
              metric.value(experiment.task.predictions($0, rows: experiment.task.train))
            }
          })
      }
      guard let teacher = try outOfFold(.teacher(modality: pair.teacher)),
        let student = try outOfFold(.studentFolds(modality: pair.student))
      else { return nil }
      return metric.oriented(teacher - student) > 0
    }
    guard let configuration = selection.students[pair.student],
      let teacher = Selection.mean(scores(of: .teacher(modality: pair.teacher)).map(\.?.score)),
      let student = Selection.mean(
        scores(of: .student(modality: pair.student, configuration)).map(\.?.score))
    else { return nil }
    return teacher > student
  }

  /// Mean over seeds of the temperature that calibrates the teacher: on validation rows, or out of
  /// fold on train rows where there are none. `nil` for real targets.
  private func teacherTemperature(_ pair: Pair) throws -> Double? {
    guard case .labels(let labels, _) = experiment.task.target else { return nil }
    var temperatures: [Double] = []
    for seed in 0..<experiment.plan.seeds {
      guard let products = try products(of: .teacher(modality: pair.teacher), seed: seed) else {
        continue
      }
      let rows = products.validation == nil ? experiment.task.train : experiment.task.validation
      guard let logits = products.validation ?? products.train else { continue }
      temperatures.append(
        TeacherCharacter.calibratedTemperature(logits: logits, labels: rows.map { labels[$0] }))
    }
    return Selection.mean(temperatures)
  }
}

extension VerdictRecord {
  init(
    _ verdict: ComplementarityVerdict, ordinal: Int, pair: Pair, setting: String,
    estimators: [InformationEstimatorName]
  ) {
    self.init(
      ordinal: ordinal, teacher: pair.teacher, student: pair.student, variant: setting,
      estimator: "ksg", rows: verdict.rows, verdict: verdict.decision.rawValue,
      reason: verdict.reason)
    iTeacherStudent = verdict.iTeacherStudent.finite
    iStudentLabel = verdict.iStudentLabel.finite
    delta = verdict.delta.finite
    deltaLower = verdict.lower.finite
    deltaUpper = verdict.upper.finite
    deltaWithin = verdict.deltaWithin.finite
    information = Self.information(verdict, pair: pair, estimators: estimators)
  }

  private static func information(
    _ verdict: ComplementarityVerdict, pair: Pair, estimators: [InformationEstimatorName]
  ) -> [InformationRecord] {
    func row(
      _ quantity: String, _ estimator: InformationEstimatorName, _ value: Double?,
      lower: Double? = nil, upper: Double? = nil
    ) -> InformationRecord {
      InformationRecord(
        ordinal: 0, teacher: pair.teacher, student: pair.student, quantity: quantity,
        estimator: estimator.rawValue, valueNats: value?.finite, lower: lower?.finite,
        upper: upper?.finite, rows: verdict.rows, dimension: verdict.dimension)
    }
    // The primary protocol is fixed; the specification chooses which of the others are kept.
    var rows = [
      row("I(T;S)", .ksg, verdict.iTeacherStudent), row("I(S;Y)", .ksg, verdict.iStudentLabel),
      row("I(T;S|Y)", .ksg, verdict.conditional),
      row("delta", .ksg, verdict.delta, lower: verdict.lower, upper: verdict.upper),
      row("delta_within", .ksg, verdict.deltaWithin),
    ]
    let secondaries = [
      (InformationEstimatorName.gaussian, verdict.gaussian), (.plugin, verdict.plugin),
    ]
    for (name, estimate) in secondaries where estimators.contains(name) {
      rows.append(row("I(T;S)", name, estimate.iTeacherStudent))
      rows.append(row("I(S;Y)", name, estimate.iStudentLabel))
      rows.append(row("delta", name, estimate.delta))
    }
    for index in rows.indices { rows[index].ordinal = index }
    return rows
  }
}
