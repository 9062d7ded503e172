import Glibc
import Ledger
import Logging
import Synchronization

/// Takes in what lies in the inbox: claim, intake, answer, drop by drop, then the control files.
///
/// Any thread may ask for a look; looks take turns.
final class Reception: Sendable {
  private struct Memory {
    var postponed: PostponedDrops
    /// Drops that must be seen unchanged for a while, on a clock that never jumps.
    var restless = PostponedDrops(patience: Double(Completeness.quietTime) * 1e-9)
    /// Claims may have been left over: by the end of the last process, or by trouble in this one.
    var hasClaims = true
  }

  private let workplace: Workplace
  private let memory: Mutex<Memory>

  init(_ workplace: Workplace) {
    self.workplace = workplace
    memory = Mutex(
      Memory(
        postponed: PostponedDrops(patience: Double(workplace.settings.truncatedAfterSeconds))))
  }

  /// What one look over the inbox found and did.
  struct Look: Sendable, Hashable {
    var outcomes: [Intake.Outcome] = []
    /// Jobs that were cancelled before they began.
    var cancelled: [Int] = []
    /// What stays in the inbox for now.
    var left: [LeftDrop] = []
    /// Seconds after which something that was left may be complete.
    var nextLook: Double?

    fileprivate mutating func leave(
      _ name: FileName, _ reason: String, until seconds: Double? = nil, isTrouble: Bool = false
    ) {
      left.append(LeftDrop(name: ShownName.plain(name), reason: reason, isTrouble: isTrouble))
      if let seconds { nextLook = min(nextLook ?? seconds, seconds) }
    }
  }

  /// - Throws: trouble of the machine or the ledger. What was claimed is taken up by the next look.
  func look() throws -> Look {
    try memory.withLock { memory in
      var look = Look()
      do {
        try takeUpClaims(&look, &memory)
        try takeIn(&look, &memory)
      } catch {
        memory.hasClaims = true
        throw error
      }
      return look
    }
  }

  /// Does something while no look is under way.
  func whileIdle<Value>(_ body: () throws -> Value) rethrows -> Value {
    try memory.withLock { _ in try body() }
  }

  /// Takes in claims that were left over, and nothing else.
  func takeUpClaims() throws {
    try memory.withLock { memory in
      var look = Look()
      try takeUpClaims(&look, &memory)
    }
  }

  private func takeIn(_ look: inout Look, _ memory: inout Memory) throws {
    let contents = try DropScan(workplace.folders.inbox).contents()
    let present = contents.drops.map(\.facts.identity)
    memory.postponed.keepOnly(present)
    memory.restless.keepOnly(present)
    for drop in contents.drops {
      guard !workplace.stop.isRequested else { return }
      try take(drop, &look, &memory)
    }
    try heed(contents.cancels, &look)
  }

  /// A request for a drop that still lies in the inbox waits until that has become a job.
  private func heed(_ requests: [CancelRequest], _ look: inout Look) throws {
    guard !requests.isEmpty else { return }
    let waiting = Set(try DropScan(workplace.folders.inbox).candidates())
    for request in requests where !waiting.contains(request.subject) {
      look.cancelled += try Cancellation(workplace: workplace).heed(request)
    }
  }

  private func take(
    _ drop: DropScan.Found, _ look: inout Look, _ memory: inout Memory
  ) throws {
    let now = Clock.steadySeconds()
    let advice = memory.postponed.advice(drop.facts, now: now)
    if case .wait(let seconds, let reason, let isTrouble) = advice {
      return look.leave(drop.name, reason, until: seconds, isTrouble: isTrouble)
    }
    if let shortage = workplace.shortage(for: drop.facts.bytes) {
      return look.leave(drop.name, shortage, isTrouble: true)
    }
    let attempt: Claim.Attempt
    do {
      attempt = try Claim.take(
        drop.name, from: workplace.folders,
        isQuiet: memory.restless.advice(drop.facts, now: now) == .takeAsFinal,
        cross: workplace.cross)
    } catch {
      // A drop that may not be moved (another user's folder, a sticky inbox) must not stop the rest.
      if error.code == EACCES || error.code == EPERM { try answerImmovable(drop.name, error) }
      return look.leave(drop.name, error.description, isTrouble: error.isFull)
    }
    switch attempt {
    case .gone: break
    case .unfinished(.quietIn(let time)):
      look.leave(drop.name, "it changed a moment ago", until: Double(time) * 1e-9)
      if case .take = memory.restless.advice(drop.facts, now: now) {
        memory.restless.postpone(drop.facts, reason: "it changed a moment ago", now: now)
      }
    case .unfinished: look.leave(drop.name, "it is still being written", until: Self.secondLook)
    case .claimed(let claim):
      let outcome = try Intake(workplace: workplace).take(
        claim, isPatient: advice != .takeAsFinal)
      try Answers(workplace: workplace).answer(outcome, to: claim)
      look.outcomes.append(outcome)
      guard case .postponed(let reason, let isTrouble) = outcome else { return }
      look.leave(claim.name, reason, until: memory.postponed.patience, isTrouble: isTrouble)
      if let facts = claim.facts {
        memory.postponed.postpone(facts, reason: reason, isTrouble: isTrouble, now: now)
      }
    }
  }

  /// What may not be moved cannot be claimed; its dropper is told all the same. The same words again
  /// change nothing.
  private func answerImmovable(_ name: FileName, _ error: SystemError) throws {
    try AnswerFolder(folder: workplace.folders.rejected).write(
      AnswerText.immovable(name.text, reason: error.description), for: name.text,
      number: "immovable")
  }

  /// Seconds after which a drop that is being written is looked at again. Usually its end is hinted at
  /// before.
  private static let secondLook = 0.1

  /// Takes in claims that were left over.
  private func takeUpClaims(_ look: inout Look, _ memory: inout Memory) throws {
    guard memory.hasClaims else { return }
    for claim in try Claim.leftOver(in: workplace.folders, cross: workplace.cross) {
      workplace.log.notice(
        "claim taken up again", metadata: ["name": "\(ShownName.plain(claim.name))"])
      let outcome = try Intake(workplace: workplace).take(claim, isPatient: true)
      try Answers(workplace: workplace).answer(outcome, to: claim)
      look.outcomes.append(outcome)
    }
    try forgetLostClaims()
    memory.hasClaims = false
  }

  /// Every claim has been taken in again: a drop that is open still has lost its claim to someone who
  /// emptied `.claimed`, and there is nothing left that could be answered.
  private func forgetLostClaims() throws {
    for drop in try workplace.ledger.openDrops() {
      workplace.log.warning(
        "a claim is gone without an answer", metadata: ["name": "\(ShownName.line(drop.name))"])
      try workplace.ledger.withdrawDrop(claim: drop.claim)
    }
  }
}

extension Claim {
  /// What was known of the file before it was claimed; `nil` where it was not opened.
  var facts: FileFacts? {
    if case .file(_, let facts) = content { facts } else { nil }
  }
}
