internal import GRDB

/// The life of a job: which is next, which state it is in, when it is done.
extension Ledger {
  /// Moves a job to another state. Completing goes through ``complete(job:report:)``.
  public func setState(
    job: Int, to state: JobState, reason: String? = nil
  ) throws(LedgerError) {
    let now = clock()
    try write { database in
      let found = try database.state(ofJob: job)
      guard found.mayBecome(state) else {
        throw LedgerError.illegalTransition(job: job, from: found, to: state)
      }
      guard state != .completed else { throw LedgerError.notSealed(job: job) }
      try database.move(job: job, to: state, reason: reason, at: now)
    }
  }

  /// The report of a sealed job is written: the job is done. The same call again changes nothing.
  ///
  /// - Parameter report: path of the report below the root.
  public func complete(job: Int, report: String) throws(LedgerError) {
    let now = clock()
    try write { database in
      let found = try database.state(ofJob: job)
      if found == .completed { return }
      guard found.mayBecome(.completed) else {
        throw LedgerError.illegalTransition(job: job, from: found, to: .completed)
      }
      guard try database.seal(ofJob: job) != nil else { throw LedgerError.notSealed(job: job) }
      try database.execute(
        sql: "UPDATE jobs SET report = ? WHERE id = ?", arguments: [report, job])
      try database.move(job: job, to: .completed, reason: nil, at: now)
    }
  }

  /// The answer of a job that has ended is written beside its drop. The same call again changes
  /// nothing.
  public func recordAnswer(job: Int) throws(LedgerError) {
    let now = clock()
    try write { database in
      let state = try database.state(ofJob: job)
      guard state.isFinal else { throw LedgerError.notEnded(job: job, state: state) }
      try database.execute(
        sql: "UPDATE jobs SET answered_at = ? WHERE id = ? AND answered_at IS NULL",
        arguments: [now.text, job])
      guard database.changesCount == 1 else { return }
      try database.append(event: "ANSWERED", job: job, "its answer is written", at: now)
    }
  }

  /// Puts right what the end of the last daemon left open: its attempts are `interrupted`, running
  /// jobs return to the queue, and those that were sealed wait for their report.
  public func recover() throws(LedgerError) -> Recovery {
    let now = clock()
    return try write { database in
      let attempts = try Int.fetchAll(
        database, sql: "SELECT id FROM attempts WHERE outcome IS NULL ORDER BY id")
      try database.execute(
        sql: """
          UPDATE attempts SET outcome = 'interrupted', ended_at = ?,
            reason = 'the daemon ended before it'
          WHERE outcome IS NULL
          """, arguments: [now.text])
      let running = try Int.fetchAll(
        database, sql: "SELECT id FROM jobs WHERE state = 'RUNNING' ORDER BY id")
      var recovery = Recovery(interruptedAttempts: attempts, requeuedJobs: [], unreportedJobs: [])
      for job in running {
        if try database.seal(ofJob: job) != nil {
          recovery.unreportedJobs.append(job)
        } else {
          try database.move(
            job: job, to: .queued, reason: "the daemon ended while it ran", at: now)
          recovery.requeuedJobs.append(job)
        }
      }
      return recovery
    }
  }
}

/// What a starting daemon found open.
public struct Recovery: Sendable, Hashable {
  public var interruptedAttempts: [Int]
  public var requeuedJobs: [Int]
  /// Sealed, still RUNNING: render the report, then complete.
  public var unreportedJobs: [Int]

  public init(interruptedAttempts: [Int], requeuedJobs: [Int], unreportedJobs: [Int]) {
    self.interruptedAttempts = interruptedAttempts
    self.requeuedJobs = requeuedJobs
    self.unreportedJobs = unreportedJobs
  }
}

extension Database {
  fileprivate func move(job: Int, to state: JobState, reason: String?, at moment: Timestamp)
    throws
  {
    try execute(
      sql: "UPDATE jobs SET state = ?, reason = ?, ended_at = ? WHERE id = ?",
      arguments: [state.rawValue, reason, state.isFinal ? moment.text : nil, job])
    let isBad = state == .failed || state == .timeout || state == .outOfMemory
    try append(
      event: "STATE", isBad ? .error : .information, job: job,
      reason.map { "\(state.rawValue): \($0)" } ?? state.rawValue, at: moment)
  }
}
