/// The tables of earlier versions, frozen as the Retorts of their time made them: nothing here
/// follows a change of the schema.
enum OldSchemas {
  /// - Parameter version: from 1 to 3.
  static func statements(version: Int) -> [String] {
    [first, rules, views] + [second, third].prefix(version - 1)
  }

  private static let first = """
    CREATE TABLE drops (
    id INTEGER PRIMARY KEY, claim TEXT NOT NULL UNIQUE, name TEXT NOT NULL, received_at TEXT
      NOT NULL CHECK (length(received_at) = 24), outcome TEXT CHECK (outcome IN ('accepted',
      'duplicate', 'rejected')), job INTEGER REFERENCES jobs (id), reason TEXT, CHECK
      ((outcome IS NULL) = (job IS NULL))
    ) STRICT;
    CREATE TABLE bundles (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), bytes INTEGER NOT NULL CHECK (bytes
      >= 0), first_seen_at TEXT NOT NULL CHECK (length(first_seen_at) = 24)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE members (
    bundle_sha256 TEXT NOT NULL REFERENCES bundles (sha256), ordinal INTEGER NOT NULL CHECK
      (ordinal >= 0), name TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES objects (sha256),
      bytes INTEGER NOT NULL CHECK (bytes >= 0), PRIMARY KEY (bundle_sha256, ordinal), UNIQUE
      (bundle_sha256, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE jobs (
    id INTEGER PRIMARY KEY, drop_id INTEGER NOT NULL REFERENCES drops (id), name TEXT NOT
      NULL, slug TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('QUEUED', 'RUNNING',
      'COMPLETED', 'FAILED', 'TIMEOUT', 'OUT_OF_MEMORY', 'CANCELLED', 'REJECTED')), reason
      TEXT, priority INTEGER NOT NULL CHECK (priority BETWEEN -100 AND 100), rerun INTEGER
      NOT NULL CHECK (rerun IN (0, 1)), submitted_at TEXT NOT NULL CHECK
      (length(submitted_at) = 24), ended_at TEXT CHECK (length(ended_at) = 24),
      content_sha256 TEXT CHECK (length(content_sha256) = 64), bundle_sha256 TEXT REFERENCES
      bundles (sha256), specification_yaml TEXT, specification_json TEXT, report TEXT, CHECK
      (state = 'REJECTED' OR (content_sha256 IS NOT NULL AND bundle_sha256 IS NOT NULL AND
      specification_yaml IS NOT NULL AND specification_json IS NOT NULL)), CHECK ((ended_at
      IS NULL) = (state IN ('QUEUED', 'RUNNING'))), CHECK (state <> 'COMPLETED' OR report IS
      NOT NULL)
    ) STRICT;
    CREATE TABLE settings (
    job INTEGER NOT NULL REFERENCES jobs (id), name TEXT NOT NULL, value TEXT NOT NULL,
      PRIMARY KEY (job, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE environments (
    id INTEGER PRIMARY KEY, retort_version TEXT NOT NULL, build TEXT NOT NULL, engine_version
      INTEGER NOT NULL, blas_version TEXT NOT NULL, blas_core TEXT NOT NULL, kernel_level
      TEXT NOT NULL, threads INTEGER NOT NULL CHECK (threads > 0), processor TEXT NOT NULL,
      UNIQUE (retort_version, build, engine_version, blas_version, blas_core, kernel_level,
      threads, processor)
    ) STRICT;
    CREATE TABLE attempts (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('intake', 'worker')), drop_id
      INTEGER REFERENCES drops (id), job INTEGER REFERENCES jobs (id), environment INTEGER
      NOT NULL REFERENCES environments (id), started_at TEXT NOT NULL CHECK
      (length(started_at) = 24), ended_at TEXT CHECK (length(ended_at) = 24), outcome TEXT
      CHECK (outcome IN ('finished', 'failed', 'died', 'timeout', 'out-of-memory',
      'cancelled', 'interrupted')), exit_code INTEGER, signal INTEGER, wall_seconds REAL,
      cpu_seconds REAL, peak_bytes INTEGER, reason TEXT, CHECK ((kind = 'intake') = (drop_id
      IS NOT NULL)), CHECK ((kind = 'worker') = (job IS NOT NULL)), CHECK ((ended_at IS NULL)
      = (outcome IS NULL))
    ) STRICT;
    CREATE TABLE objects (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), bytes INTEGER NOT NULL CHECK (bytes
      >= 0), first_named_at TEXT NOT NULL CHECK (length(first_named_at) = 24)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE runs (
    key TEXT NOT NULL PRIMARY KEY CHECK (length(key) = 64), status TEXT NOT NULL CHECK
      (status IN ('finished', 'diverged')), reason TEXT, products TEXT NOT NULL REFERENCES
      objects (sha256), parameters INTEGER NOT NULL CHECK (parameters >= 0), epochs INTEGER
      NOT NULL CHECK (epochs >= 0), chosen_epoch INTEGER NOT NULL CHECK (chosen_epoch >= 0),
      wall_seconds REAL NOT NULL, cpu_seconds REAL NOT NULL, peak_bytes INTEGER NOT NULL,
      attempt INTEGER NOT NULL REFERENCES attempts (id), committed_at TEXT NOT NULL CHECK
      (length(committed_at) = 24)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE job_runs (
    job INTEGER NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      run TEXT REFERENCES runs (key), arm TEXT NOT NULL CHECK (arm <> ''), teacher TEXT NOT
      NULL, student TEXT NOT NULL, variant TEXT NOT NULL, method TEXT NOT NULL, seed INTEGER
      NOT NULL, reused INTEGER NOT NULL DEFAULT 0 CHECK (reused IN (0, 1)), PRIMARY KEY (job,
      ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE metrics (
    run TEXT NOT NULL REFERENCES runs (key), ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      split TEXT NOT NULL, metric TEXT NOT NULL, value REAL CHECK (abs(value) < 9e999),
      value_kind TEXT NOT NULL CHECK (value_kind IN ('finite', 'nan', '+inf', '-inf',
      'undefined')), PRIMARY KEY (run, ordinal), UNIQUE (run, split, metric), CHECK ((value
      IS NULL) = (value_kind <> 'finite'))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE verdict_decisions (
    job INTEGER NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL, teacher TEXT NOT
      NULL, student TEXT NOT NULL, variant TEXT NOT NULL, estimator TEXT NOT NULL, rows
      INTEGER NOT NULL CHECK (rows >= 0), i_teacher_student REAL, i_student_label REAL, delta
      REAL, delta_lower REAL, delta_upper REAL, delta_within REAL, verdict TEXT NOT NULL
      CHECK (verdict IN ('distil', 'do not distil', 'cannot tell')), reason TEXT NOT NULL,
      teacher_better INTEGER CHECK (teacher_better IN (0, 1)), teacher_temperature REAL,
      decided_at TEXT NOT NULL CHECK (length(decided_at) = 24), PRIMARY KEY (job, ordinal),
      UNIQUE (job, teacher, student, variant, estimator)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE information_estimates (
    job INTEGER NOT NULL, verdict INTEGER NOT NULL, ordinal INTEGER NOT NULL, teacher TEXT
      NOT NULL, student TEXT NOT NULL, quantity TEXT NOT NULL, estimator TEXT NOT NULL,
      value_nats REAL, lower REAL, upper REAL, rows INTEGER NOT NULL CHECK (rows >= 0),
      dimension INTEGER NOT NULL CHECK (dimension >= 0), recovered REAL, PRIMARY KEY (job,
      verdict, ordinal), FOREIGN KEY (job, verdict) REFERENCES verdict_decisions (job,
      ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE comparisons (
    job INTEGER NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL, teacher TEXT NOT
      NULL, student TEXT NOT NULL, variant TEXT NOT NULL, method TEXT NOT NULL, split TEXT
      NOT NULL, metric TEXT NOT NULL, seeds INTEGER NOT NULL CHECK (seeds >= 0), rows INTEGER
      NOT NULL CHECK (rows >= 0), student_mean REAL, distilled_mean REAL, gain REAL,
      gain_lower REAL, gain_upper REAL, se_seeds REAL, se_rows REAL, p_value REAL, p_adjusted
      REAL, transfer REAL, transfer_lower REAL, transfer_upper REAL, transfer_reference TEXT,
      within_gain REAL, across_gain REAL, class_mean_gain REAL, smoothed_gain REAL,
      fused_mean REAL, outcome TEXT CHECK (outcome IN ('helps', 'hurts', 'flat', 'unclear')),
      claim INTEGER NOT NULL CHECK (claim IN (0, 1)), selected INTEGER NOT NULL CHECK
      (selected IN (0, 1)), PRIMARY KEY (job, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE summaries (
    job INTEGER NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL, section TEXT NOT
      NULL, item TEXT NOT NULL, label TEXT NOT NULL, teacher TEXT NOT NULL, student TEXT NOT
      NULL, variant TEXT NOT NULL, value REAL, lower REAL, upper REAL, extra REAL, count
      INTEGER, text TEXT, PRIMARY KEY (job, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE curves (
    job INTEGER NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL, arm TEXT NOT NULL,
      teacher TEXT NOT NULL, student TEXT NOT NULL, variant TEXT NOT NULL, seed INTEGER NOT
      NULL, epoch INTEGER NOT NULL, train_loss REAL, validation_loss REAL, validation_metric
      REAL, PRIMARY KEY (job, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE report_files (
    job INTEGER NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL, name TEXT NOT NULL,
      sha256 TEXT NOT NULL REFERENCES objects (sha256), PRIMARY KEY (job, ordinal), UNIQUE
      (job, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL CHECK (length(at) = 24), job
      INTEGER REFERENCES jobs (id), level TEXT NOT NULL CHECK (level IN ('information',
      'warning', 'error')), kind TEXT NOT NULL CHECK (kind <> ''), message TEXT NOT NULL,
      sha256 TEXT CHECK (length(sha256) = 64), CHECK (kind <> 'SEALED' OR (job IS NOT NULL
      AND sha256 IS NOT NULL))
    ) STRICT;
    CREATE INDEX jobs_by_content ON jobs (content_sha256);
    CREATE INDEX jobs_by_state ON jobs (state, priority, submitted_at);
    CREATE INDEX events_by_job ON events (job);
    CREATE UNIQUE INDEX one_seal_a_job ON events (job) WHERE kind = 'SEALED';
    """

