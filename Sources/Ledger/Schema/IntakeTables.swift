/// What arrived and what it became: drops, bundles, members, jobs, settings.
enum IntakeTables {
  static let all = [drops, bundles, members, jobs, settings]

  /// Those with a condition hold only what is open, so that they stay small however many jobs have
  /// finished.
  static let indexes = [
    "CREATE INDEX drops_by_job ON drops (job)",
    "CREATE INDEX drops_open ON drops (id) WHERE outcome IS NULL",
    "CREATE INDEX members_by_object ON members (sha256, bundle_sha256)",
    "CREATE UNIQUE INDEX one_job_a_drop ON jobs (drop_id)",
    "CREATE INDEX jobs_by_bundle ON jobs (bundle_sha256)",
    "CREATE INDEX jobs_by_state ON jobs (state)",
    """
    CREATE INDEX jobs_by_content ON jobs (content_sha256)
    WHERE state IN ('QUEUED', 'RUNNING', 'COMPLETED')
    """,
    "CREATE INDEX jobs_queued ON jobs (priority DESC, id) WHERE state = 'QUEUED'",
    "CREATE INDEX jobs_unanswered ON jobs (id) WHERE \(isUnanswered)",
  ]

  /// Of a job: it has ended, and nobody was told yet. Refusals are answered with their claim.
  static let isUnanswered =
    "answered_at IS NULL AND state NOT IN ('QUEUED', 'RUNNING', 'REJECTED')"

  static let drops = SchemaObject(
    "drops", "Everything that arrived in the inbox, and what became of it.",
    sql: """
      CREATE TABLE drops (
        -- Number of the drop.
        id INTEGER PRIMARY KEY,
        -- Name of the claim, unique for ever: the same drop is never taken twice.
        claim TEXT NOT NULL UNIQUE,
        -- Name it was dropped under.
        name TEXT NOT NULL,
        -- When it was claimed, UTC.
        received_at TEXT NOT NULL CHECK (length(received_at) = 24),
        -- `accepted` (a job of its own), `duplicate` (job names the earlier one), `rejected`
        -- (job is the REJECTED row); NULL while intake is under way. A drop that is given back to
        -- the inbox leaves no row, so between two intakes no outcome is NULL.
        outcome TEXT CHECK (outcome IN ('accepted', 'duplicate', 'rejected')),
        -- The job that answers the drop.
        job INTEGER REFERENCES jobs (id),
        -- Why it was rejected, or which job it repeats.
        reason TEXT,
        CHECK ((outcome IS NULL) = (job IS NULL))
      ) STRICT
      """)

  static let bundles = SchemaObject(
    "bundles", "Archives that were read, by digest.",
    sql: """
      CREATE TABLE bundles (
        -- SHA-256 of the archive's bytes.
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        -- Size of the archive.
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        -- When it was first seen, UTC.
        first_seen_at TEXT NOT NULL CHECK (length(first_seen_at) = 24)
      ) STRICT, WITHOUT ROWID
      """)

  static let members = SchemaObject(
    "members", "Files inside a bundle; their bytes are objects.",
    sql: """
      CREATE TABLE members (
        -- The archive.
        bundle_sha256 TEXT NOT NULL REFERENCES bundles (sha256),
        -- Place in the archive, from 0.
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        -- Name inside the archive.
        name TEXT NOT NULL,
        -- Digest of the member's bytes: its name in `objects/`.
        sha256 TEXT NOT NULL REFERENCES objects (sha256),
        -- Size of the member.
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        PRIMARY KEY (bundle_sha256, ordinal),
        UNIQUE (bundle_sha256, name)
      ) STRICT, WITHOUT ROWID
      """)

  static let jobs = SchemaObject(
    "jobs", "One row a job, refused ones included. The view `job_list` is easier to read.",
    sql: """
      CREATE TABLE jobs (
        -- Number of the job.
        id INTEGER PRIMARY KEY,
        -- The drop it came with.
        drop_id INTEGER NOT NULL REFERENCES drops (id),
        -- `name` of the specification; of a rejected drop, the name it was dropped under.
        name TEXT NOT NULL,
        -- Name made safe for folders.
        slug TEXT NOT NULL,
        -- State in Slurm's words.
        state TEXT NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'TIMEOUT',
          'OUT_OF_MEMORY', 'CANCELLED', 'REJECTED')),
        -- Why it is in this state, where there is something to say.
        reason TEXT,
        -- −100 … 100, higher first.
        priority INTEGER NOT NULL CHECK (priority BETWEEN -100 AND 100),
        -- 1: computed afresh although the same content was known.
        rerun INTEGER NOT NULL CHECK (rerun IN (0, 1)),
        -- When its drop was claimed, UTC.
        submitted_at TEXT NOT NULL CHECK (length(submitted_at) = 24),
        -- When it reached a final state, UTC.
        ended_at TEXT CHECK (length(ended_at) = 24),
        -- SHA-256 of what makes two jobs the same.
        content_sha256 TEXT CHECK (length(content_sha256) = 64),
        -- The archive it came in; NULL where it was refused before that was known.
        bundle_sha256 TEXT REFERENCES bundles (sha256),
        -- `job.yaml` as written.
        specification_yaml TEXT,
        -- Its canonical form.
        specification_json TEXT,
        -- Path of the report below the root.
        report TEXT,
        -- When its answer was written beside the drop, UTC; of a REJECTED row NULL.
        answered_at TEXT
          CHECK (answered_at IS NULL OR (length(answered_at) = 24 AND ended_at IS NOT NULL)),
        -- The job it repeats, where `retort rerun` asked for it.
        repeats INTEGER REFERENCES jobs (id),
        -- SHA-256 over the canonical `data:` without its split and the digests of the files it names:
        -- what `data: {from: …}` asks for. NULL where the job has no data.
        dataset_sha256 TEXT CHECK (length(dataset_sha256) = 64),
        CHECK (state = 'REJECTED' OR (content_sha256 IS NOT NULL AND bundle_sha256 IS NOT NULL
          AND specification_yaml IS NOT NULL AND specification_json IS NOT NULL)),
        CHECK ((ended_at IS NULL) = (state IN ('QUEUED', 'RUNNING'))),
        CHECK (state <> 'COMPLETED' OR report IS NOT NULL)
      ) STRICT
      """)

  static let settings = SchemaObject(
    "settings", "Values of a job's specification that differ from their defaults.",
    sql: """
      CREATE TABLE settings (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Name of the value: `training.epochs`.
        name TEXT NOT NULL,
        -- The value, as canonical text.
        value TEXT NOT NULL,
        PRIMARY KEY (job, name)
      ) STRICT, WITHOUT ROWID
      """)
}
