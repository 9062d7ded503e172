internal import GRDB

/// From version 4 to 5: arms, cells, controls and metrics become rows, and runs may leave several objects.
enum Version5Migration {
  static func apply(_ database: Database) throws {
    try database.execute(sql: tables + columns)
    try Version5Arms.fill(database)
    try database.execute(sql: metricKinds + controls)
    try Version5Cells(database: database).fill()
  }

  private static let tables = """
    CREATE TABLE arms (
      -- The job.
      job INTEGER NOT NULL REFERENCES jobs (id),
      -- Order in which tables name them, from 0.
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      -- The word for it in all other tables: `teacher`, `class-mean`.
      arm TEXT NOT NULL CHECK (arm <> ''),
      -- `teacher`; `reference`: learns from no teacher; `part`: trained beside a student; `distilled`; or
      -- `control`: as distilled, with something taken from what it learns from.
      kind TEXT NOT NULL CHECK (kind IN ('teacher', 'reference', 'part', 'distilled', 'control')),
      -- What it learns from, in words.
      learns_from TEXT NOT NULL,
      -- `none`, `does not gain` (and stays below) or `stays below distilled`.
      expectation TEXT NOT NULL
        CHECK (expectation IN ('none', 'does not gain', 'stays below distilled')),
      -- 1: a claim needs the distilled student to beat it. The first of a job is the student alone.
      is_reference INTEGER NOT NULL CHECK (is_reference IN (0, 1)),
      -- The clause of a sentence: `whose teacher rows are shuffled over all rows`.
      meaning TEXT NOT NULL,
      -- Which inputs a report's table names beside the word: `teacher`, `student`, `both` or none.
      sees TEXT NOT NULL CHECK (sees IN ('', 'teacher', 'student', 'both')),
      -- What stands in brackets behind its word in a sentence; empty where nothing does.
      aside TEXT NOT NULL,
      -- Its name in a figure.
      label TEXT NOT NULL,
      -- What a gain may be that does not clear it.
      advice TEXT NOT NULL,
      -- How it was tuned, after its name; empty where it takes over the distilled arm's.
      tuning TEXT NOT NULL,
      -- How much of a teacher is left in it, from 0: nothing.
      remains INTEGER NOT NULL CHECK (remains >= 0),
      PRIMARY KEY (job, ordinal),
      UNIQUE (job, arm)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE cells (
      -- The job.
      job INTEGER NOT NULL REFERENCES jobs (id),
      -- Number of the cell in its job, from 0.
      cell INTEGER NOT NULL CHECK (cell >= 0),
      -- Order of the sweep, from 0.
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      -- Swept key: `training.epochs`; `method.lambda` of an option of the method, among which one is
      -- chosen. Empty for the part.
      key TEXT NOT NULL,
      -- The value, as its kind says; flags are 1 and 0.
      value ANY NOT NULL CHECK (typeof(value) <> 'blob'),
      -- `number`, `integer`, `text`, `flag`; `part`: words that are no value, as `selected`.
      value_kind TEXT NOT NULL
        CHECK (value_kind IN ('number', 'integer', 'text', 'flag', 'part')),
      PRIMARY KEY (job, cell, ordinal),
      UNIQUE (job, cell, key),
      CHECK ((key = '') = (value_kind = 'part'))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE metric_kinds (
      -- Its name in all other tables.
      metric TEXT NOT NULL PRIMARY KEY CHECK (metric <> ''),
      -- Its name in words.
      title TEXT NOT NULL,
      -- What its values are counted in; empty for those of the target.
      unit TEXT NOT NULL,
      -- 1: higher is better.
      higher_is_better INTEGER NOT NULL CHECK (higher_is_better IN (0, 1)),
      -- How far from 0 a difference still is none.
      flat_band REAL NOT NULL CHECK (flat_band >= 0),
      -- 1: the band is a share of the student's mean.
      band_is_relative INTEGER NOT NULL CHECK (band_is_relative IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE comparison_controls (
      -- The job.
      job INTEGER NOT NULL,
      -- The comparison it belongs to.
      comparison INTEGER NOT NULL,
      -- Order among the controls of the comparison, from 0.
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      -- Word of the arm.
      arm TEXT NOT NULL,
      -- Which part of a method it disturbs; empty where the method has none.
      part TEXT NOT NULL,
      -- arm − student, oriented so that + is better.
      gain REAL,
      -- Lower end of its 95 % interval, where it was worked out.
      lower REAL,
      -- Upper end.
      upper REAL,
      -- 1: it did what `arms.expectation` says. 0: it did not. NULL: undecided, or not asked.
      held INTEGER CHECK (held IN (0, 1)),
      PRIMARY KEY (job, comparison, ordinal),
      UNIQUE (job, comparison, arm, part),
      FOREIGN KEY (job, comparison) REFERENCES comparisons (job, ordinal),
      FOREIGN KEY (job, arm) REFERENCES arms (job, arm)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE facts (
      -- The job.
      job INTEGER NOT NULL REFERENCES jobs (id),
      -- Order of the report.
      ordinal INTEGER NOT NULL,
      -- Kind of table, a word.
      section TEXT NOT NULL CHECK (section <> ''),
      -- Teacher modality, where it belongs to one.
      teacher TEXT NOT NULL,
      -- Student modality, where it belongs to one.
      student TEXT NOT NULL,
      -- Its cell in `cells`; NULL where it belongs to none.
      cell INTEGER,
      -- Heading of the table.
      title TEXT NOT NULL,
      -- Headings of its columns, a JSON list of texts.
      columns_json TEXT NOT NULL CHECK (json_type(columns_json) = 'array'),
      -- Its rows, a JSON list of lists of texts, numbers and nulls.
      rows_json TEXT NOT NULL CHECK (json_type(rows_json) = 'array'),
      PRIMARY KEY (job, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE run_products (
      -- Key of the run.
      run TEXT NOT NULL REFERENCES runs (key),
      -- What it is: `embeddings`, `aligner`.
      name TEXT NOT NULL CHECK (name <> ''),
      -- The object with its bytes.
      object TEXT NOT NULL REFERENCES objects (sha256),
      PRIMARY KEY (run, name)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE checkpoints (
      -- Key of the run, which is not yet in `runs`.
      run TEXT NOT NULL PRIMARY KEY CHECK (length(run) = 64),
      -- Epochs that were done.
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      -- The object it can be gone on with from.
      object TEXT NOT NULL REFERENCES objects (sha256),
      -- UTC.
      at TEXT NOT NULL CHECK (length(at) = 24)
    ) STRICT, WITHOUT ROWID;

    """

