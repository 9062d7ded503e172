import Records
import Testing

@testable import Ledger

@Suite("The view `stages`") struct StagesViewTests {
  let sample: SampleLedger

  init() throws { sample = try SampleLedger() }

  /// Two settings of a sweep that share their teacher.
  private static let plan: [PlannedRunRecord] = .plan(
    arms(at: "epochs=1"), arms(at: "epochs=2"))

  private static func arms(at setting: String) -> [PlannedRunRecord] {
    .plan(
      .arm(
        "teacher", "pixels", variant: setting, setting: setting, stage: "teachers and students"),
      .arm(
        "student", "", "morphology", variant: setting, setting: setting, stage: "student search",
        seeds: 3),
      .arm(
        "distilled", "pixels", "morphology", variant: "\(setting), lambda=1", setting: setting,
        stage: "distilling", method: "hinton"))
  }

  private func stages() throws -> [String] {
    try sample.answer(
      """
      SELECT setting, stage, planned_runs, committed_runs, reused_runs, diverged_runs FROM stages
      ORDER BY job, ordinal
      """)
  }

  @Test("counts planned, committed, reused and diverged runs of every stage at every setting")
  func counts() throws {
    let earlier = try HandMadeJob(in: sample, plan: Self.plan)
    try earlier.commit(2, key: "known")
    try earlier.ledger.setState(job: earlier.job, to: .failed)
    let job = try HandMadeJob(in: sample, plan: Self.plan)
    try job.commit(0, 7)
    try job.commit(1)
    try job.commit(2, key: "known", wasComputed: false)
    try job.commit(3)
    try job.commit(5, accuracy: .nan, status: .diverged, reason: "loss is NaN")
    #expect(
      try sample.answer(
        """
        SELECT setting, stage, planned_runs, committed_runs, reused_runs, diverged_runs FROM stages
        WHERE job = \(job.job) ORDER BY ordinal
        """) == [
          "epochs=1|teachers and students|2|2|0|0", "epochs=1|student search|3|2|1|0",
          "epochs=1|distilling|2|1|0|1", "epochs=2|teachers and students|2|1|1|0",
          "epochs=2|student search|3|0|0|0", "epochs=2|distilling|2|0|0|0",
        ])
  }

  @Test("counts a run that a rerun repeats as computed, not as reused")
  func rerun() throws {
    let plan: [PlannedRunRecord] = .plan(
      .arm("teacher", "pixels", stage: "teachers and students"))
    let first = try HandMadeJob(in: sample, plan: plan)
    try first.commit(0, key: "known")
    let rerun = try HandMadeJob(in: sample, plan: plan, rerun: true)
    try rerun.commit(0, key: "known", wasComputed: true)
    #expect(
      try sample.answer("SELECT committed_runs, reused_runs FROM stages ORDER BY job")
        == ["1|0", "1|0"])
  }

  @Test("sorts by the place at which each begins")
  func order() throws {
    _ = try HandMadeJob(in: sample, plan: Self.plan)
    #expect(
      try sample.answer("SELECT ordinal FROM stages ORDER BY ordinal")
        == ["0", "2", "5", "7", "9", "12"])
  }

  @Test("forgets places a search did not ask for, once the job is sealed")
  func unfilled() throws {
    let job = try HandMadeJob(
      in: sample, plan: .plan(.arm("student", "", "morphology", stage: "student search", seeds: 4)))
    try job.commit(0)
    try job.commit(1)
    #expect(try stages() == ["|student search|4|2|0|0"])
    try job.seal(unfilled: [2, 3])
    #expect(try stages() == ["|student search|2|2|0|0"])
  }

  @Test("has one row without a name for a job of a version that named no stages")
  func older() throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(0)
    #expect(try stages() == ["||10|1|0|0"])
  }
}
