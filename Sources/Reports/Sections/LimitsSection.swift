import Ledger
import Records

/// What the numbers do not say. Short, and only what applies to this job.
struct LimitsSection: Sendable {
  private let evidence: JobEvidence

  init(_ evidence: JobEvidence) {
    self.evidence = evidence
  }

  var blocks: [String] {
    guard let metric = evidence.primaryMetric else { return [] }
    var limits = [
      "The intervals are for this training set: they cover other seeds and other test rows, not "
        + "other training rows.",
      "Test rows are taken to be drawn from the population the student will meet. If they are not, "
        + "no interval here covers the difference.",
    ]
    if evidence.pairs.contains(where: { $0.variants.count > 1 }) {
      limits.append(
        "Only the variant chosen on validation is tested. The others are there to be looked at: "
          + "the best of them is best partly by chance.")
    }
    if evidence.pairs.contains(where: { $0.selected?.seeds == 1 }) {
      limits.append("One seed: whether another seed gives the same gain is unknown.")
    }
    if evidence.pairs.contains(where: { !$0.summaries("fused").isEmpty }) {
      limits.append(
        "`fused` is a simple way to use both modalities; it bounds nothing.")
    }
    if evidence.pairs.contains(where: { !$0.wasSelected }) {
      limits.append(
        "Without validation rows nothing was tuned. A claim then has to beat every control on the "
          + "test rows themselves.")
    }
    if !evidence.report.verdicts.isEmpty {
      limits.append(
        "The verdict rests on estimates of mutual information, which are biased in high dimension "
          + "and small samples; it is a forecast to be scored, not a proof.")
    }
    if metric.isRegression {
      limits.append("For a real-valued target there is no McNemar test and no calibration figure.")
    }
    return ["## Limits", limits.map { "- " + $0 }.joined(separator: "\n")]
  }
}
