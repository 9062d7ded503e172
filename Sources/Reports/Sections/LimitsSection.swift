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
      evidence.draws.isEmpty
        ? "The intervals are for this training set: they cover other seeds and other test rows, not "
          + "other training rows."
        : "The intervals cover other draws of the split from these rows: seeds, training rows and test "
          + "rows. The draws overlap, which the interval pays for only roughly.",
      "Test rows are taken to be drawn from the population the student will meet. If they are not, "
        + "no interval here covers the difference.",
    ]
    limits += looks
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
        "Without validation rows nothing was tuned and no model is recommended. A claim has to beat "
          + "the same \(Self.word(for: references.count)) arms: \(Listing.text(references))."
      )
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

  /// What a claim has to beat, in the order it was tested.
  private var references: [String] {
    let arms = evidence.report.arms
    let tested = evidence.pairs.first { !$0.transfers.isEmpty }?.transfers.map(\.reference) ?? []
    let words = (tested + arms.filter(\.isReference).map(\.word)).withoutRepeats
    return words.map { $0 == arms.baseline?.word ? "the student" : MarkdownText.codeSpan($0) }
  }

  private static func word(for count: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return words.indices.contains(count) ? words[count] : "\(count)"
  }

  /// How often the test rows had been looked at, as it was counted with the seal.
  private var looks: [String] {
    let sets = evidence.report.testSets
    guard let most = sets.max(by: { ($0.looks ?? 0) < ($1.looks ?? 0) }), let looks = most.looks,
      looks > 0
    else { return [] }
    let subject = sets.count == 1 ? "These test rows" : "The most used of \(sets.count) test sets"
    let jobs = Counted.text(looks, "earlier job", plural: "earlier jobs")
    let others = most.otherContents ?? 0
    guard others > 0 else {
      return ["\(subject) had been scored by \(jobs) with the same content as this one."]
    }
    return [
      "\(subject) had been scored by \(jobs) before, \(others) of them different from this one. "
        + "Whoever chose what to try next from those results has used the test set: the more often, "
        + "the less a small gain here means."
    ]
  }
}
