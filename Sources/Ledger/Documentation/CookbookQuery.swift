/// A question people ask of a ledger, and its answer in SQL; a test runs every one.
public struct CookbookQuery: Sendable, Hashable {
  public var question: String
  /// What to know about the answer; may be empty.
  public var note: String
  public var sql: String

  init(_ question: String, note: String = "", sql: String) {
    self.question = question
    self.note = note
    self.sql = sql
  }

  /// As one types it in the root.
  public var command: String {
    "sqlite3 -readonly -box ledger/\(LedgerFile.name) \"\n\(sql)\""
  }
}
