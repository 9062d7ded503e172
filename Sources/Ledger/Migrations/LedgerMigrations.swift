internal import GRDB

/// How a ledger of an earlier version becomes one of today's: a step a version, each frozen text in a
/// file of its own, which nothing written later may change.
///
/// A new ledger is made from `Schema/` and counts as having taken all steps. Views, indexes and rules hold
/// nothing of their own: they are taken away before a step, and the last one makes today's. Every step is a
/// transaction with its `user_version`, so that an end in between leaves a ledger of the version it had come
/// to, and the next start goes on from there.
///
/// - `VersionNMigration`: from version N − 1 to N.
/// - `Version3Nights`, `Version5Arms`, `Version5Cells`: what those steps work out for jobs that are there.
enum LedgerMigrations {
  /// One version more.
  private struct Step {
    var version: Int
    var apply: @Sendable (Database) throws -> Void

    /// Its name in `grdb_migrations`.
    var identifier: String { "version \(version)" }
  }

  private static let steps = [
    Step(version: 2, apply: Version2Migration.apply),
    Step(version: 3, apply: Version3Migration.apply),
    Step(version: 4, apply: Version4Migration.apply),
    Step(version: 5, apply: Version5Migration.apply),
  ]

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for step in steps {
      migrator.registerMigration(step.identifier, foreignKeyChecks: .immediate) { database in
        try Schema.removeDerived(from: database)
        try step.apply(database)
        if step.version == Schema.version { try Schema.addDerived(to: database) }
        try database.execute(sql: "PRAGMA user_version = \(step.version)")
      }
    }
    return migrator
  }

  /// Brings an older ledger up to ``Schema/version``.
  static func migrate(_ queue: DatabaseQueue, from found: Int) throws {
    guard found != Schema.version else { return }
    guard (1..<Schema.version).contains(found) else {
      throw LedgerError.unreadable(column: "user_version", found: "\(found)")
    }
    try queue.write { try markTaken(upTo: found, in: $0) }
    try migrator.migrate(queue)
  }

  /// A ledger older than `grdb_migrations` tells by its version which steps it has taken.
  static func markTaken(upTo version: Int, in database: Database) throws {
    try database.execute(
      sql: """
        CREATE TABLE IF NOT EXISTS grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY) STRICT
        """)
    for step in steps where step.version <= version {
      try database.execute(
        sql: "INSERT OR IGNORE INTO grdb_migrations (identifier) VALUES (?)",
        arguments: [step.identifier])
    }
  }
}
