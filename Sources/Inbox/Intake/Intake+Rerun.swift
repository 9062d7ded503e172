import Experiments
import Ledger

extension Intake {
  /// Takes a job in again: what the ledger keeps of its bundle goes through the same check as on its
  /// first day, and becomes a job of its own that names the one it repeats.
  func take(_ request: RerunRequest, drop: DropRow) throws -> Outcome {
    let ledger = workplace.ledger
    let earlier: JobRow
    do throws(LedgerError) { earlier = try ledger.job(request.job) } catch {
      guard case .unknownJob = error else { throw error }
      return try refuse(drop, IntakeRefusal(kind: .bundle, reason: error.description))
    }
    if let reason = earlier.reasonNotToRepeat {
      return try refuse(drop, IntakeRefusal(kind: .bundle, reason: reason))
    }
    return try take(
      stored: try ledger.storedBundle(job: request.job), repeating: request.job, drop: drop)
  }

  /// Takes in a bundle whose members are in the store.
  ///
  /// - Parameter repeated: the job that was asked for again, where this ledger has it.
  func take(stored: StoredBundle, repeating repeated: Int?, drop: DropRow) throws -> Outcome {
    let input = try Descriptor.inMemory(
      try FrameCodec.encode(stored.bundle), as: "the members of a stored bundle")
    switch try hear(input, isStored: true, borrowing: stored.borrowed, drop: drop) {
    case .success(.accepted(_, let job)):
      return try insert(job, bundle: stored.bundle, drop: drop, repeating: repeated)
    case .failure(let refusal), .success(.refused(let refusal)):
      guard refusal.kind == .system else { return try refuse(drop, refusal) }
      return .postponed(reason: refusal.reason, isTrouble: true)
    case nil: return .postponed(reason: "Retort was asked to stop", isTrouble: false)
    }
  }
}

extension JobRow {
  /// Why there is nothing to repeat; `nil` where there is.
  public var reasonNotToRepeat: String? {
    switch state {
    case .queued, .running:
      """
      job \(job) is \(state.rawValue); only a job that has ended can be repeated
        remedy: wait until it has ended, or cancel it
      """
    case .rejected:
      """
      job \(job) is REJECTED: its bundle was never taken, so there is nothing to repeat
        remedy: mend the bundle and drop it again
      """
    case .completed, .failed, .timeout, .outOfMemory, .cancelled: nil
    }
  }
}
