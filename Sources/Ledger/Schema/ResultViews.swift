/// Views on numbers. They join and subtract; intervals and tests were computed when a job was
/// sealed.
enum ResultViews {
  static let all = [
    results, GainViews.gain, GainViews.transfers, GainViews.controls, seedStatistics, information,
    verdicts,
  ]

  static let results = SchemaObject(
    "results", "Every metric of every committed run, for each place it fills in a plan.",
    sql: """
      CREATE VIEW results (
        -- Number of the job.
        job,
        -- Key of the run.
        run,
        -- Word of the arm, which `arms` describes.
        arm,
        -- Teacher modality; empty for arms without a teacher.
        teacher,
        -- Student modality; empty for a teacher.
        student,
        -- One cell of a sweep in words.
        variant,
        -- Method of distillation.
        method,
        -- Index of the seed.
        seed,
        -- `in-sample`, `out-of-fold`, `validation`, or the name of a set of test rows: `test`,
        -- `test/unseen`.
        split,
        -- Name of the metric.
        metric,
        -- The number; NULL exactly when `value_kind` is not `finite`.
        value,
        -- `finite`, `nan`, `+inf`, `-inf` or `undefined`.
        value_kind,
        -- Place in the plan: sort by it, then by `metric_ordinal`.
        ordinal,
        -- Place among the run's metrics.
        metric_ordinal,
        -- 1: computed before, by an earlier job or at an earlier place.
        reused,
        -- `finished` or `diverged`.
        status,
        -- Setting of the sweep in words; empty where none is swept. `variant` begins with it.
        setting,
        -- The cell of setting and variant in `cells`; NULL where there is none.
        cell,
        -- What tells it from other places of its arm besides values.
        part
      ) AS
      SELECT
        job_runs.job, job_runs.run, job_runs.arm, job_runs.teacher, job_runs.student,
        job_runs.variant, job_runs.method, job_runs.seed, metrics.split, metrics.metric,
        metrics.value, metrics.value_kind, job_runs.ordinal, metrics.ordinal, job_runs.reused,
        runs.status, job_runs.setting, job_runs.cell, job_runs.part
      FROM job_runs
      JOIN runs ON runs.key = job_runs.run
      JOIN metrics ON metrics.run = job_runs.run
      """)

  static let seedStatistics = SchemaObject(
    "seed_statistics",
    "Mean and sample standard deviation of each metric over the seeds of one arm.",
    sql: """
      CREATE VIEW seed_statistics (
        -- Number of the job.
        job,
        -- Arm.
        arm,
        -- Teacher modality.
        teacher,
        -- Student modality.
        student,
        -- One cell of a sweep in words.
        variant,
        -- Rows it is measured on.
        split,
        -- Name of the metric.
        metric,
        -- Seeds with a finite value.
        seeds,
        -- Mean over these; NULL where there are none.
        mean,
        -- √(Σ(value − mean)² / (seeds − 1)); NULL for fewer than two seeds.
        sd,
        -- Method of distillation.
        method,
        -- Seeds whose value is not finite (`nan`, `+inf`, `-inf`, `undefined`).
        seeds_without_value,
        -- Place of the first seed in the plan: sort by it, then by `metric_ordinal`.
        ordinal,
        -- Place among the run's metrics.
        metric_ordinal,
        -- Setting of the sweep in words; empty where none is swept. `variant` begins with it.
        setting,
        -- The cell of setting and variant in `cells`; NULL where there is none.
        cell
      ) AS
      WITH centred AS (
        -- Windows, not GROUP BY: sums run in the order of the plan, so their last bit is fixed.
        SELECT *, avg(value) OVER seeds AS mean, count(value) OVER seeds AS finite,
          count(*) OVER seeds AS total
        FROM results
        WINDOW seeds AS (
          PARTITION BY job, arm, teacher, student, variant, method, split, metric ORDER BY ordinal
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
      ), spread AS (
        SELECT *, sum((value - mean) * (value - mean)) OVER seeds AS squares,
          row_number() OVER seeds AS place
        FROM centred
        WINDOW seeds AS (
          PARTITION BY job, arm, teacher, student, variant, method, split, metric ORDER BY ordinal
          ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
      )
      SELECT
        job, arm, teacher, student, variant, split, metric, finite, mean,
        CASE WHEN finite > 1 THEN sqrt(squares / (finite - 1)) END,
        method, total - finite, ordinal, metric_ordinal, setting, cell
      FROM spread
      WHERE place = 1
      """)

  static let information = SchemaObject(
    "information",
    "Estimates of mutual information, in nats, and for real targets the exact criterion.",
    sql: """
      CREATE VIEW information (
        -- Number of the job.
        job,
        -- Teacher modality.
        teacher,
        -- Student modality.
        student,
        -- `I(T;S)`, `I(S;Y)`, `I(T;S|Y)`, `delta` (I(T;S) − I(S;Y)) or `delta_within` (delta with
        -- the teacher permuted inside classes); of `criterion`, for real targets, `c` (what the
        -- residuals of label and teacher share given the student's inputs), `sigma_y^2` (the label's
        -- residual variance) and `lambda*` (the best share of the teacher). A small share helps in
        -- the theory of linear students if and only if c < sigma_y^2.
        quantity,
        -- `ksg` (with Ross's form for labels), `gaussian`, `plugin` (hard predictions) or `criterion`.
        estimator,
        -- In nats; of `criterion` in its own unit: `c` and `sigma_y^2` in variances of the target on
        -- train rows, `lambda*` from 0 to 1 as the option `lambda` of `job.yaml`.
        value_nats,
        -- Lower end of the 95 % interval, where there is one.
        lower,
        -- Upper end.
        upper,
        -- Rows of the estimate.
        rows,
        -- Directions kept of each representation; of `criterion`, inputs of the student.
        dimension,
        -- Share of a known dependence the estimator recovers at this size, where measured.
        recovered,
        -- Setting of the verdict it belongs to.
        variant,
        -- Order of the verdict.
        verdict_ordinal,
        -- Place among the verdict's estimates.
        ordinal
      ) AS
      SELECT
        estimates.job, estimates.teacher, estimates.student, estimates.quantity,
        estimates.estimator, estimates.value_nats, estimates.lower, estimates.upper,
        estimates.rows, estimates.dimension, estimates.recovered, decisions.variant,
        estimates.verdict, estimates.ordinal
      FROM information_estimates AS estimates
      JOIN verdict_decisions AS decisions
        ON decisions.job = estimates.job AND decisions.ordinal = estimates.verdict
      """)

