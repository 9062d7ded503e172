import Glibc
import Inbox
import Ledger

/// A drop that was handed to another Retort, followed in the ledger until it is answered.
struct FollowedDrop {
  private static let pause: UInt32 = 100_000

  private let name: String
  private let root: Root
  private let ledger: Ledger

  init(_ name: String, _ root: Root, _ ledger: Ledger) {
    self.name = name
    self.root = root
    self.ledger = ledger
  }

  func result(_ line: ProgressLine) throws -> DirectRun.Result {
    let drop = try answeredDrop()
    guard let job = drop.job, let outcome = drop.outcome else {
      throw TroubleError("the drop \(ShownName.line(name)) has no answer in the ledger")
    }
    if outcome == .rejected { return .rejected(number: job, reason: drop.reason ?? "") }
    let row = try endedJob(job, line)
    guard row.state == .completed, let report = row.report else {
      return .ended(job: job, row.state, reason: row.reason)
    }
    return .completed(
      job: job, report: report, warnings: [], wasKnown: outcome == .duplicate)
  }

  private func answeredDrop() throws -> DropRow {
    while true {
      if let drop = try ledger.drops(named: name).last, drop.outcome != nil { return drop }
      try pause(elseWaiting: "the bundle waits in the inbox as \(ShownName.line(name))")
    }
  }

  private func endedJob(_ job: Int, _ line: ProgressLine) throws -> JobRow {
    while true {
      let row = try ledger.job(job)
      if row.state.isFinal { return row }
      if let running = try WorkStatus.of(root)?.job, let progress = running.progress {
        line.show(job: running.number, progress)
      }
      try pause(elseWaiting: "job \(job) waits in the queue")
    }
  }

  private func pause(elseWaiting what: String) throws {
    guard try RootLock.holder(of: root) != nil else {
      throw TroubleError(
        """
        the Retort that worked in \(root.path) has ended; \(what)
          remedy: start it again with 'retort watch', or run 'retort drain'
        """)
    }
    usleep(Self.pause)
  }
}
