import Glibc
import Ledger

/// Tells a Retort that works in a root what to do, by files in its inbox; needs the right to drop,
/// nothing more.
public struct ControlFiles: Sendable {
  private let inbox: Folder

  public init(_ root: Root) { inbox = root.inbox }

  /// Keeps jobs from starting.
  public func hold() throws(SystemError) { try put(DropScan.hold) }

  public func release() throws(SystemError) { try inbox.remove(DropScan.hold) }

  /// Asks for a job to be cancelled.
  public func cancel(_ job: Int) throws(SystemError) { try put(CancelRequest(job: job).file) }

  /// Cancels a job in a root where nobody else works.
  public static func cancel(_ job: Int, at workplace: Workplace) throws {
    // A job that was running when its Retort ended is queued again first.
    try Reconciliation(workplace: workplace).run()
    _ = try Cancellation(workplace: workplace).cancel(job, because: "cancelled by 'retort cancel'")
  }

  private func put(_ name: FileName) throws(SystemError) {
    do { _ = try inbox.create(name) } catch {
      guard error.code == EEXIST else { throw error }
    }
  }
}
