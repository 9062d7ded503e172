import Records
import Testing

@testable import Ledger

@Suite("The view `verdicts`") struct VerdictsViewTests {
  let sample: SampleLedger
  let job: HandMadeJob

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(in: sample)
  }

  private func observed(_ columns: String) throws -> [String] {
    try sample.answer("SELECT \(columns) FROM verdicts ORDER BY ordinal")
  }

  @Test("leaves open what nothing was seen of: before the seal, and where every student diverged")
  func nothingSeen() throws {
    let columns = """
      verdict, observed_gain, observed_lower, observed_upper, observed_metric, outcome, agreed,
      agreed_transfer, agreed_claim
      """
    try job.ledger.commitVerdict(job: job.job, .of("distil"))
    #expect(try observed(columns) == ["distil|-|-|-|-|-|-|-|-"])
    try job.commit(4, accuracy: .nan, status: .diverged, reason: "loss is NaN")
    var diverged = ComparisonRecord.of("lambda=1", gain: nil, outcome: nil)
    diverged.distilledMean = nil
    try job.seal([diverged])
    #expect(try observed(columns) == ["distil|-|-|-|accuracy|-|-|-|-"])
  }

  @Test("sets every setting beside what was seen at that setting")
  func settings() throws {
    try job.ledger.commitVerdict(job: job.job, .of("distil", setting: "epochs=1"))
    try job.ledger.commitVerdict(job: job.job, .of("distil", ordinal: 1, setting: "epochs=2"))
    try job.ledger.commitVerdict(job: job.job, .of("distil", ordinal: 2, setting: "epochs=3"))
    try job.seal([
      .of("epochs=2, lambda=1", setting: "epochs=2", gain: 0.2, outcome: "hurts"),
      .of("epochs=1, lambda=1", setting: "epochs=1", gain: 0.1, outcome: "helps"),
      // All settings together, as draws of a split have them.
      .of("lambda=1", gain: 0.9, outcome: "helps"),
    ])
    #expect(
      try observed("variant, observed_gain, agreed")
        == ["epochs=1|0.1|1", "epochs=2|0.2|0", "epochs=3|-|-"])
  }

  @Test(
    "looks at the selected variant, on test rows, by the job's primary metric, of the same pair")
  func primary() throws {
    try job.ledger.commitVerdict(job: job.job, .of("distil"))
    var other = ComparisonRecord.of("lambda=1", gain: 0.1)
    other.teacher = "zernike"
    try job.seal([
      other, .of("lambda=0.5", gain: 0.2, selected: false),
      .of("lambda=1", split: "validation", gain: 0.3),
      .of("lambda=1", metric: "auc", gain: 0.4), .of("lambda=1", metric: "accuracy", gain: 0.5),
    ])
    #expect(try observed("observed_metric, observed_gain") == ["auc|0.4"])
  }

  @Test("sets two estimators of one pair beside the same gain")
  func estimators() throws {
    try job.ledger.commitVerdict(job: job.job, .of("distil"))
    try job.ledger.commitVerdict(
      job: job.job, .of("do not distil", ordinal: 1, estimator: "gaussian"))
    try job.seal([.of("lambda=1", gain: 0.25, outcome: "helps")])
    #expect(
      try observed("estimator, observed_gain, agreed") == ["ksg|0.25|1", "gaussian|0.25|0"])
  }

  @Test(
    "calls a transfer flat where its interval lies within 0.01, of metrics without bounds within 2 %",
    arguments: [
      ("accuracy", 0.5, -0.01, 0.01, "flat"), ("accuracy", 0.5, -0.011, 0.01, "unclear"),
      ("auc", 50, -0.01, 0.02, "unclear"), ("accuracy", 0.5, 0.001, 0.002, "helps"),
      ("accuracy", 0.5, -0.002, -0.001, "hurts"), ("rmse", 50, -1, 1, "flat"),
      ("rmse", 50, -1.001, 1, "unclear"), ("log-loss", 0.1, -0.002, 0.002, "flat"),
      ("log-loss", 0.1, -0.002, 0.003, "unclear"), ("r2", -2, -0.04, 0.04, "flat"),
    ])
  func transfer(
    metric: String, mean: Double, lower: Double, upper: Double, outcome: String
  ) throws {
    try job.ledger.commitVerdict(job: job.job, .of("distil"))
    var comparison = ComparisonRecord.of("lambda=1", metric: metric)
    comparison.studentMean = mean
    comparison.transferLower = lower
    comparison.transferUpper = upper
    try job.seal([comparison])
    #expect(try observed("transfer_outcome") == [outcome])
  }

  @Test("has no outcome of a transfer without an interval, and leaves agreement with it open")
  func withoutTransfer() throws {
    try job.ledger.commitVerdict(job: job.job, .of("distil"))
    try job.seal([.of("lambda=1", gain: 0.1, outcome: "helps")])
    #expect(try observed("agreed, transfer_outcome, agreed_transfer") == ["1|-|-"])
  }

  @Test(
    "holds the verdict against the claim: a gain that a control reaches too is no success",
    arguments: [
      ("distil", "helps", true, "1"), ("distil", "helps", false, "0"),
      ("distil", "flat", false, "0"), ("distil", "hurts", false, "0"),
      ("distil", "unclear", false, "-"), ("do not distil", "helps", true, "0"),
      ("do not distil", "helps", false, "1"), ("do not distil", "flat", false, "1"),
      ("do not distil", "hurts", false, "1"), ("do not distil", "unclear", false, "-"),
      ("cannot tell", "helps", true, "-"), ("cannot tell", "flat", false, "-"),
    ])
  func claims(verdict: String, outcome: String, claim: Bool, agreed: String) throws {
    try job.ledger.commitVerdict(job: job.job, .of(verdict))
    var comparison = ComparisonRecord.of("lambda=1", outcome: outcome)
    comparison.claim = claim
    try job.seal([comparison])
    #expect(try observed("agreed_claim") == [agreed])
  }

  @Test("has no row for a pair without a verdict, and none of another job's comparisons")
  func without() throws {
    try job.seal([.of("lambda=1", gain: 0.1)])
    let later = try HandMadeJob(in: sample)
    try later.ledger.commitVerdict(job: later.job, .of("distil"))
    #expect(try observed("job, observed_gain") == ["\(later.job)|-"])
  }
}
