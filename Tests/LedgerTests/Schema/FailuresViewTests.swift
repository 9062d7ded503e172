import Records
import Testing

@testable import Ledger

@Suite("The view `failures`") struct FailuresViewTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }

  init() throws { sample = try SampleLedger() }

  private func failures() throws -> [String] {
    try sample.answer(
      "SELECT job, name, kind, place, reason FROM failures ORDER BY kind, place, job")
  }

  private func end(
    _ attempt: Int, _ outcome: AttemptRecord.Outcome, exitCode: Int? = nil, signal: Int? = nil
  ) throws {
    try ledger.finishAttempt(
      attempt,
      .init(
        outcome: outcome, exitCode: exitCode, signal: signal, wallSeconds: 1, cpuSeconds: 1,
        peakBytes: 1, reason: "it said so"))
  }

  @Test(
    "has jobs that ended badly, not those that wait, run, were cancelled or are done",
    arguments: JobState.allCases.filter { ![.queued, .rejected, .completed].contains($0) })
  func jobs(state: JobState) throws {
    let job = try sample.insertJob()
    try ledger.setState(job: job, to: .running)
    if state != .running { try ledger.setState(job: job, to: state, reason: "so it was") }
    let isBad = [.failed, .timeout, .outOfMemory].contains(state)
    #expect(try failures() == (isBad ? ["\(job)|digits|job|\(state.rawValue)|so it was"] : []))
  }

  @Test("has processes that ended badly, with their signal or exit code")
  func processes() throws {
    let job = try sample.insertJob()
    try ledger.setState(job: job, to: .running)
    let endings: [(AttemptRecord.Outcome, Int?, Int?)] = [
      (.died, nil, 11), (.failed, 2, nil), (.timeout, nil, nil), (.outOfMemory, nil, 9),
      (.finished, 0, nil), (.cancelled, nil, 15), (.interrupted, nil, nil),
    ]
    for (outcome, exitCode, signal) in endings {
      let attempt = try ledger.beginAttempt(.worker(job: job), environment: Sample.environment)
      try end(attempt, outcome, exitCode: exitCode, signal: signal)
    }
    #expect(
      try failures() == [
        "\(job)|digits|worker|died, signal 11|it said so",
        "\(job)|digits|worker|failed, exit code 2|it said so",
        "\(job)|digits|worker|out-of-memory, signal 9|it said so",
        "\(job)|digits|worker|timeout|it said so",
      ])
  }

  @Test("names an intake by its drop until the drop is answered, then by the job that answers it")
  func intake() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "broken.tar", receivedAt: .zero).drop
    let attempt = try ledger.beginAttempt(.intake(drop: drop), environment: Sample.environment)
    try end(attempt, .died, signal: 9)
    #expect(try failures() == ["-|broken.tar|intake|died, signal 9|it said so"])
    let job = try ledger.recordRefusal(drop: drop, reason: "its intake died twice")
    #expect(
      try failures() == [
        "\(job)|broken.tar|intake|died, signal 9|it said so",
        "\(job)|broken.tar|job|REJECTED|its intake died twice",
      ])
  }

  @Test("has a diverged run at every place it fills, whatever arm it is, and in every job")
  func runs() throws {
    let teacher: [PlannedRunRecord] = .plan(.arm("teacher", "pixels", seeds: 1))
    let plan: [PlannedRunRecord] = .plan(
      teacher, .arm("student", "", "morphology", seeds: 1),
      .arm("distilled", "pixels", "morphology", variant: "lambda=1", method: "hinton", seeds: 1))
    let first = try HandMadeJob(in: sample, plan: plan)
    try first.commit(0, 1, 2, key: "bad", status: .diverged, reason: "loss is NaN")
    let second = try HandMadeJob(in: sample, name: "again", plan: teacher)
    try second.commit(0, key: "bad", status: .diverged, reason: "loss is NaN", wasComputed: false)
    #expect(
      try failures() == [
        "\(first.job)|digits|run|run 0: teacher pixels, seed 0|loss is NaN",
        "\(second.job)|again|run|run 0: teacher pixels, seed 0|loss is NaN",
        "\(first.job)|digits|run|run 1: student morphology, seed 0|loss is NaN",
        "\(first.job)|digits|run|run 2: distilled pixels morphology, lambda=1, seed 0|loss is NaN",
      ])
  }

  @Test("tells when: the latest failure is the last by time")
  func moments() throws {
    let jobs = try ["one", "two"].map { try sample.insertJob(content: $0) }
    for job in jobs { try ledger.setState(job: job, to: .failed, reason: "no luck") }
    #expect(
      try sample.answer("SELECT job FROM failures ORDER BY at DESC LIMIT 1") == ["\(jobs[1])"])
    #expect(
      try sample.answer(
        "SELECT count(*) FROM failures WHERE at = (SELECT ended_at FROM job_list "
          + "WHERE job_list.job = failures.job)") == ["2"])
  }
}
