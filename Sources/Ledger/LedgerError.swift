/// Why the ledger refuses: what was expected, what was found, where, and what to do.
public enum LedgerError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No ledger at this place; one is never made by accident.
  case noRoot(path: String)
  /// A ledger stands where a new one was to be made.
  case exists(path: String)
  /// A file that is not our ledger; left as it is.
  case foreign(path: String, found: String)
  /// A ledger written by a later Retort.
  case newer(path: String, found: Int, supported: Int)
  /// A ledger of an earlier Retort, opened for reading only.
  case older(path: String, found: Int, needed: Int)
  /// A ledger that was opened for writing and cannot be written.
  case readOnly(path: String, reason: String)
  /// No room on the disk, or in the quota. Nothing was written; the same call may be repeated.
  case full(path: String)
  /// Someone else has been writing for longer than the busy timeout.
  case busy(path: String)
  case unknownJob(Int)
  case unknownDrop(Int)
  case unknownAttempt(Int)
  case illegalTransition(job: Int, from: JobState, to: JobState)
  /// Results are committed for a running job only.
  case notRunning(job: Int, state: JobState)
  /// A run for a place the plan does not have.
  case notPlanned(job: Int, ordinal: Int, planned: Int)
  /// A place of the plan holds another run.
  case placeTaken(job: Int, ordinal: Int, holds: String, offered: String)
  /// A run to be reused that the ledger does not hold.
  case unknownRun(key: String)
  /// A verdict may not be written once a student of its pair is distilled.
  case verdictTooLate(job: Int, teacher: String, student: String)
  /// Sealed results do not change.
  case sealed(job: Int)
  /// Only sealed jobs are completed.
  case notSealed(job: Int)
  /// Only jobs that have ended are answered.
  case notEnded(job: Int, state: JobState)
  /// What a job's runs left may be read by one that waits or runs.
  case needed(job: Int, by: Int, state: JobState)
  case object(ObjectStoreError)
  /// A value in the ledger no version of Retort writes.
  case unreadable(column: String, found: String)
  /// SQLite refused.
  case database(path: String, message: String)

  /// Whether room on the disk is all that is missing, for rows or for objects.
  public var isFull: Bool {
    switch self {
    case .full, .object(.full): true
    default: false
    }
  }

  public var description: String {
    switch self {
    case .noRoot(let path):
      """
      \(path): expected a Retort ledger, found none
      make a root with 'retort init', or name one with --root DIR
      """
    case .exists(let path):
      """
      \(path): a ledger is here already, and is never replaced
      use it as it is, or move it away first
      """
    case .foreign(let path, let found):
      """
      \(path): expected a Retort ledger, found \(found)
      it was left untouched; move it away, or name another root with --root DIR
      """
    case .newer(let path, let found, let supported):
      """
      \(path): the ledger has schema version \(found), this Retort knows versions up to \(supported)
      it was left untouched; use the Retort that wrote it, or a later one
      """
    case .older(let path, let found, let needed):
      """
      \(path): the ledger has schema version \(found), reading needs version \(needed)
      run 'retort drain' once with this Retort to bring it up to date
      """
    case .readOnly(let path, let reason):
      """
      \(path): the ledger cannot be written here: \(reason)
      nothing was touched; make it and the folder it lies in writable for the user Retort runs as, \
      and the disk not mounted read-only
      """
    case .full(let path):
      """
      \(path): no room left on the disk, or in its quota
      nothing was half-written; make room, then repeat: Retort goes on where it was
      """
    case .busy(let path):
      """
      \(path): another program has been writing to the ledger for over 5 seconds
      close open sqlite3 transactions on it, then repeat
      """
    case .unknownJob(let job):
      "job \(job) is not in the ledger; 'retort jobs' lists those that are"
    case .unknownDrop(let drop):
      "drop \(drop) is not in the ledger"
    case .unknownAttempt(let attempt):
      "attempt \(attempt) is not in the ledger, or has ended"
    case .illegalTransition(let job, let from, let to):
      "job \(job) is \(from.rawValue) and cannot become \(to.rawValue)"
    case .notRunning(let job, let state):
      "job \(job) is \(state.rawValue); results are committed for a RUNNING job only"
    case .notPlanned(let job, let ordinal, let planned):
      "job \(job) plans \(planned) runs, numbered from 0; run \(ordinal) is not one of them"
    case .placeTaken(let job, let ordinal, let holds, let offered):
      "run \(ordinal) of job \(job) is the run with key \(holds), not \(offered)"
    case .unknownRun(let key):
      "the ledger holds no run with key \(key); compute it instead of reusing it"
    case .verdictTooLate(let job, let teacher, let student):
      """
      job \(job): a verdict for \(teacher) → \(student) comes after a distilled run of that pair
      verdicts are written before distillation, or not at all
      """
    case .sealed(let job):
      "job \(job) is sealed; its results do not change any more"
    case .notSealed(let job):
      "job \(job) is not sealed; a report is made from sealed results only"
    case .notEnded(let job, let state):
      "job \(job) is \(state.rawValue); only jobs that have ended are answered"
    case .needed(let job, let open, let state):
      """
      what the runs of job \(job) left is needed: job \(open) is \(state.rawValue)\
      \(job == open ? "" : " and may read it")
      nothing was given up; repeat when job \(open) has ended
      """
    case .object(let error):
      error.description
    case .unreadable(let column, let found):
      """
      the ledger holds '\(found)' in \(column), which no version of Retort writes
      restore the ledger from a backup
      """
    case .database(let path, let message):
      """
      \(path): SQLite refused: \(message)
      it needs room on the disk, and it and retort.sqlite-wal and -shm beside it must be writable
      if that is so, 'retort doctor' looks the ledger over
      """
    }
  }
}