  private static let columns = """
    ALTER TABLE job_runs ADD COLUMN cell INTEGER;
    ALTER TABLE job_runs ADD COLUMN part TEXT NOT NULL DEFAULT '';
    ALTER TABLE job_runs ADD COLUMN scope TEXT NOT NULL DEFAULT 'seed'
      CHECK (scope IN ('seed', 'once'));
    ALTER TABLE comparisons ADD COLUMN cell INTEGER;
    ALTER TABLE summaries ADD COLUMN cell INTEGER;
    ALTER TABLE verdict_decisions ADD COLUMN cell INTEGER;
    ALTER TABLE verdict_decisions ADD COLUMN key TEXT NOT NULL DEFAULT '';
    ALTER TABLE events ADD COLUMN form INTEGER CHECK (form > 1);
    """

  /// What version 4 knew of metrics: those that are not shares have a band relative to the student.
  private static let metricKinds = """
    INSERT INTO metric_kinds
    SELECT metric,
      CASE metric WHEN 'balanced-accuracy' THEN 'balanced accuracy' WHEN 'macro-f1' THEN 'macro F1'
        WHEN 'auc' THEN 'AUC' WHEN 'calibration-error' THEN 'calibration error'
        WHEN 'r2' THEN 'R²' WHEN 'rmse' THEN 'RMSE' ELSE metric END,
      CASE WHEN metric = 'log-loss' THEN 'nats' WHEN metric IN ('r2', 'rmse') THEN '' ELSE '%' END,
      metric NOT IN ('log-loss', 'calibration-error', 'rmse'),
      iif(metric IN ('log-loss', 'rmse', 'r2'), 0.02, 0.01),
      metric IN ('log-loss', 'rmse', 'r2')
    FROM (SELECT DISTINCT metric FROM comparisons);

    """

  /// In the order in which a claim was tested. Whether they held was not decided then.
  private static let controls = """
    INSERT INTO comparison_controls
    SELECT job, ordinal, 0, 'class-mean', '', class_mean_gain, NULL, NULL, NULL FROM comparisons
    WHERE class_mean_gain IS NOT NULL
    UNION ALL SELECT job, ordinal, 1, 'smoothed', '', smoothed_gain, NULL, NULL, NULL
    FROM comparisons WHERE smoothed_gain IS NOT NULL
    UNION ALL SELECT job, ordinal, 2, 'across', '', across_gain, NULL, NULL, NULL
    FROM comparisons WHERE across_gain IS NOT NULL
    UNION ALL SELECT job, ordinal, 3, 'within', '', within_gain, NULL, NULL, NULL
    FROM comparisons WHERE within_gain IS NOT NULL;
    ALTER TABLE comparisons DROP COLUMN within_gain;
    ALTER TABLE comparisons DROP COLUMN across_gain;
    ALTER TABLE comparisons DROP COLUMN class_mean_gain;
    ALTER TABLE comparisons DROP COLUMN smoothed_gain;
    """
}
