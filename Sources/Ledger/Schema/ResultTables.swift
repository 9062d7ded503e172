/// What was concluded from the runs of a job: verdicts before distillation, everything else when
/// the job is sealed. Comparisons have a file of their own. Numbers that are not finite are NULL.
enum ResultTables {
  static let all = [verdictDecisions, informationEstimates, summaries, facts, curves, reportFiles]

  static let indexes = [
    "CREATE INDEX conclusions ON summaries (job) WHERE section = 'conclusion'"
  ]

  static let rules =
    SchemaRule.writtenOnce(
      "verdict_decisions",
      keys: [["job", "ordinal"], ["job", "teacher", "student", "variant", "estimator"]])
    + SchemaRule.writtenOnce("information_estimates", keys: [["job", "verdict", "ordinal"]])
    + [
      SchemaRule(
        "A verdict is written before any student of its pair is distilled.",
        sql: """
          CREATE TRIGGER verdict_before_distillation BEFORE INSERT ON verdict_decisions
          WHEN EXISTS (
            SELECT 1 FROM job_runs
            WHERE job = NEW.job AND teacher = NEW.teacher AND student = NEW.student
              AND run IS NOT NULL AND arm IN (
                SELECT arm FROM arms WHERE job = NEW.job AND kind IN ('distilled', 'control')))
          BEGIN SELECT RAISE(ABORT, '\(verdictTooLate)'); END
          """)
    ]

  /// The message of the trigger, by which the ledger knows it.
  static let verdictTooLate = "a verdict is written before distillation"

  static let verdictDecisions = SchemaObject(
    "verdict_decisions",
    "What was said before distillation. The view `verdicts` shows beside it what was seen after.",
    sql: """
      CREATE TABLE verdict_decisions (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Order of the plan.
        ordinal INTEGER NOT NULL,
        -- Teacher modality.
        teacher TEXT NOT NULL,
        -- Student modality.
        student TEXT NOT NULL,
        -- Setting of a sweep in words; empty where none is swept.
        variant TEXT NOT NULL,
        -- Estimator of information.
        estimator TEXT NOT NULL,
        -- Rows the estimate is on: train and validation, never test.
        rows INTEGER NOT NULL CHECK (rows >= 0),
        -- I(T;S) in nats.
        i_teacher_student REAL,
        -- I(S;Y) in nats.
        i_student_label REAL,
        -- I(T;S) − I(S;Y) in nats.
        delta REAL,
        -- Lower end of its 95 % interval.
        delta_lower REAL,
        -- Upper end.
        delta_upper REAL,
        -- The same difference with the teacher permuted inside classes: not positive, or the
        -- estimator is biased.
        delta_within REAL,
        -- `distil`, `do not distil` or `cannot tell`.
        verdict TEXT NOT NULL CHECK (verdict IN ('distil', 'do not distil', 'cannot tell')),
        -- Why, in a sentence.
        reason TEXT NOT NULL,
        -- 1: the teacher beats the student on held-out rows.
        teacher_better INTEGER CHECK (teacher_better IN (0, 1)),
        -- Temperature that calibrates the teacher on validation.
        teacher_temperature REAL,
        -- UTC.
        decided_at TEXT NOT NULL CHECK (length(decided_at) = 24),
        -- The setting's cell in `cells`; NULL where none is swept.
        cell INTEGER,
        -- Key by which it is found again, as a run is; empty in jobs of older versions.
        key TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (job, ordinal),
        UNIQUE (job, teacher, student, variant, estimator)
      ) STRICT, WITHOUT ROWID
      """)

