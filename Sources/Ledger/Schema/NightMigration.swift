internal import GRDB

/// From version 2 to 3: what jobs have of earlier ones, worked out for those that are there.
enum NightMigration {
  /// What the tables lack.
  static let tables =
    """
    ALTER TABLE jobs ADD COLUMN dataset_sha256 TEXT CHECK (length(dataset_sha256) = 64);
    ALTER TABLE job_runs ADD COLUMN origin TEXT
      CHECK (origin IN ('computed', 'repeated', 'reused', 'shared'));
    """ + NightTables.all.map { "\n\($0.sql);" }.joined()

  /// Wants the tables and their indexes.
  static func fill(_ database: Database) throws {
    try fillOrigins(database)
    let jobs = try Row.fetchAll(
      database,
      sql: "SELECT id, bundle_sha256, specification_json FROM jobs WHERE state <> 'REJECTED'")
    for job in jobs {
      let digest = try DatasetDigest.digest(
        database, specification: job["specification_json"] ?? "",
        files: try database.members(ofBundle: job["bundle_sha256"] ?? "").digests)
      try database.execute(
        sql: "UPDATE jobs SET dataset_sha256 = ? WHERE id = ?",
        arguments: [digest, job["id"] as Int])
    }
    let sealed = try Row.fetchAll(
      database, sql: "SELECT id, job FROM events WHERE kind = 'SEALED' ORDER BY id")
    for event in sealed {
      try database.recordNight(job: event["job"], sealedBy: event["id"])
    }
  }

  private static func fillOrigins(_ database: Database) throws {
    try database.execute(
      sql: """
        UPDATE job_runs SET origin = CASE
          WHEN reused = 0 THEN 'computed'
          WHEN EXISTS (SELECT 1 FROM job_runs AS earlier
            WHERE earlier.run = job_runs.run AND earlier.job = job_runs.job
              AND earlier.ordinal < job_runs.ordinal) THEN 'shared'
          WHEN (SELECT rerun FROM jobs WHERE id = job_runs.job) = 1 THEN 'repeated'
          WHEN (SELECT attempts.job FROM runs JOIN attempts ON attempts.id = runs.attempt
            WHERE runs.key = job_runs.run) = job_runs.job THEN 'shared'
          ELSE 'reused' END
        WHERE run IS NOT NULL
        """)
  }
}
