import Records
import Testing

@testable import Ledger

@Suite("The views `kd_gain` and `transfers`") struct GainViewsTests {
  let sample: SampleLedger
  let job: HandMadeJob

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(in: sample)
  }

  private func transfer(
    _ ordinal: Int, _ reference: String, setting: String = "", value: Double? = 0.1,
    lower: Double? = 0.05, upper: Double? = 0.15, p: Double? = 0.01
  ) -> SummaryRecord {
    SummaryRecord(
      ordinal: ordinal, section: "transfer", item: "accuracy", label: reference,
      setting: setting, teacher: "pixels", student: "morphology",
      variant: setting.isEmpty ? "lambda=1" : "\(setting), lambda=1", value: value, lower: lower,
      upper: upper, extra: p)
  }

  @Test("have no row before the job is sealed")
  func unsealed() throws {
    try job.commit(4)
    #expect(try sample.answer("SELECT * FROM kd_gain") == [])
    #expect(try sample.answer("SELECT * FROM transfers") == [])
  }

  @Test("keep a diverged pair as a row without numbers, not as one of 0")
  func diverged() throws {
    try job.seal(
      [.of("lambda=1", gain: nil, outcome: nil)],
      summaries: [transfer(0, "within", value: nil, lower: nil, upper: nil, p: nil)])
    #expect(
      try sample.answer(
        "SELECT gain, gain_lower, p_value, p_adjusted, transfer, outcome, claim FROM kd_gain")
        == ["-|-|-|-|-|-|0"])
    #expect(
      try sample.answer(
        "SELECT reference, transfer, transfer_lower, transfer_upper, p_value FROM transfers")
        == ["within|-|-|-|-"])
  }

  @Test("say which runs of `results` were set against each other")
  func variants() throws {
    let plan: [PlannedRunRecord] = .plan(
      .arm("student", "", "morphology", variant: "weight decay 0.01", seeds: 1),
      .arm("student", "", "morphology", variant: "weight decay 0.1", seeds: 1),
      .arm("distilled", "pixels", "morphology", variant: "lambda=1", method: "hinton", seeds: 1),
      .arm(
        "distilled", "pixels", "morphology", variant: "lambda=1, weight decay 1", method: "hinton",
        seeds: 1))
    let other = try HandMadeJob(in: sample, plan: plan)
    for (ordinal, accuracy) in [0.5, 0.625, 0.75, 1].enumerated() {
      try other.commit(ordinal, accuracy: accuracy)
    }
    var comparison = ComparisonRecord.of("lambda=1", gain: 0.375)
    comparison.studentVariant = "weight decay 0.1"
    comparison.distilledVariant = "lambda=1, weight decay 1"
    try other.seal([comparison])
    let joined = """
      SELECT kd_gain.variant, distilled.value - student.value, gain FROM kd_gain
      JOIN results AS student ON student.job = kd_gain.job AND student.arm = 'student'
        AND student.variant = kd_gain.student_variant
      JOIN results AS distilled ON distilled.job = kd_gain.job AND distilled.arm = 'distilled'
        AND distilled.variant = kd_gain.distilled_variant
      """
    #expect(try sample.answer(joined) == ["lambda=1|0.375|0.375"])
  }

  @Test("of jobs of older versions lack what these did not write, and are read all the same")
  func older() throws {
    try job.seal([.of("lambda=1", gain: 0.1)])
    #expect(
      try sample.answer("SELECT claim_p_value, student_variant, distilled_variant FROM kd_gain")
        == ["-|-|-"])
    let gain = try #require(try job.ledger.gains(job: job.job).first)
    #expect(gain.gain == 0.1 && gain.studentVariant == nil && gain.claimPValue == nil)
  }

  @Test("have the references of every setting, in the order of the report, and no other facts")
  func references() throws {
    try job.seal(summaries: [
      transfer(0, "student", setting: "epochs=1"), transfer(1, "self", setting: "epochs=1"),
      SummaryRecord(ordinal: 2, section: "arm", item: "accuracy", label: "student", value: 0.5),
      transfer(3, "student", setting: "epochs=2"),
      SummaryRecord(ordinal: 4, section: "reservation", text: "cut short"),
    ])
    #expect(
      try sample.answer(
        "SELECT setting, variant, reference, metric, ordinal FROM transfers ORDER BY ordinal")
        == [
          "epochs=1|epochs=1, lambda=1|student|accuracy|0",
          "epochs=1|epochs=1, lambda=1|self|accuracy|1",
          "epochs=2|epochs=2, lambda=1|student|accuracy|3",
        ])
  }

  @Test("meet at the variant: the least clear transfer of a gain is one of its references")
  func meeting() throws {
    var gain = ComparisonRecord.of("lambda=1", gain: 0.2)
    gain.transfer = 0.02
    gain.transferReference = "smoothed"
    try job.seal(
      [gain, .of("lambda=0.5", selected: false)],
      summaries: [
        transfer(0, "student", value: 0.2), transfer(1, "smoothed", value: 0.02, lower: -0.01),
      ])
    #expect(
      try sample.answer(
        """
        SELECT transfers.reference, transfers.transfer, transfers.transfer_lower
        FROM kd_gain JOIN transfers USING (job, teacher, student, variant, metric)
        WHERE transfers.reference = transfer_reference AND transfers.transfer = kd_gain.transfer
        """) == ["smoothed|0.02|-0.01"])
  }
}