  private static let rules =
    ["verdict_decisions", "information_estimates", "events"].flatMap { table in
      [("UPDATE", "changed"), ("DELETE", "deleted")].map { action, word in
        """
        CREATE TRIGGER \(table)_never_\(word) BEFORE \(action) ON \(table)
        BEGIN SELECT RAISE(ABORT, '\(table) is written once: rows are never \(word)'); END;
        """
      }
    }.joined(separator: "\n") + """

      CREATE TRIGGER verdict_before_distillation BEFORE INSERT ON verdict_decisions
      WHEN EXISTS (
        SELECT 1 FROM job_runs
        WHERE job = NEW.job AND teacher = NEW.teacher AND student = NEW.student
          AND run IS NOT NULL AND arm NOT IN ('teacher', 'student', 'smoothed', 'fused'))
      BEGIN SELECT RAISE(ABORT, 'a verdict is written before distillation'); END;
      """

  /// Two views that lack most of today's columns, and one that is no more.
  private static let views = """
    CREATE VIEW job_list (job, name, state) AS SELECT id, name, state FROM jobs;
    CREATE VIEW results (job, value) AS
      SELECT job, value FROM job_runs JOIN metrics ON metrics.run = job_runs.run;
    CREATE VIEW long_gone (job) AS SELECT id FROM jobs;
    """

