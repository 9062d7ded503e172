import Records
import Testing

@testable import Ledger

@Suite("Places of a search") struct SearchPlacesTests {
  let sample: SampleLedger
  let job: HandMadeJob

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(
      in: sample, plan: .plan(.arm("student", "", "morphology", stage: "student search", seeds: 5)))
    try job.commit(0, accuracy: 0.5)
    try job.commit(2, accuracy: 0.75)
  }

  @Test("nothing asked for leave the plan with the seal; the others keep their numbers")
  func leave() throws {
    try job.seal(unfilled: [1, 3, 4])
    #expect(try job.ledger.plan(job: job.job).map(\.ordinal) == [0, 2])
    #expect(
      try sample.answer("SELECT ordinal, value FROM results ORDER BY 1") == ["0|0.5", "2|0.75"])
    #expect(
      try sample.answer("SELECT planned_runs, committed_runs FROM job_list") == ["2|2"])
    #expect(try !job.ledger.events(job: job.job).contains { $0.kind == "UNFILLED" })
  }

  @Test("that are filled stay, whatever the seal says of them")
  func filled() throws {
    try job.seal(unfilled: [0, 1, 2, 3, 4])
    #expect(try job.ledger.plan(job: job.job).map(\.ordinal) == [0, 2])
    #expect(try sample.answer("SELECT count(*) FROM runs") == ["2"])
  }

  @Test("that stay empty are told of, and how many they are")
  func empty() throws {
    try job.seal(unfilled: [3])
    let warning = try job.ledger.events(job: job.job).first { $0.kind == "UNFILLED" }
    #expect(warning?.message == "2 planned runs could not be computed, the first is run 1")
    #expect(warning?.level == .warning)
  }

  @Test("that left make the same seal as a plan that never had them")
  func seal() throws {
    let seal = try job.seal(unfilled: [1, 3, 4])
    let other = try SampleLedger()
    let lean = try HandMadeJob(in: other, plan: try job.ledger.plan(job: job.job))
    try lean.commit(0, key: "job \(job.job), place 0", accuracy: 0.5)
    try lean.commit(2, key: "job \(job.job), place 2", accuracy: 0.75)
    #expect(try lean.seal() == seal)
  }
}
