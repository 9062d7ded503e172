import Ledger

/// Adds to a root's history what a command has found that does not work in the root.
///
/// One short transaction of its own: SQLite lets it in beside a watch, which waits for a moment. Events
/// are only ever added, so nothing the watch relies on changes.
public struct History: Sendable {
  private let root: Root

  public init(_ root: Root) { self.root = root }

  /// - Returns: why that could not be; `nil` where it is written.
  public func note(
    _ kind: String, _ level: EventRecord.Level, job: Int?, _ message: String, sha256: String? = nil
  ) -> String? {
    do throws(LedgerError) {
      try Ledger.open(at: root.ledgerPath).appendEvent(
        kind: kind, level: level, job: job, message: message, sha256: sha256)
      return nil
    } catch {
      let reason = error.description.split(separator: "\n").first.map(String.init) ?? ""
      return "no event could be written: \(reason)"
    }
  }
}