  static let informationEstimates = SchemaObject(
    "information_estimates", "The estimates behind each verdict.",
    sql: """
      CREATE TABLE information_estimates (
        -- The job.
        job INTEGER NOT NULL,
        -- Its verdict.
        verdict INTEGER NOT NULL,
        -- Place among the verdict's estimates.
        ordinal INTEGER NOT NULL,
        -- Teacher modality.
        teacher TEXT NOT NULL,
        -- Student modality.
        student TEXT NOT NULL,
        -- `I(T;S)`, `I(S;Y)`, `I(T;S|Y)`, `delta`, `delta_within`; `c`, `sigma_y^2`, `lambda*`.
        quantity TEXT NOT NULL,
        -- `ksg`, `gaussian`, `plugin`; `criterion`.
        estimator TEXT NOT NULL,
        -- In nats; those of `criterion` in their own units.
        value_nats REAL,
        -- Lower end of the 95 % interval, where there is one.
        lower REAL,
        -- Upper end.
        upper REAL,
        -- Rows of the estimate.
        rows INTEGER NOT NULL CHECK (rows >= 0),
        -- Directions kept of each representation; of `criterion`, inputs of the student.
        dimension INTEGER NOT NULL CHECK (dimension >= 0),
        -- Share of a known dependence the estimator recovers at this size, where measured.
        recovered REAL,
        PRIMARY KEY (job, verdict, ordinal),
        FOREIGN KEY (job, verdict) REFERENCES verdict_decisions (job, ordinal)
      ) STRICT, WITHOUT ROWID
      """)

  static let summaries = SchemaObject(
    "summaries", "Every other fact of the report, addressed by words.",
    sql: """
      CREATE TABLE summaries (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Order of the report.
        ordinal INTEGER NOT NULL,
        -- Kind of fact: `arm`, `transfer`, `reservation`, `tuning`, `model`, `reliability`, `class`,
        -- `teacher`, `mcnemar`, `power`, `data`, `fused`, `warning`, `conclusion`.
        section TEXT NOT NULL,
        -- What is told: a metric, a bin, a class, a fact.
        item TEXT NOT NULL,
        -- Of whom or where: an arm, a split.
        label TEXT NOT NULL,
        -- Teacher modality, where it belongs to one.
        teacher TEXT NOT NULL,
        -- Student modality, where it belongs to one.
        student TEXT NOT NULL,
        -- Variant, where it belongs to one.
        variant TEXT NOT NULL,
        -- The number.
        value REAL,
        -- Lower end of its interval.
        lower REAL,
        -- Upper end.
        upper REAL,
        -- A second number: rows' standard error of an arm, p-value of a transfer, confidence of a bin.
        extra REAL,
        -- Seeds or rows behind the number.
        count INTEGER,
        -- The fact in words.
        text TEXT,
        -- Setting of the sweep in words; empty for facts of the whole job.
        setting TEXT NOT NULL DEFAULT '',
        -- The cell of setting and variant in `cells`; NULL where there is none.
        cell INTEGER,
        PRIMARY KEY (job, ordinal)
      ) STRICT, WITHOUT ROWID
      """)

  static let facts = SchemaObject(
    "facts", "Tables that methods leave for the report.",
    sql: """
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
      ) STRICT, WITHOUT ROWID
      """)

  static let curves = SchemaObject(
    "curves", "Learning curves shown in the report.",
    sql: """
      CREATE TABLE curves (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Order of the report.
        ordinal INTEGER NOT NULL,
        -- Arm.
        arm TEXT NOT NULL,
        -- Teacher modality.
        teacher TEXT NOT NULL,
        -- Student modality.
        student TEXT NOT NULL,
        -- Variant.
        variant TEXT NOT NULL,
        -- Index of the seed.
        seed INTEGER NOT NULL,
        -- Epoch, from 1.
        epoch INTEGER NOT NULL,
        -- Mean loss on train rows.
        train_loss REAL,
        -- Mean loss on validation rows.
        validation_loss REAL,
        -- Primary metric on validation rows.
        validation_metric REAL,
        -- Setting of the sweep in words; empty where none is swept.
        setting TEXT NOT NULL DEFAULT '',
        PRIMARY KEY (job, ordinal)
      ) STRICT, WITHOUT ROWID
      """)

  static let reportFiles = SchemaObject(
    "report_files", "Finished files of a report, kept as objects.",
    sql: """
      CREATE TABLE report_files (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Order of the report.
        ordinal INTEGER NOT NULL,
        -- Name in the report's folder.
        name TEXT NOT NULL,
        -- The object with its bytes.
        sha256 TEXT NOT NULL REFERENCES objects (sha256),
        PRIMARY KEY (job, ordinal),
        UNIQUE (job, name)
      ) STRICT, WITHOUT ROWID
      """)
}
