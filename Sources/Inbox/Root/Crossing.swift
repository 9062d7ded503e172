/// A step the parent process takes in the life of a drop and of its job, in that order.
///
/// Between any two of them the power may fail. Whoever makes a `Workplace` may be told of each as it
/// is taken, and a test may end the process right there: a start afterwards must come to the same end.
public enum Crossing: String, Sendable, Hashable, CaseIterable {
  // The drop.
  /// An empty folder waits in `.claimed` for the drop.
  case claimFolderMade
  /// The drop has been moved out of the inbox.
  case claimed
  /// The claim has its row.
  case dropRecorded
  /// A row says that an intake child is about to start.
  case intakeAttemptBegun
  case intakeStarted
  /// The intake child has ended, and nothing says so yet.
  case intakeHeard
  /// Its row says how it ended.
  case intakeAttemptFinished
  /// The drop may still be on its way and lies in the inbox again; its claim is an empty folder.
  case givenBack
  /// The drop is answered in the ledger by a job of its own …
  case jobInserted
  /// … by an earlier one …
  case duplicateRecorded
  /// … or by a refusal.
  case refusalRecorded
  /// The reason lies in `rejected/`, the drop still in its claim.
  case reasonWritten
  /// The drop lies beside its reason; its claim is an empty folder.
  case dropRejected
  /// The drop is removed; its claim is an empty folder.
  case claimEmptied
  case claimDiscarded

  // Its job.
  case running
  /// A row says that a worker is about to start.
  case workerAttemptBegun
  case workerStarted
  case runCommitted
  case verdictCommitted
  /// The worker has ended, and nothing says so yet.
  case workerEnded
  /// Its row says how it ended.
  case workerAttemptFinished
  case sealed
  /// The report is whole in its temporary folder.
  case reportWritten
  case reportPublished
  case completed
  case indexWritten
  /// The answer to one drop is there.
  case answerWritten
  /// An event says that all are.
  case answered
}

/// Hears of every crossing of one process, on the thread that makes it.
public typealias CrossingGuard = @Sendable (Crossing) -> Void
