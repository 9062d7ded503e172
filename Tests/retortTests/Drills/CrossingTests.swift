import Foundation
import Inbox
import Testing

/// Acceptance: the daemon is killed once at every step it takes, and nothing is lost or done twice.
@Suite("Killed at a step, a daemon's next start") struct CrossingTests {
  /// One drop of every fate: a job, its duplicate, a refusal, and one that may still be on its way.
  private static func drop(in laboratory: Laboratory) throws {
    try laboratory.drop(try TestBundle.numbered(1), as: "good.tar.zst")
    try laboratory.drop(try TestBundle.numbered(1), as: "same.tar.zst")
    try laboratory.drop(Array("no archive\n".utf8), as: "bad.tar")
  }

  private static func expectWhole(
    _ laboratory: Laboratory, _ context: Comment, like evidence: [String: Data]
  ) throws {
    let state = RootState(laboratory)
    let faults = try state.faults(jobs: [TestBundle.name(1)])
    #expect(faults == [], context)
    #expect(try state.evidence() == evidence, context)
    #expect(
      try state.strings("SELECT name || ' ' || outcome FROM drops ORDER BY name")
        == ["bad.tar rejected", "good.tar.zst accepted", "same.tar.zst duplicate"], context)
  }

  /// The results of a root nobody disturbed.
  private static func undisturbed() throws -> [String: Data] {
    let quiet = try Laboratory()
    try drop(in: quiet)
    #expect(try Daemon.drain.work(in: quiet).code == 11)
    let evidence = try RootState(quiet).evidence()
    #expect(evidence.count > 6)
    try expectWhole(quiet, "undisturbed", like: evidence)
    return evidence
  }

  /// Steps these drops never take: this one needs an archive that ends early.
  private static let steps = Crossing.allCases.filter { $0 != .givenBack }

  @Test("comes to the same end, whatever the step", arguments: Daemon.known)
  func everyStep(daemon: Daemon) throws {
    let evidence = try Self.undisturbed()
    for step in Self.steps {
      let laboratory = try Laboratory()
      try Self.drop(in: laboratory)
      let killed = try daemon.work(in: laboratory, environment: ["RETORT_STOP_AT": step.rawValue])
      #expect(killed.code == 128 + SIGKILL, "\(daemon) was not killed at \(step)")
      _ = try daemon.work(in: laboratory)
      try Self.expectWhole(laboratory, "\(daemon) killed at \(step)", like: evidence)
    }
  }

  @Test("comes to the same end when it is killed again and again, at one step after the other")
  func oneAfterTheOther() throws {
    let evidence = try Self.undisturbed()
    let laboratory = try Laboratory()
    try Self.drop(in: laboratory)
    var kills = 0
    // A step it has come past is not taken again: then it runs to the end of what is left.
    for step in Self.steps {
      let outcome = try Daemon.drain.work(
        in: laboratory, environment: ["RETORT_STOP_AT": step.rawValue])
      kills += outcome.code == 128 + SIGKILL ? 1 : 0
    }
    #expect(kills > 8)
    _ = try Daemon.drain.work(in: laboratory)
    try Self.expectWhole(laboratory, "killed \(kills) times", like: evidence)
  }

  @Test("keeps a drop that may still be on its way, killed while it is given back")
  func givenBack() throws {
    let laboratory = try Laboratory()
    let bytes = try TestBundle.numbered(1)
    try laboratory.drop(Array(bytes.prefix(bytes.count / 2)), as: "slow.tar.zst")
    let killed = try laboratory.drain(stoppingAt: .givenBack)
    #expect(killed.code == 128 + SIGKILL)
    #expect(try laboratory.names("inbox").contains("slow.tar.zst"))
    #expect(try laboratory.names("inbox/.claimed").count == 1)
    try laboratory.drop(bytes, as: "slow.tar.zst")
    #expect(try laboratory.drain().code == 0)
    #expect(try RootState(laboratory).faults(jobs: [TestBundle.name(1)]).isEmpty)
  }

  @Test("refuses a step that is none, and lists those there are")
  func unknown() throws {
    let laboratory = try Laboratory()
    let outcome = try Daemon.drain.work(
      in: laboratory, environment: ["RETORT_STOP_AT": "claimed:x"])
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("RETORT_STOP_AT is 'claimed:x'"))
    #expect(outcome.errors.contains("reportPublished"))
  }
}

extension Laboratory {
  func drain(stoppingAt step: Crossing) throws -> RetortProgram.Outcome {
    try Daemon.drain.work(in: self, environment: ["RETORT_STOP_AT": step.rawValue])
  }
}
