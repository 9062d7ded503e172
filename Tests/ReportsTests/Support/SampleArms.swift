import Distillation
import Ledger
import Records

extension SummaryRecord {
  /// What the helping pair's distilled student gained over one taught by its own outputs.
  static let transferOverOwn = SummaryRecord(
    ordinal: 0, section: "transfer", item: "accuracy", label: "self", teacher: "pixels",
    student: "morphology", variant: "lambda=0.5, temperature=4", value: 0.0121, lower: 0.0032,
    upper: 0.021, extra: 0.008)
}

extension JobReport {
  /// With the arms a plan of its kind describes: `self`, which older jobs do not have, where the report
  /// knows of it.
  func describingArms(isClassification: Bool = true) -> JobReport {
    var report = self
    let labels = Set(summaries.map(\.label))
    report.arms = Arm.standard(isClassification: isClassification).filter {
      $0.word != "self" || labels.contains($0.word)
    }
    return report
  }
}
