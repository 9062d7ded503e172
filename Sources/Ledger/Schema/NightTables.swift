/// What one job has of earlier ones: data it borrows, test rows it shares, the night before it.
enum NightTables {
  static let all = [borrowedMembers, testSets, nights]

  static let indexes = [
    "CREATE INDEX borrowed_by_object ON borrowed_members (sha256)",
    "CREATE INDEX test_sets_by_digest ON test_sets (sha256)",
    "CREATE INDEX nights_by_previous ON nights (previous_job)",
    """
    CREATE INDEX comparisons_by_cell ON comparisons (job, teacher, student, split, metric, variant)
    """,
    "CREATE INDEX comparisons_selected ON comparisons (job) WHERE selected = 1",
    "CREATE INDEX jobs_by_name ON jobs (name, id)",
    "CREATE INDEX jobs_by_dataset ON jobs (dataset_sha256, id)",
  ]

  static let borrowedMembers = SchemaObject(
    "borrowed_members",
    "Files of an earlier bundle that a job with `data: {from: …}` reads. Their objects belong to this "
      + "job as much as to the one they came with.",
    sql: """
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
      ) STRICT, WITHOUT ROWID
      """)

  static let testSets = SchemaObject(
    "test_sets",
    "The test rows of a job, and how often they had been looked at when it was sealed. Jobs taken in "
      + "before schema version 3 have none and are not counted.",
    sql: """
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
      ) STRICT, WITHOUT ROWID
      """)

  static let nights = SchemaObject(
    "nights",
    "Every sealed job beside the last job of its name that was sealed before it: written with the seal, "
      + "so that later jobs change nothing about it. See the view `nightly`.",
    sql: """
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
      ) STRICT
      """)
}
