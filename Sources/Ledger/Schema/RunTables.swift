/// What was computed, by which process, on which machine: environments, attempts, objects, runs and
/// what they left, job_runs, metrics.
enum RunTables {
  static let all = [
    environments, attempts, objects, runs, runInputs, runProducts, checkpoints, jobRuns, metrics,
  ]

  static let indexes = [
    "CREATE INDEX attempts_by_job ON attempts (job)",
    "CREATE INDEX attempts_by_drop ON attempts (drop_id)",
    "CREATE INDEX attempts_open ON attempts (id) WHERE outcome IS NULL",
    "CREATE INDEX runs_by_attempt ON runs (attempt)",
    "CREATE INDEX job_runs_by_run ON job_runs (run)",
  ]

  static let environments = SchemaObject(
    "environments", "Builds and machines, each once.",
    sql: """
      CREATE TABLE environments (
        -- Number of the environment.
        id INTEGER PRIMARY KEY,
        -- Version of Retort.
        retort_version TEXT NOT NULL,
        -- Source revision and configuration: tells two binaries of one version apart.
        build TEXT NOT NULL,
        -- Raised by hand when numbers change.
        engine_version INTEGER NOT NULL,
        -- Version of OpenBLAS, which decomposes the matrices of estimates and checks, and multiplied in engine 1;
        -- `none` where it did neither.
        blas_version TEXT NOT NULL,
        -- Processor family whose kernels it took; `none` where there was no library.
        blas_core TEXT NOT NULL,
        -- Instruction level of Retort's own kernels.
        kernel_level TEXT NOT NULL,
        -- Threads inside one run.
        threads INTEGER NOT NULL CHECK (threads > 0),
        -- Model of the processor.
        processor TEXT NOT NULL,
        UNIQUE (retort_version, build, engine_version, blas_version, blas_core, kernel_level,
          threads, processor)
      ) STRICT
      """)

  static let attempts = SchemaObject(
    "attempts",
    "Child processes: intake of a drop, or a worker on a job. A row is written before the process "
      + "starts.",
    sql: """
      CREATE TABLE attempts (
        -- Number of the attempt.
        id INTEGER PRIMARY KEY,
        -- `intake` or `worker`.
        kind TEXT NOT NULL CHECK (kind IN ('intake', 'worker')),
        -- The drop an intake reads.
        drop_id INTEGER REFERENCES drops (id),
        -- The job a worker computes.
        job INTEGER REFERENCES jobs (id),
        -- Build and machine.
        environment INTEGER NOT NULL REFERENCES environments (id),
        -- UTC.
        started_at TEXT NOT NULL CHECK (length(started_at) = 24),
        -- UTC; NULL while the process lives.
        ended_at TEXT CHECK (length(ended_at) = 24),
        -- `finished`, `failed` (it said why), `died` (a signal, or an end nobody announced),
        -- `timeout`, `out-of-memory`, `cancelled`, `interrupted` (the daemon stopped under it).
        outcome TEXT CHECK (outcome IN ('finished', 'failed', 'died', 'timeout', 'out-of-memory',
          'cancelled', 'interrupted')),
        -- Exit code, where it exited.
        exit_code INTEGER,
        -- Signal, where one ended it.
        signal INTEGER,
        -- Wall-clock seconds.
        wall_seconds REAL,
        -- Processor seconds, its children included.
        cpu_seconds REAL,
        -- Largest resident memory in bytes.
        peak_bytes INTEGER,
        -- What it said, or what ended it.
        reason TEXT,
        CHECK ((kind = 'intake') = (drop_id IS NOT NULL)),
        CHECK ((kind = 'worker') = (job IS NOT NULL)),
        CHECK ((ended_at IS NULL) = (outcome IS NULL))
      ) STRICT
      """)

  static let objects = SchemaObject(
    "objects", "Files in `objects/`, named by their digest.",
    sql: """
      CREATE TABLE objects (
        -- SHA-256 of the bytes, and name of the file.
        sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
        -- Size of the file.
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        -- When `retort prune` gave its file up, UTC; NULL while the file is there.
        pruned_at TEXT CHECK (pruned_at IS NULL OR length(pruned_at) = 24),
        -- When a row first named it, UTC.
        first_named_at TEXT NOT NULL CHECK (length(first_named_at) = 24)
      ) STRICT, WITHOUT ROWID
      """)

  static let runs = SchemaObject(
    "runs", "Computations, each once: two jobs that ask for the same run share its row.",
    sql: """
      CREATE TABLE runs (
        -- SHA-256 of the run's identity: engine, numerics, method values of its role, network,
        -- training, data, split, inputs, seed.
        key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 64),
        -- `finished` or `diverged`.
        status TEXT NOT NULL CHECK (status IN ('finished', 'diverged')),
        -- Where and how it diverged.
        reason TEXT,
        -- Object with outputs, learning curve and parameters (safetensors).
        products TEXT NOT NULL REFERENCES objects (sha256),
        -- Trained numbers.
        parameters INTEGER NOT NULL CHECK (parameters >= 0),
        -- Epochs trained.
        epochs INTEGER NOT NULL CHECK (epochs >= 0),
        -- Epoch that was kept.
        chosen_epoch INTEGER NOT NULL CHECK (chosen_epoch >= 0),
        -- Wall-clock seconds.
        wall_seconds REAL NOT NULL,
        -- Processor seconds.
        cpu_seconds REAL NOT NULL,
        -- Largest resident memory in bytes.
        peak_bytes INTEGER NOT NULL,
        -- The attempt that computed it: job, build and machine follow from it.
        attempt INTEGER NOT NULL REFERENCES attempts (id),
        -- UTC.
        committed_at TEXT NOT NULL CHECK (length(committed_at) = 24)
      ) STRICT, WITHOUT ROWID
      """)