  private static let second = """
    ALTER TABLE jobs ADD COLUMN answered_at TEXT
      CHECK (answered_at IS NULL OR (length(answered_at) = 24 AND ended_at IS NOT NULL));
    UPDATE jobs SET answered_at = '\(OldLedger.answeredAt)' WHERE id = 1;
    CREATE INDEX conclusions ON summaries (job) WHERE section = 'conclusion';
    """

  /// Its rows know settings, stages and nights; the numbers of the second night are not those that
  /// would be counted today.
  private static let third = """
    ALTER TABLE jobs ADD COLUMN repeats INTEGER REFERENCES jobs (id);
    ALTER TABLE jobs ADD COLUMN dataset_sha256 TEXT CHECK (length(dataset_sha256) = 64);
    ALTER TABLE objects ADD COLUMN pruned_at TEXT
      CHECK (pruned_at IS NULL OR length(pruned_at) = 24);
    ALTER TABLE job_runs ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE job_runs ADD COLUMN stage TEXT NOT NULL DEFAULT '';
    ALTER TABLE job_runs ADD COLUMN origin TEXT
      CHECK (origin IN ('computed', 'repeated', 'reused', 'shared'));
    ALTER TABLE comparisons ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE summaries ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    ALTER TABLE curves ADD COLUMN setting TEXT NOT NULL DEFAULT '';
    CREATE TABLE run_inputs (
      run TEXT NOT NULL REFERENCES runs (key), ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      input TEXT NOT NULL REFERENCES runs (key), PRIMARY KEY (run, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE borrowed_members (
      job INTEGER NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      name TEXT NOT NULL, sha256 TEXT NOT NULL REFERENCES objects (sha256),
      bytes INTEGER NOT NULL CHECK (bytes >= 0),
      bundle_sha256 TEXT NOT NULL REFERENCES bundles (sha256), PRIMARY KEY (job, ordinal),
      UNIQUE (job, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE test_sets (
      job INTEGER NOT NULL REFERENCES jobs (id), ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64), rows INTEGER NOT NULL CHECK (rows >= 0),
      looks INTEGER CHECK (looks >= 0), other_contents INTEGER CHECK (other_contents >= 0),
      PRIMARY KEY (job, ordinal), UNIQUE (job, sha256)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE nights (
      job INTEGER PRIMARY KEY REFERENCES jobs (id), previous_job INTEGER REFERENCES jobs (id),
      changed TEXT, computed_runs INTEGER NOT NULL CHECK (computed_runs >= 0),
      reused_runs INTEGER NOT NULL CHECK (reused_runs >= 0),
      CHECK ((previous_job IS NULL) = (changed IS NULL))
    ) STRICT;
    UPDATE job_runs SET origin = iif(reused, 'reused', 'computed') WHERE run IS NOT NULL;
    UPDATE job_runs SET origin = 'shared' WHERE job = 2 AND ordinal = 2;
    UPDATE jobs SET dataset_sha256 = '\(OldLedger.name("d"))' WHERE id < 3;
    INSERT INTO nights VALUES (1, NULL, NULL, 3, 0), (2, 1, 'engine', 70, 80);
    """
}