  static let verdicts = SchemaObject(
    "verdicts",
    "What was said before distillation beside what was seen after: the criterion's track record.",
    sql: """
      CREATE VIEW verdicts (
        -- Number of the job.
        job,
        -- Teacher modality.
        teacher,
        -- Student modality.
        student,
        -- Setting of the sweep in words; empty where none is swept.
        variant,
        -- Estimator of information.
        estimator,
        -- Rows of the estimate: train and validation, never test.
        rows,
        -- I(T;S) in nats.
        i_teacher_student,
        -- I(S;Y) in nats.
        i_student_label,
        -- I(T;S) − I(S;Y) in nats.
        delta,
        -- Lower end of its 95 % interval.
        delta_lower,
        -- Upper end.
        delta_upper,
        -- The same with the teacher permuted inside classes.
        delta_within,
        -- `distil`, `do not distil` or `cannot tell`.
        verdict,
        -- When it was said, UTC; before any student was distilled.
        decided_at,
        -- Gain of the selected variant on test rows, on the job's primary metric.
        observed_gain,
        -- Lower end of its 95 % interval.
        observed_lower,
        -- Upper end.
        observed_upper,
        -- 1: `distil` and it helps, or `do not distil` and it hurts or is flat. 0: the reverse.
        -- NULL: the verdict or the outcome leaves it open.
        agreed,
        -- The same with transfer as the outcome.
        agreed_transfer,
        -- Why it was said.
        reason,
        -- 1: the teacher beats the student on held-out rows.
        teacher_better,
        -- Temperature that calibrates the teacher on validation.
        teacher_temperature,
        -- The primary metric.
        observed_metric,
        -- Outcome of the gain.
        outcome,
        -- Outcome of the transfer.
        transfer_outcome,
        -- Order of the plan.
        ordinal,
        -- 1: `distil` and the teacher is claimed to help, or `do not distil` and it is not. 0: the reverse.
        -- NULL: the verdict or the outcome leaves it open. Shrinkage that any control reaches is no success.
        agreed_claim,
        -- The setting's cell in `cells`; NULL where none is swept.
        cell,
        -- Key by which it is found again; empty in jobs of older versions.
        key
      ) AS
      WITH primary_comparisons AS (
        SELECT
          decisions.job, decisions.ordinal,
          (SELECT comparisons.ordinal FROM comparisons
            WHERE comparisons.job = decisions.job AND comparisons.teacher = decisions.teacher
              AND comparisons.student = decisions.student AND comparisons.selected = 1
              AND comparisons.split = 'test'
              AND comparisons.setting = decisions.variant
            ORDER BY comparisons.ordinal LIMIT 1) AS comparison
        FROM verdict_decisions AS decisions
      ), observed AS (
        SELECT decisions.*, comparisons.metric, comparisons.gain, comparisons.gain_lower,
          comparisons.gain_upper, comparisons.outcome, comparisons.claim, \(transferOutcome)
            AS transfer_outcome
        FROM verdict_decisions AS decisions
        JOIN primary_comparisons
          ON primary_comparisons.job = decisions.job
          AND primary_comparisons.ordinal = decisions.ordinal
        LEFT JOIN comparisons
          ON comparisons.job = decisions.job
          AND comparisons.ordinal = primary_comparisons.comparison
        LEFT JOIN metric_kinds ON metric_kinds.metric = comparisons.metric
      )
      SELECT
        job, teacher, student, variant, estimator, rows, i_teacher_student, i_student_label, delta,
        delta_lower, delta_upper, delta_within, verdict, decided_at, gain, gain_lower, gain_upper,
        \(agreement(with: "outcome")),
        \(agreement(with: "transfer_outcome")),
        reason, teacher_better, teacher_temperature, metric, outcome, transfer_outcome, ordinal,
        CASE
          WHEN outcome IS NULL OR verdict = 'cannot tell' THEN NULL
          WHEN claim = 1 THEN verdict = 'distil'
          WHEN outcome = 'unclear' THEN NULL
          ELSE verdict = 'do not distil' END,
        cell, key
      FROM observed
      """)

  private static let transferOutcome = OutcomeRule.outcome(
    lower: "comparisons.transfer_lower", upper: "comparisons.transfer_upper",
    margin: OutcomeRule.margin(of: "metric_kinds", mean: "comparisons.student_mean"))

  private static func agreement(with outcome: String) -> String {
    """
    CASE
          WHEN verdict = 'distil' AND \(outcome) = 'helps' THEN 1
          WHEN verdict = 'do not distil' AND \(outcome) IN ('hurts', 'flat') THEN 1
          WHEN verdict = 'distil' AND \(outcome) IN ('hurts', 'flat') THEN 0
          WHEN verdict = 'do not distil' AND \(outcome) = 'helps' THEN 0 END
    """
  }
}