  static let runInputs = SchemaObject(
    "run_inputs", "Which runs a run read: students read their teacher's outputs.",
    sql: """
      CREATE TABLE run_inputs (
        -- Key of the run.
        run TEXT NOT NULL REFERENCES runs (key),
        -- Place among its inputs, from 0.
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        -- Key of the run it read.
        input TEXT NOT NULL REFERENCES runs (key),
        PRIMARY KEY (run, ordinal)
      ) STRICT, WITHOUT ROWID
      """)

  static let runProducts = SchemaObject(
    "run_products", "What a run left besides `runs.products`, by names of its own.",
    sql: """
      CREATE TABLE run_products (
        -- Key of the run.
        run TEXT NOT NULL REFERENCES runs (key),
        -- What it is: `embeddings`, `aligner`.
        name TEXT NOT NULL CHECK (name <> ''),
        -- The object with its bytes.
        object TEXT NOT NULL REFERENCES objects (sha256),
        PRIMARY KEY (run, name)
      ) STRICT, WITHOUT ROWID
      """)

  static let checkpoints = SchemaObject(
    "checkpoints",
    "Where long runs that are not finished have come to. A row goes when its run is committed.",
    sql: """
      CREATE TABLE checkpoints (
        -- Key of the run, which is not yet in `runs`.
        run TEXT NOT NULL PRIMARY KEY CHECK (length(run) = 64),
        -- Epochs that were done.
        epoch INTEGER NOT NULL CHECK (epoch >= 0),
        -- The object it can be gone on with from.
        object TEXT NOT NULL REFERENCES objects (sha256),
        -- UTC.
        at TEXT NOT NULL CHECK (length(at) = 24)
      ) STRICT, WITHOUT ROWID
      """)

  static let jobRuns = SchemaObject(
    "job_runs", "The plan of a job: every run it needs, inserted before anything is computed.",
    sql: """
      CREATE TABLE job_runs (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Place in the plan, from 0. Views, CSVs and reports sort by it.
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        -- Key of the run that fills the place; NULL until it is committed.
        run TEXT REFERENCES runs (key),
        -- Word of the arm, which `arms` describes.
        arm TEXT NOT NULL CHECK (arm <> ''),
        -- Teacher modality; empty for arms without a teacher.
        teacher TEXT NOT NULL,
        -- Student modality; empty for a teacher.
        student TEXT NOT NULL,
        -- One cell of a sweep in words.
        variant TEXT NOT NULL,
        -- Method of distillation; empty for arms without one.
        method TEXT NOT NULL,
        -- Index of the seed.
        seed INTEGER NOT NULL,
        -- 1: computed before, by an earlier job or at an earlier place.
        reused INTEGER NOT NULL DEFAULT 0 CHECK (reused IN (0, 1)),
        -- Setting of the sweep in words; empty where none is swept. `variant` begins with it.
        setting TEXT NOT NULL DEFAULT '',
        -- `teachers and students`, `student search`, `references`, `distilling`, `distilled search` or
        -- `controls`: a name for people. Empty in jobs of older versions.
        stage TEXT NOT NULL DEFAULT '',
        -- How the place was filled: `computed` by this job; `repeated`: computed by this job although
        -- the run was known, as a rerun does; `reused` from an earlier job; `shared` with an earlier
        -- place of this plan. NULL until then.
        origin TEXT CHECK (origin IN ('computed', 'repeated', 'reused', 'shared')),
        -- The cell of setting and variant in `cells`; NULL where there is none.
        cell INTEGER,
        -- What tells it from other places of its arm besides values: `selected`, `late fusion`.
        part TEXT NOT NULL DEFAULT '',
        -- `seed`: computed for every seed; `once`: whatever the seeds, and stands at seed 0.
        scope TEXT NOT NULL DEFAULT 'seed' CHECK (scope IN ('seed', 'once')),
        PRIMARY KEY (job, ordinal)
      ) STRICT, WITHOUT ROWID
      """)

  static let metrics = SchemaObject(
    "metrics", "Scores of runs. The view `results` says which job and arm they belong to.",
    sql: """
      CREATE TABLE metrics (
        -- Key of the run.
        run TEXT NOT NULL REFERENCES runs (key),
        -- Place among the run's metrics, from 0.
        ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
        -- `in-sample`, `out-of-fold`, `validation`, or the name of a set of test rows: `test`,
        -- `test/unseen`.
        split TEXT NOT NULL,
        -- Name of the metric.
        metric TEXT NOT NULL,
        -- The number; NULL exactly when `value_kind` is not `finite`.
        value REAL CHECK (abs(value) < 9e999),
        -- `finite`, `nan`, `+inf`, `-inf` or `undefined` (there is no such number).
        value_kind TEXT NOT NULL
          CHECK (value_kind IN ('finite', 'nan', '+inf', '-inf', 'undefined')),
        PRIMARY KEY (run, ordinal),
        UNIQUE (run, split, metric),
        CHECK ((value IS NULL) = (value_kind <> 'finite'))
      ) STRICT, WITHOUT ROWID
      """)
}
