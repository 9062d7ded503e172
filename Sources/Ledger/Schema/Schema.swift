internal import GRDB

/// The shape of the ledger. Views are the public interface: columns may be added at their ends and
/// never change meaning.
enum Schema {
  /// `user_version`. A change of the schema raises it and adds a step to ``migrate(_:from:)``.
  static let version = 4

  static let tables: [SchemaObject] =
    IntakeTables.all + RunTables.all + ResultTables.all + NightTables.all + HistoryTables.all
  static let views: [SchemaObject] =
    JobViews.all + ResultViews.all + NightViews.all + HistoryViews.all
  static let indexes: [String] =
    IntakeTables.indexes + RunTables.indexes + ResultTables.indexes + NightTables.indexes
    + HistoryTables.indexes
  static let rules: [SchemaRule] = ResultTables.rules + HistoryTables.rules

  /// Writes the whole schema into an empty database.
  static func create(in database: Database) throws {
    let statements = tables.map(\.sql) + indexes + rules.map(\.sql) + views.map(\.sql)
    for statement in statements { try database.execute(sql: statement) }
    try database.execute(sql: "PRAGMA application_id = \(LedgerFile.applicationIdentifier)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// Brings an older ledger up to ``version``, in one transaction.
  static func migrate(_ database: Database, from found: Int) throws {
    guard found != version else { return }
    guard (1..<version).contains(found) else {
      throw LedgerError.unreadable(column: "user_version", found: "\(found)")
    }
    try database.inTransaction {
      try removeViewsAndIndexes(database)
      for step in steps[(found - 1)...] { try database.execute(sql: step) }
      for statement in indexes { try database.execute(sql: statement) }
      if found < 3 { try NightMigration.fill(database) }
      for statement in views.map(\.sql) { try database.execute(sql: statement) }
      try database.execute(sql: "PRAGMA user_version = \(version)")
      return .commit
    }
  }

  /// What each version added to the tables of the one before it, from 1 on.
  private static let steps = [
    """
    ALTER TABLE jobs ADD COLUMN answered_at TEXT
      CHECK (answered_at IS NULL OR (length(answered_at) = 24 AND ended_at IS NOT NULL));
    UPDATE jobs SET answered_at =
      (SELECT min(at) FROM events WHERE events.job = jobs.id AND events.kind = 'ANSWERED');
    """,
    """
    ALTER TABLE job_runs ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE job_runs ADD COLUMN stage TEXT NOT NULL DEFAULT '';
    ALTER TABLE comparisons ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE summaries ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE curves ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE jobs ADD COLUMN repeats INTEGER REFERENCES jobs (id);
    ALTER TABLE objects ADD COLUMN pruned_at TEXT
      CHECK (pruned_at IS NULL OR length(pruned_at) = 24);
    \(RunTables.runInputs.sql);
    \(NightMigration.tables)
    """,
    """
    ALTER TABLE comparisons ADD COLUMN claim_p_value REAL;
    ALTER TABLE comparisons ADD COLUMN student_variant TEXT;
    ALTER TABLE comparisons ADD COLUMN distilled_variant TEXT;
    """,
  ]

  /// Neither holds anything of its own; the new ones are made from scratch.
  private static func removeViewsAndIndexes(_ database: Database) throws {
    let found = try Row.fetchAll(
      database,
      sql: """
        SELECT type, name FROM sqlite_schema
        WHERE type = 'view' OR (type = 'index' AND sql IS NOT NULL)
        """)
    for row in found {
      let (type, name): (String, String) = (row["type"], row["name"])
      try database.execute(sql: "DROP \(type) \(name)")
    }
  }
}
