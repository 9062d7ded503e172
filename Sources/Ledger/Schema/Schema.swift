internal import GRDB

/// The shape of the ledger. Views are the public interface: columns may be added at their ends and
/// never change meaning.
enum Schema {
  /// `user_version`. A change of the schema raises it and adds a step to ``migrate(_:from:)``.
  static let version = 1

  static let tables: [SchemaObject] =
    IntakeTables.all + RunTables.all + ResultTables.all + HistoryTables.all
  static let views: [SchemaObject] = JobViews.all + ResultViews.all + HistoryViews.all
  static let indexes: [String] =
    IntakeTables.indexes + RunTables.indexes + ResultTables.indexes + HistoryTables.indexes
  static let rules: [SchemaRule] = ResultTables.rules + HistoryTables.rules

  /// Writes the whole schema into an empty database.
  static func create(in database: Database) throws {
    let statements = tables.map(\.sql) + indexes + rules.map(\.sql) + views.map(\.sql)
    for statement in statements { try database.execute(sql: statement) }
    try database.execute(sql: "PRAGMA application_id = \(LedgerFile.applicationIdentifier)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Brings an older ledger up to ``version``; each step is one transaction.
  static func migrate(_ database: Database, from found: Int) throws {
    guard found != version else { return }
    // Version 1 is the first: a ledger of ours with a lower number was never written.
    throw LedgerError.unreadable(column: "user_version", found: "\(found)")
  }
}
