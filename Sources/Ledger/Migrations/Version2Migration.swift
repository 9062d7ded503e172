internal import GRDB

/// From version 1 to 2: when a job's answer was written beside its drop.
enum Version2Migration {
  static func apply(_ database: Database) throws {
    try database.execute(
      sql: """
        ALTER TABLE jobs ADD COLUMN answered_at TEXT
          CHECK (answered_at IS NULL OR (length(answered_at) = 24 AND ended_at IS NOT NULL));
        UPDATE jobs SET answered_at =
          (SELECT min(at) FROM events WHERE events.job = jobs.id AND events.kind = 'ANSWERED');
        """)
  }
}
