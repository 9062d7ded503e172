internal import GRDB

/// The shape of the ledger. Views are the public interface: columns may be added at their ends and
/// never change meaning.
enum Schema {
  /// `user_version`. A change of the schema raises it and adds a step to ``LedgerMigrations``.
  static let version = 5

  static let tables: [SchemaObject] =
    IntakeTables.all + ArmTables.all + RunTables.all + ResultTables.all + ComparisonTables.all
    + NightTables.all + HistoryTables.all
  static let views: [SchemaObject] =
    JobViews.all + ResultViews.all + NightViews.all + HistoryViews.all
  static let indexes: [String] =
    IntakeTables.indexes + RunTables.indexes + ResultTables.indexes + NightTables.indexes
    + HistoryTables.indexes
  static let rules: [SchemaRule] =
    ArmTables.rules + ResultTables.rules + ComparisonTables.rules + HistoryTables.rules

  /// Writes the whole schema into an empty database.
  static func create(in database: Database) throws {
    for table in tables { try database.execute(sql: table.sql) }
    try addDerived(to: database)
    try LedgerMigrations.markTaken(upTo: version, in: database)
    try database.execute(sql: "PRAGMA application_id = \(LedgerFile.applicationIdentifier)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Indexes, rules and views, as they are today.
  static func addDerived(to database: Database) throws {
    for statement in indexes + rules.map(\.sql) + views.map(\.sql) {
      try database.execute(sql: statement)
    }
  }

  /// Takes away the views, indexes and rules that are there, whichever version made them: none holds
  /// anything of its own.
  static func removeDerived(from database: Database) throws {
    let found = try Row.fetchAll(
      database,
      sql: """
        SELECT type, name FROM sqlite_schema
        WHERE type IN ('view', 'trigger') OR (type = 'index' AND sql IS NOT NULL)
        """)
    for row in found {
      let (type, name): (String, String) = (row["type"], row["name"])
      try database.execute(sql: "DROP \(type) \(name)")
    }
  }
}
