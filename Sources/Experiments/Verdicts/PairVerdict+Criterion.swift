import Distillation
import Information
import Plans
import Records
import Tensors

extension PairVerdict {
  /// c, σy² and λ* of the exact criterion, as rows beside the estimates of a verdict.
  ///
  /// Moments are means over seeds of out-of-fold outputs on train rows, in variances of the target;
  /// sign and λ* come from these means, so that they never contradict each other. λ* is a*, the share
  /// of the teacher: the option `lambda` of `job.yaml`.
  ///
  /// - Parameter count: rows the verdict has already; ordinals go on from there.
  /// - Returns: no rows for classes, for designs of no more rows than inputs, and where no seed has
  ///   all of its outputs.
  func criterion(after count: Int) throws -> [InformationRecord] {
    let features = experiment.columns(of: pair.student)
    let rows = experiment.task.train.count
    guard !experiment.task.isClassification, rows > features + 1 else { return [] }
    let seeds = try (0..<experiment.seeds).compactMap(moments)
    guard !seeds.isEmpty else { return [] }
    func mean(_ moment: KeyPath<GaussianCriterion, Double>) -> Double {
      seeds.reduce(0) { $0 + $1[keyPath: moment] } / Double(seeds.count)
    }
    let criterion = GaussianCriterion(
      labelResidual: mean(\.labelResidual), teacherResidual: mean(\.teacherResidual),
      sharedResidual: mean(\.sharedResidual), misdirection: mean(\.misdirection), rows: rows,
      features: features)
    let values = [
      ("c", criterion.sharedResidual), ("sigma_y^2", criterion.labelResidual),
      ("lambda*", criterion.bestShare),
    ]
    return values.enumerated().map { offset, value in
      InformationRecord(
        ordinal: count + offset, teacher: pair.teacher, student: pair.student,
        quantity: value.0, estimator: "criterion", valueNats: value.1.finite, rows: rows,
        dimension: features)
    }
  }

  /// `nil` where a run of the seed diverged.
  private func moments(seed: Int) throws -> GaussianCriterion? {
    guard labelSmoothing < 1,
      let teacher = try load(.teacher, seed)?[outputs: .outOfFold],
      let student = try load(.folds, seed)?[outputs: .outOfFold],
      let imitation = try load(.imitation, seed)?[outputs: .outOfFold]
    else { return nil }
    func outputs(_ tensor: Tensor) -> [Double] { tensor.values.map(Double.init) }
    return GaussianCriterion(
      target: outputs(experiment.study.task.labels(of: experiment.task.train)),
      teacher: outputs(teacher),
      // Smoothing asked for (1 − s)·y; the criterion asks for the best prediction of y.
      student: outputs(student).map { $0 / (1 - labelSmoothing) },
      studentOfTeacher: outputs(imitation),
      features: experiment.columns(of: pair.student))
  }
}
