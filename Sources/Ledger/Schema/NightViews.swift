/// The view on what moved from one night to the next.
enum NightViews {
  static let all = [nightly]

  static let nightly = SchemaObject(
    "nightly",
    "Each sweep against its previous night: a row for every comparison of a job that has an earlier one "
      + "of the same name. The selected variant is set against the one selected then, every other one "
      + "against itself.",
    sql: """
      CREATE VIEW nightly (
        -- Name of the sweep: jobs of one name are its nights.
        name,
        -- Number of the job.
        job,
        -- The last job of this name that was sealed before it.
        previous_job,
        -- When this job was dropped, UTC.
        submitted_at,
        -- When the previous one was, UTC.
        previous_submitted_at,
        -- What is not the same: `data`, `specification`, `engine`, `numerics`, `build`, several after a
        -- comma; or `nothing`.
        changed,
        -- Runs computed for this job.
        computed_runs,
        -- Runs taken from earlier jobs.
        reused_runs,
        -- Teacher modality.
        teacher,
        -- Student modality.
        student,
        -- Setting of the sweep in words; empty where none is swept. `variant` begins with it.
        setting,
        -- One cell of a sweep in words.
        variant,
        -- The cell it is set against; NULL where the previous night had none.
        variant_then,
        -- Method of distillation.
        method,
        -- Rows it is measured on.
        split,
        -- Name of the metric.
        metric,
        -- 1: the variant chosen on validation.
        selected,
        -- Gain of the previous night.
        gain_then,
        -- Gain now, oriented so that + is better.
        gain,
        -- Lower end of its 95 % interval.
        gain_lower,
        -- Upper end.
        gain_upper,
        -- gain − gain_then.
        difference,
        -- Lower end of the difference's 95 % interval, from the intervals of both nights as if they were
        -- independent (Zou and Donner 2008): where nights share rows or seeds it is too wide, never too
        -- narrow.
        difference_lower,
        -- Upper end.
        difference_upper,
        -- 1: the interval of the difference does not hold 0. 0: it does. NULL: there is none.
        moved,
        -- `helps`, `hurts`, `flat` or `unclear` in the previous night.
        outcome_then,
        -- The same now.
        outcome,
        -- The pair's verdict in the previous night.
        verdict_then,
        -- The pair's verdict now.
        verdict,
        -- Later drops of this job's content, which were answered with it: nights with nothing new.
        duplicates,
        -- Order of the plan.
        ordinal
      ) AS
      WITH cells AS (
        SELECT nights.job, now.ordinal AS ordinal_now, nights.previous_job,
          before.ordinal AS ordinal_then
        FROM nights
        JOIN comparisons AS now ON now.job = nights.job AND now.selected = 0
        LEFT JOIN comparisons AS before
          ON before.job = nights.previous_job AND before.teacher = now.teacher
          AND before.student = now.student AND before.split = now.split
          AND before.metric = now.metric AND before.variant = now.variant
        WHERE nights.previous_job IS NOT NULL
        UNION ALL
        SELECT nights.job, now.ordinal, nights.previous_job, before.ordinal
        FROM nights
        JOIN comparisons AS now ON now.job = nights.job AND now.selected = 1
        LEFT JOIN comparisons AS before
          ON before.job = nights.previous_job AND before.selected = 1
          AND before.teacher = now.teacher AND before.student = now.student
          AND before.split = now.split AND before.metric = now.metric
          AND before.setting = now.setting
        WHERE nights.previous_job IS NOT NULL
      ), differences AS (
        SELECT cells.job, cells.ordinal_now, cells.previous_job, cells.ordinal_then,
          now.gain - before.gain AS difference,
          sqrt((now.gain - now.gain_lower) * (now.gain - now.gain_lower)
            + (before.gain_upper - before.gain) * (before.gain_upper - before.gain)) AS below,
          sqrt((now.gain_upper - now.gain) * (now.gain_upper - now.gain)
            + (before.gain - before.gain_lower) * (before.gain - before.gain_lower)) AS above
        FROM cells
        JOIN comparisons AS now ON now.job = cells.job AND now.ordinal = cells.ordinal_now
        LEFT JOIN comparisons AS before
          ON before.job = cells.previous_job AND before.ordinal = cells.ordinal_then
      )
      SELECT
        jobs.name, differences.job, differences.previous_job, jobs.submitted_at,
        previous.submitted_at, nights.changed, nights.computed_runs, nights.reused_runs,
        now.teacher, now.student, now.setting, now.variant, before.variant, now.method, now.split, now.metric,
        now.selected, before.gain, now.gain, now.gain_lower, now.gain_upper,
        differences.difference, differences.difference - differences.below,
        differences.difference + differences.above,
        CASE
          WHEN differences.difference - differences.below > 0 THEN 1
          WHEN differences.difference + differences.above < 0 THEN 1
          WHEN differences.below IS NOT NULL AND differences.above IS NOT NULL THEN 0 END,
        before.outcome, now.outcome,
        \(verdict(of: "differences.previous_job")), \(verdict(of: "differences.job")),
        (SELECT count(*) FROM drops
          WHERE drops.job = differences.job AND drops.outcome = 'duplicate'),
        now.ordinal
      FROM differences
      JOIN nights ON nights.job = differences.job
      JOIN jobs ON jobs.id = differences.job
      JOIN jobs AS previous ON previous.id = differences.previous_job
      JOIN comparisons AS now
        ON now.job = differences.job AND now.ordinal = differences.ordinal_now
      LEFT JOIN comparisons AS before
        ON before.job = differences.previous_job AND before.ordinal = differences.ordinal_then
      """)

  private static func verdict(of job: String) -> String {
    """
    (SELECT verdict FROM verdict_decisions AS decisions
          WHERE decisions.job = \(job) AND decisions.teacher = now.teacher
            AND decisions.student = now.student AND decisions.variant = now.setting
          ORDER BY decisions.ordinal LIMIT 1)
    """
  }
}
