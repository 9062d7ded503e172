import Foundation
import Inbox
import Testing

/// Acceptance: the disk is full, or the power fails, at a writing call of the life of one bundle, from
/// the first file of a new ledger to the last byte of the answer.
///
/// Here every 61st call; all of them with `RETORT_DRILL_STRIDE=1`, as `scripts/crash-drill` does.
@Suite("Disturbed at a writing call, a root") struct FullDiskTests {
  private static let stride = DrillTable.setting("STRIDE") ?? 61
  private static let job = TestBundle.name(1)

  /// A root as a clone has it, without a ledger, and a drop in it.
  private static func freshRoot() throws -> Laboratory {
    let laboratory = try Laboratory(isBare: true)
    try laboratory.drop(try TestBundle.numbered(1), as: "a.tar.zst")
    return laboratory
  }

  /// What an undisturbed life gives, and how many calls it makes.
  private static func undisturbed(_ deed: Disturbance.Deed) throws -> (
    evidence: [String: Data], calls: Int
  ) {
    let disturbance = try Disturbance()
    let laboratory = try freshRoot()
    let outcome = try Daemon.drain.work(
      in: laboratory, environment: disturbance.plan(deed, in: laboratory.path))
    #expect(outcome.code == 0)
    #expect(try RootState(laboratory).faults(jobs: [job]).isEmpty)
    let calls = try disturbance.calls()
    // Rows, objects, report, answer: the library did see them.
    #expect(calls > 200)
    return (try RootState(laboratory).evidence(), calls)
  }

  /// The calls to disturb; the first and the last are among them.
  private static func sample(_ calls: Int, offset: Int) -> [Int] {
    Array(
      Set(Swift.stride(from: 1 + offset % stride, through: calls, by: stride)).union([1, calls])
    )
    .sorted()
  }

  @Test("says that the disk is full, blames no bundle, and goes on when there is room again")
  func fullForGood() throws {
    try fillUp("full from that call on", offset: 0, saying: Self.words) { _ in .max }
  }

  @Test("survives a disk that is full for the moment of one call")
  func fullForAMoment() throws {
    // Where SQLite could not open its files it keeps to itself why, and when the ledger looks there is
    // room again: then it says what SQLite needs.
    try fillUp("full for that call", offset: 7, saying: Self.words + ["it needs room on the disk"])
    {
      $0
    }
  }

  private func fillUp(
    _ name: String, offset: Int, saying words: [String], until last: (Int) -> Int
  ) throws {
    let undisturbed = try Self.undisturbed(.full)
    let disturbance = try Disturbance()
    let sample = Self.sample(undisturbed.calls, offset: offset)
    for call in sample {
      let laboratory = try Self.freshRoot()
      let state = RootState(laboratory)
      let outcome = try Daemon.drain.work(
        in: laboratory,
        environment: disturbance.plan(.full, from: call, to: last(call), in: laboratory.path))
      let context = Comment(rawValue: "\(try disturbance.disturbed()): \(outcome)")
      if outcome.code == 0 {
        // What failed was not needed: the last tidying up of SQLite.
        #expect(try state.faults(jobs: [Self.job]) == [], context)
      } else {
        #expect(outcome.code == 1, context)
        #expect(words.contains { outcome.errors.contains($0) }, context)
      }
      for folder in ["inbox/rejected", "inbox/failed"] {
        // Where not even the folder could be made, nothing lies in it.
        #expect((try? laboratory.names(folder)) ?? [] == [], context)
      }
      #expect(try Daemon.drain.work(in: laboratory).code == 0, context)
      #expect(try state.faults(jobs: [Self.job]) == [], context)
      #expect(try state.evidence() == undisturbed.evidence, context)
    }
    try DrillTable.append([name, "\(undisturbed.calls)", "\(sample.count)"])
  }

  @Test("says that there was no room for a report a start had to make, and makes it later")
  func noRoomForTheReport() throws {
    let laboratory = try Self.freshRoot()
    let disturbance = try Disturbance()
    #expect(try laboratory.drain(stoppingAt: .sealed).code == 128 + SIGKILL)
    let outcome = try Daemon.drain.work(
      in: laboratory,
      environment: disturbance.plan(
        .full, from: 1, to: .max, in: "\(laboratory.path)/reports"))
    #expect(outcome.code == 1)
    #expect(Self.words.contains { outcome.errors.contains($0) }, "\(outcome)")
    #expect(try Daemon.drain.work(in: laboratory).code == 0)
    #expect(try RootState(laboratory).faults(jobs: [Self.job]) == [])
  }

  /// How a full disk is called: the system's words, the ledger's own, and those of the look before.
  private static let words = [
    "No space left on device", "no room left on the disk", "keep_free_gib in retort.yaml asks for",
  ]

  @Test(
    "is whole after the power has failed there",
    arguments: [Disturbance.Deed.endBefore, .endAfter])
  func powerCut(deed: Disturbance.Deed) throws {
    let undisturbed = try Self.undisturbed(deed)
    let disturbance = try Disturbance()
    let sample = Self.sample(undisturbed.calls, offset: 5 * Int(deed.rawValue))
    for call in sample {
      let laboratory = try Self.freshRoot()
      _ = try Daemon.drain.work(
        in: laboratory,
        environment: disturbance.plan(deed, from: call, to: call, in: laboratory.path))
      let context = Comment(rawValue: try disturbance.disturbed())
      #expect(try Daemon.drain.work(in: laboratory).code == 0, context)
      let state = RootState(laboratory)
      #expect(try state.faults(jobs: [Self.job]) == [], context)
      #expect(try state.evidence() == undisturbed.evidence, context)
    }
    try DrillTable.append(["\(deed)", "\(undisturbed.calls)", "\(sample.count)"])
  }
}

extension Disturbance.Deed: CustomStringConvertible {
  var description: String {
    switch self {
    case .full: "full"
    case .endBefore: "killed before that call"
    case .endAfter: "killed after that call"
    }
  }
}
