import Records
import Testing

@testable import Ledger

@Suite("The view `information`") struct InformationViewTests {
  let sample: SampleLedger
  let job: HandMadeJob

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(in: sample)
  }

  private func estimate(_ ordinal: Int, _ quantity: String, _ estimator: String, _ value: Double?)
    -> InformationRecord
  {
    InformationRecord(
      ordinal: ordinal, teacher: "pixels", student: "morphology", quantity: quantity,
      estimator: estimator, valueNats: value, rows: 400, dimension: 3)
  }

  @Test("has the estimates of every setting under the setting's own verdict")
  func settings() throws {
    for (ordinal, setting) in ["epochs=1", "epochs=2"].enumerated() {
      var verdict = VerdictRecord.of("cannot tell", ordinal: ordinal, setting: setting)
      verdict.information = [
        estimate(0, "I(T;S)", "ksg", Double(ordinal) + 0.5),
        estimate(1, "I(T;S|Y)", "gaussian", Double(ordinal) + 0.25),
      ]
      try job.ledger.commitVerdict(job: job.job, verdict)
    }
    #expect(
      try sample.answer(
        """
        SELECT variant, quantity, estimator, value_nats FROM information
        ORDER BY verdict_ordinal, ordinal
        """) == [
          "epochs=1|I(T;S)|ksg|0.5", "epochs=1|I(T;S|Y)|gaussian|0.25",
          "epochs=2|I(T;S)|ksg|1.5", "epochs=2|I(T;S|Y)|gaussian|1.25",
        ])
  }

  @Test("has no number where an estimate gave none, and keeps what else is known of it")
  func noNumber() throws {
    var verdict = VerdictRecord.of("cannot tell")
    var infinite = estimate(0, "I(T;S)", "gaussian", .infinity)
    infinite.lower = .nan
    infinite.upper = 2
    verdict.information = [infinite, estimate(1, "delta", "ksg", nil)]
    try job.ledger.commitVerdict(job: job.job, verdict)
    #expect(
      try sample.answer(
        """
        SELECT quantity, value_nats, lower, upper, rows, dimension, recovered FROM information
        ORDER BY ordinal
        """) == ["I(T;S)|-|-|2.0|400|3|-", "delta|-|-|-|400|3|-"])
  }

  @Test("has the exact criterion of real targets beside the estimates, under its own name")
  func criterion() throws {
    var verdict = VerdictRecord.of("distil")
    verdict.information = [
      estimate(0, "I(T;S)", "ksg", 1), estimate(1, "c", "criterion", 0.25),
      estimate(2, "sigma_y^2", "criterion", 0.5), estimate(3, "lambda*", "criterion", 0.75),
    ]
    try job.ledger.commitVerdict(job: job.job, verdict)
    #expect(
      try sample.answer(
        """
        SELECT max(CASE quantity WHEN 'c' THEN value_nats END)
          < max(CASE quantity WHEN 'sigma_y^2' THEN value_nats END) FROM information
        WHERE estimator = 'criterion'
        """) == ["1"])
  }

  @Test("is there before anything is distilled or sealed")
  func early() throws {
    var verdict = VerdictRecord.of("distil")
    verdict.information = [estimate(0, "I(T;S)", "ksg", 1)]
    try job.ledger.commitVerdict(job: job.job, verdict)
    #expect(try job.ledger.jobReport(job: job.job).information.count == 1)
    #expect(try job.ledger.job(job.job).seal == nil)
  }
}
