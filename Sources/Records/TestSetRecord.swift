/// The rows a job scores its runs on, once each. A sweep over splits has several test sets.
public struct TestSetRecord: Sendable, Hashable, Codable {
  /// Of the numbers of the rows.
  public var sha256: String
  public var rows: Int

  public init(sha256: String, rows: Int) {
    self.sha256 = sha256
    self.rows = rows
  }
}
