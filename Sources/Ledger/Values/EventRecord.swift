/// A line of the ledger's append-only history.
public struct EventRecord: Sendable, Hashable, Codable {
  public enum Level: String, Sendable, Hashable, Codable, CaseIterable {
    case information, warning, error
  }

  public var event: Int
  public var at: Timestamp
  public var job: Int?
  public var level: Level
  /// One word in capitals: `SEALED`, `STATE`, `DUPLICATE`, `DIFFERS` …
  public var kind: String
  public var message: String
  /// A digest the event vouches for.
  public var sha256: String?

  public init(
    event: Int, at: Timestamp, job: Int?, level: Level, kind: String, message: String,
    sha256: String? = nil
  ) {
    self.event = event
    self.at = at
    self.job = job
    self.level = level
    self.kind = kind
    self.message = message
    self.sha256 = sha256
  }
}
