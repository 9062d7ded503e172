import GRDB
import Records
import Testing

@testable import Ledger

/// The rule is the database's own: it holds for SQL by hand as for the daemon.
@Suite("The rule that a verdict comes before distillation") struct VerdictTriggerTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  private func insertVerdict(job: Int, setting: String = "", ordinal: Int = 0) throws {
    try sample.sql(
      """
      INSERT INTO verdict_decisions (job, ordinal, teacher, student, variant, estimator, rows,
        verdict, reason, decided_at)
      VALUES (\(job), \(ordinal), 'pixels', 'morphology', '\(setting)', 'ksg', 1, 'distil',
        'because', '2026-08-01T12:30:05.250Z')
      """)
  }

  private func refusal(job: Int, setting: String = "") -> String? {
    #expect(throws: DatabaseError.self) { try insertVerdict(job: job, setting: setting) }?.message
  }

  private static let tooLate = "a verdict is written before distillation"

  @Test(
    "lets through what teaches nobody: teachers, students, smoothed students, fused references",
    arguments: [
      ("teacher", "pixels", ""), ("student", "", "morphology"), ("smoothed", "", "morphology"),
      ("fused", "pixels", "morphology"),
    ])
  func allowed(arm: String, teacher: String, student: String) throws {
    let job = try HandMadeJob(in: sample, plan: .plan(.arm(arm, teacher, student)))
    try job.commit(0, 1)
    try insertVerdict(job: job.job)
    #expect(try sample.answer("SELECT verdict FROM verdicts") == ["distil"])
  }

  @Test(
    "refuses it after any arm that learns from the pair's teacher or from its disturbed rows",
    arguments: ["distilled", "across", "within", "class-mean", "self"])
  func refused(arm: String) throws {
    let job = try HandMadeJob(
      in: sample, plan: .plan(.arm(arm, "pixels", "morphology", variant: "lambda=1")))
    try insertVerdict(job: job.job)
    try job.commit(0)
    let other = try HandMadeJob(
      in: sample, plan: .plan(.arm(arm, "pixels", "morphology", variant: "lambda=1")))
    try other.commit(0)
    #expect(refusal(job: other.job) == Self.tooLate)
  }

  @Test(
    "asks what an arm is, not what it is called",
    arguments: [
      (Arm.Kind.reference, false), (.part, false), (.control, true), (.distilled, true),
    ])
  func kinds(kind: Arm.Kind, isRefused: Bool) throws {
    let arm = Arm("frozen-aligner", kind, learnsFrom: "labels", meaning: "which stands still")
    let job = try HandMadeJob(
      in: sample, plan: .plan(.arm("frozen-aligner", "pixels", "morphology"))
    ) { $0.arms.append(arm) }
    try job.commit(0)
    if isRefused {
      #expect(refusal(job: job.job) == Self.tooLate)
    } else {
      try insertVerdict(job: job.job)
    }
  }

  @Test("knows the arms of every job: a run is planned for none that is not described")
  func described() throws {
    let error = #expect(throws: LedgerError.self) {
      try HandMadeJob(in: sample, plan: .plan(.arm("frozen-aligner", "pixels", "morphology")))
    }
    #expect(error?.description.contains("an arm that is described") == true)
  }

  @Test("refuses it after a distilled run that diverged, or that an earlier job computed")
  func anyRun() throws {
    let plan: [PlannedRunRecord] = .plan(.arm("distilled", "pixels", "morphology"))
    let diverged = try HandMadeJob(in: sample, plan: plan)
    try diverged.commit(0, key: "known", status: .diverged, reason: "loss is NaN")
    #expect(refusal(job: diverged.job) == Self.tooLate)
    let reused = try HandMadeJob(in: sample, plan: plan)
    try insertVerdict(job: reused.job)
    try reused.commit(0, key: "known", status: .diverged, wasComputed: false)
    #expect(refusal(job: reused.job, setting: "later") == Self.tooLate)
  }

  @Test("looks at the whole pair: a distilled run at one setting closes all of its settings")
  func settings() throws {
    let job = try HandMadeJob(
      in: sample,
      plan: .plan(
        .arm(
          "distilled", "pixels", "morphology", variant: "epochs=1, lambda=1", setting: "epochs=1"),
        .arm(
          "distilled", "pixels", "morphology", variant: "epochs=2, lambda=1", setting: "epochs=2")))
    try insertVerdict(job: job.job, setting: "epochs=1")
    try job.commit(0)
    #expect(refusal(job: job.job, setting: "epochs=2") == Self.tooLate)
  }

  @Test(
    "lets nothing of other pairs, of other jobs or of places that are not filled stand in its way")
  func elsewhere() throws {
    let plan: [PlannedRunRecord] = .plan(
      .arm("distilled", "pixels", "morphology"), .arm("distilled", "morphology", "pixels"))
    let other = try HandMadeJob(in: sample, plan: plan)
    try other.commit(0)
    let job = try HandMadeJob(in: sample, plan: plan)
    try job.commit(2)
    try insertVerdict(job: job.job)
    #expect(try sample.answer("SELECT job FROM verdicts") == ["\(job.job)"])
  }
}
