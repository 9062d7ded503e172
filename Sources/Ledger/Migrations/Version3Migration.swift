internal import GRDB

/// From version 2 to 3: settings and stages of a plan, what a run read, and what a job has of earlier ones.
enum Version3Migration {
  static func apply(_ database: Database) throws {
    try database.execute(sql: columns + tables + indexes)
    try Version3Nights(database: database).fill()
  }

  private static let columns = """
    ALTER TABLE job_runs ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE job_runs ADD COLUMN stage TEXT NOT NULL DEFAULT '';
    ALTER TABLE job_runs ADD COLUMN origin TEXT
      CHECK (origin IN ('computed', 'repeated', 'reused', 'shared'));
    ALTER TABLE comparisons ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE summaries ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE curves ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE jobs ADD COLUMN repeats INTEGER REFERENCES jobs (id);
    ALTER TABLE jobs ADD COLUMN dataset_sha256 TEXT CHECK (length(dataset_sha256) = 64);
    ALTER TABLE objects ADD COLUMN pruned_at TEXT
      CHECK (pruned_at IS NULL OR length(pruned_at) = 24);

    """

  private static let tables = """
    CREATE TABLE run_inputs (
      -- Key of the run.
      run TEXT NOT NULL REFERENCES runs (key),
      -- Place among its inputs, from 0.
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      -- Key of the run it read.
      input TEXT NOT NULL REFERENCES runs (key),
      PRIMARY KEY (run, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE borrowed_members (
      -- The job that reads them.
      job INTEGER NOT NULL REFERENCES jobs (id),
      -- Place among them, from 0.
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      -- Name inside the bundle it came in.
      name TEXT NOT NULL,
      -- Digest of the member's bytes: its name in `objects/`.
      sha256 TEXT NOT NULL REFERENCES objects (sha256),
      -- Size of the member.
      bytes INTEGER NOT NULL CHECK (bytes >= 0),
      -- The archive it came in.
      bundle_sha256 TEXT NOT NULL REFERENCES bundles (sha256),
      PRIMARY KEY (job, ordinal),
      UNIQUE (job, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE test_sets (
      -- The job.
      job INTEGER NOT NULL REFERENCES jobs (id),
      -- Place among the job's test sets: a sweep over splits has several.
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      -- Digest of the dataset and of the numbers of the test rows.
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      -- Rows.
      rows INTEGER NOT NULL CHECK (rows >= 0),
      -- Sealed jobs that had scored on the same rows when this one was sealed; NULL until then.
      looks INTEGER CHECK (looks >= 0),
      -- How many different contents these jobs had, this job's own left out.
      other_contents INTEGER CHECK (other_contents >= 0),
      PRIMARY KEY (job, ordinal),
      UNIQUE (job, sha256)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE nights (
      -- The job.
      job INTEGER PRIMARY KEY REFERENCES jobs (id),
      -- The last job of the same name that was sealed before; NULL for the first of a name.
      previous_job INTEGER REFERENCES jobs (id),
      -- What is not the same, in this order: `data`, `specification`, `engine`, `numerics`, `build`;
      -- `nothing` where all is; NULL for the first of a name.
      changed TEXT,
      -- Runs computed for this job, those of a rerun included.
      computed_runs INTEGER NOT NULL CHECK (computed_runs >= 0),
      -- Runs taken from earlier jobs.
      reused_runs INTEGER NOT NULL CHECK (reused_runs >= 0),
      CHECK ((previous_job IS NULL) = (changed IS NULL))
    ) STRICT;

    """

  /// For what is worked out below; gone with the next step.
  private static let indexes = """
    CREATE INDEX version_3_events ON events (job);
    CREATE INDEX version_3_attempts ON attempts (job);
    CREATE INDEX version_3_runs ON job_runs (run);
    CREATE INDEX version_3_jobs ON jobs (name, id);
    """
}
