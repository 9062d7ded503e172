import Distillation
import Information
import Records
import Specifications

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
