/// What a job's arms gained over each other, and what metrics are.
enum ComparisonTables {
  static let all = [metricKinds, comparisons, comparisonControls]

  static let rules =
    SchemaRule.writtenOnce("metric_kinds", keys: [["metric"]])
    + SchemaRule.writtenOnce(
      "comparison_controls",
      keys: [["job", "comparison", "ordinal"], ["job", "comparison", "arm", "part"]])

  static let metricKinds = SchemaObject(
    "metric_kinds", "Metrics that comparisons were made on, each once.",
    sql: """
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
      ) STRICT, WITHOUT ROWID
      """)

  static let comparisons = SchemaObject(
    "comparisons",
    "A variant against its student, computed when the job is sealed. See the view `kd_gain`.",
    sql: """
      CREATE TABLE comparisons (
        -- The job.
        job INTEGER NOT NULL REFERENCES jobs (id),
        -- Order of the plan.
        ordinal INTEGER NOT NULL,
        -- Teacher modality.
        teacher TEXT NOT NULL,
        -- Student modality.
        student TEXT NOT NULL,
        -- One cell of a sweep in words.
        variant TEXT NOT NULL,
        -- Method of distillation.
        method TEXT NOT NULL,
        -- Rows it is measured on.
        split TEXT NOT NULL,
        -- Name of the metric; the first of a pair is the job's primary one.
        metric TEXT NOT NULL,
        -- Seeds.
        seeds INTEGER NOT NULL CHECK (seeds >= 0),
        -- Rows.
        rows INTEGER NOT NULL CHECK (rows >= 0),
        -- Mean of the student alone.
        student_mean REAL,
        -- Mean of the distilled student.
        distilled_mean REAL,
        -- distilled − student, oriented so that + is better.
        gain REAL,
        -- Lower end of the 95 % interval over seeds and rows.
        gain_lower REAL,
        -- Upper end.
        gain_upper REAL,
        -- Standard error from seeds alone.
        se_seeds REAL,
        -- Standard error from rows alone.
        se_rows REAL,
        -- Of the gain, from the same variance as its interval.
        p_value REAL,
        -- Adjusted for the comparisons of the job: of a selected variant over all pairs (Benjamini and
        -- Hochberg), of the primary metric made of `claim_p_value`; of the others over the pair (Holm).
        p_adjusted REAL,
        -- distilled − the reference that is beaten least clearly.
        transfer REAL,
        -- Lower end of its 95 % interval.
        transfer_lower REAL,
        -- Upper end.
        transfer_upper REAL,
        -- Word of the reference inside transfer.
        transfer_reference TEXT,
        -- Mean of the reference that has both modalities.
        fused_mean REAL,
        -- `helps`, `hurts`, `flat` or `unclear`.
        outcome TEXT CHECK (outcome IN ('helps', 'hurts', 'flat', 'unclear')),
        -- 1: the teacher is claimed to help: on the primary metric, every reference and control is beaten
        -- with the whole interval, `p_adjusted` is at most 0.05, and no reservation stands against it.
        claim INTEGER NOT NULL CHECK (claim IN (0, 1)),
        -- 1: the variant chosen on validation.
        selected INTEGER NOT NULL CHECK (selected IN (0, 1)),
        -- Setting of the sweep in words; empty where none is swept. `variant` begins with it.
        setting TEXT NOT NULL DEFAULT '',
        -- Largest p-value of distilled − reference over all references: of a claim, before adjustment.
        -- NULL for other metrics and variants, and in jobs of older versions.
        claim_p_value REAL,
        -- Variant of the student's runs in `results`; NULL in jobs of older versions.
        student_variant TEXT,
        -- Variant of the distilled student's runs in `results`: that of another weight decay where the
        -- selected one was searched to it.
        distilled_variant TEXT,
        -- The cell of setting and variant in `cells`; NULL where there is none.
        cell INTEGER,
        PRIMARY KEY (job, ordinal)
      ) STRICT, WITHOUT ROWID
      """)

  static let comparisonControls = SchemaObject(
    "comparison_controls",
    "What each arm that a distilled student is held against gained over the student alone. See the view "
      + "`controls`.",
    sql: """
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
      ) STRICT, WITHOUT ROWID
      """)
}
