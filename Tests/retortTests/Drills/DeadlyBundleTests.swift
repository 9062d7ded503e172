import Foundation
import Inbox
import Testing

/// Acceptance: deaths of a worker are counted, deaths of the daemon are not.
@Suite("Deaths and what they are held against") struct DeadlyBundleTests {
  /// A fault of a worker on one bundle, for ever: the machine kills it each time it stores a result.
  @Test("a bundle that kills its worker every time has failed after three, and says how they died")
  func deadlyForTheWorker() throws {
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.numbered(1), as: "deadly.tar.zst")
    let outcome = try killingChildren("worker-child", in: laboratory)
    #expect(outcome.code == 10)
    let state = RootState(laboratory)
    #expect(try state.strings("SELECT state FROM jobs") == ["FAILED"])
    #expect(
      try state.strings("SELECT outcome || ' ' || signal FROM attempts WHERE kind = 'worker'")
        == ["died 9", "died 9", "died 9"])
    let answer = try #require(laboratory.text("inbox/failed/deadly.tar.zst.md"))
    #expect(answer.contains("the worker died 3 times in a row without finishing a run"))
    #expect(answer.contains("SIGKILL"))
    #expect(try state.answerFaults() == [])

    // The next bundle is none the worse for it.
    try laboratory.drop(try TestBundle.numbered(2), as: "good.tar.zst")
    #expect(try laboratory.drain().code == 0)
    #expect(laboratory.text("inbox/done/good.tar.zst.md") != nil)
  }

  @Test(
    "a bundle that kills its reader every time is rejected after three, and lies beside the answer")
  func deadlyForTheReader() throws {
    let laboratory = try Laboratory()
    let bytes = try TestBundle.numbered(1)
    try laboratory.drop(bytes, as: "deadly.tar.zst")
    let outcome = try killingChildren("intake-child", in: laboratory)
    #expect(outcome.code == 11)
    let state = RootState(laboratory)
    #expect(
      try state.strings("SELECT outcome || ' ' || signal FROM attempts WHERE kind = 'intake'")
        == ["died 9", "died 9", "died 9"])
    let reason = try #require(laboratory.text("inbox/rejected/deadly.tar.zst.reason.md"))
    #expect(reason.contains("reading the bundle ended 3 processes"))
    #expect(reason.contains("SIGKILL"))
    let kept = FileManager.default.contents(
      atPath: "\(laboratory.path)/inbox/rejected/deadly.tar.zst")
    #expect(kept.map { Array($0) } == bytes)
    #expect(try state.answerFaults() == [])
  }

  /// Drains a root in which every child of one kind dies when it first stores something.
  private func killingChildren(
    _ kind: String, in laboratory: Laboratory
  ) throws -> RetortProgram.Outcome {
    let disturbance = try Disturbance()
    // What is stored first lies in `.incoming`, where only children write.
    let incoming = "\(laboratory.path)/ledger/objects/.incoming"
    if kind == "intake-child" {
      return try Daemon.drain.work(
        in: laboratory,
        environment: disturbance.plan(.endBefore, from: 1, to: .max, in: incoming))
    }
    // Taken in by a drain that stops there; the next one meets the fault.
    #expect(try laboratory.drain(stoppingAt: .running).code == 128 + SIGKILL)
    return try Daemon.drain.work(
      in: laboratory, environment: disturbance.plan(.endBefore, from: 1, to: .max, in: incoming))
  }

  @Test("a hundred deaths of the daemon do not fail a good job", arguments: Daemon.known)
  func hundredDeaths(daemon: Daemon) throws {
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.numbered(1), as: "good.tar.zst")
    #expect(try laboratory.drain(stoppingAt: .running).code == 128 + SIGKILL)
    let state = RootState(laboratory)
    // Steps of a worker's life that leave the job where it was: it may be killed there for ever.
    let steps = ["running", "workerAttemptBegun", "workerStarted"]
    for death in 1...100 {
      let step = steps[death % steps.count]
      let outcome = try daemon.work(in: laboratory, environment: ["RETORT_STOP_AT": step])
      #expect(outcome.code == 128 + SIGKILL, "death \(death)")
    }
    #expect(try daemon.work(in: laboratory).code == 0)
    #expect(try state.faults(jobs: [TestBundle.name(1)]) == [])
    let interrupted = try state.count(
      "SELECT count(*) FROM attempts WHERE kind = 'worker' AND outcome = 'interrupted'")
    // Killed at `running`, it had not begun an attempt.
    #expect(interrupted == 67)
    #expect(
      try state.strings("SELECT DISTINCT outcome FROM attempts WHERE kind = 'worker'").sorted()
        == ["finished", "interrupted"])
  }
}
