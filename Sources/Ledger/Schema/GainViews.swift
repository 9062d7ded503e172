/// Views on what distillation gained: over the student, and over every arm that knows nothing of the
/// teacher's rows.
enum GainViews {
  static let gain = SchemaObject(
    "kd_gain", "What distillation gained: each variant against its student, with intervals.",
    sql: """
      CREATE VIEW kd_gain (
        -- Number of the job.
        job,
        -- Teacher modality.
        teacher,
        -- Student modality.
        student,
        -- One cell of a sweep in words.
        variant,
        -- Method of distillation.
        method,
        -- Rows it is measured on.
        split,
        -- Name of the metric.
        metric,
        -- Seeds.
        seeds,
        -- Rows.
        rows,
        -- Mean of the student alone.
        student_mean,
        -- Mean of the distilled student.
        distilled_mean,
        -- distilled − student, oriented so that + is better.
        gain,
        -- Lower end of the 95 % interval over seeds and rows.
        gain_lower,
        -- Upper end.
        gain_upper,
        -- Standard error from seeds alone.
        se_seeds,
        -- Standard error from rows alone.
        se_rows,
        -- Of the gain.
        p_value,
        -- Adjusted for the comparisons of the job: of a selected variant over all pairs (Benjamini and
        -- Hochberg), of the primary metric made of `claim_p_value`; of the others over the pair (Holm).
        p_adjusted,
        -- distilled − the reference that is beaten least clearly; the view `transfers` has them all.
        transfer,
        -- Lower end of its 95 % interval.
        transfer_lower,
        -- Upper end.
        transfer_upper,
        -- Gain of the control permuted inside classes.
        within_gain,
        -- Gain of the control permuted over all rows.
        across_gain,
        -- Gain of label smoothing without a teacher.
        smoothed_gain,
        -- Mean of the reference that has both modalities.
        fused_mean,
        -- `helps`, `hurts`, `flat` or `unclear`.
        outcome,
        -- 1: the teacher is claimed to help: on the primary metric, every reference and control is beaten
        -- with the whole interval, `p_adjusted` is at most 0.05, and no reservation stands against it.
        claim,
        -- 1: the variant chosen on validation.
        selected,
        -- Order of the plan.
        ordinal,
        -- Word of the reference inside transfer.
        transfer_reference,
        -- Gain of class-mean soft labels.
        class_mean_gain,
        -- Setting of the sweep in words; empty where none is swept. `variant` begins with it.
        setting,
        -- Largest p-value of distilled − reference over all references; NULL for other metrics and
        -- variants.
        claim_p_value,
        -- Variant of the student's runs in `results`.
        student_variant,
        -- Variant of the distilled student's runs in `results`.
        distilled_variant,
        -- The cell of setting and variant in `cells`; NULL where there is none.
        cell
      ) AS
      SELECT
        comparisons.job, teacher, student, variant, method, split, metric, seeds, rows,
        student_mean, distilled_mean, comparisons.gain, gain_lower, gain_upper, se_seeds, se_rows,
        p_value, p_adjusted, transfer, transfer_lower, transfer_upper,
        \(GainColumn.all.prefix(3).map(\.value).joined(separator: ", ")),
        fused_mean, outcome, claim, selected, comparisons.ordinal, transfer_reference,
        \(GainColumn.all[3].value), setting, claim_p_value, student_variant, distilled_variant, cell
      FROM comparisons
      \(GainColumn.all.map(\.join).joined(separator: "\n      "))
      """)

  static let transfers = SchemaObject(
    "transfers",
    "What each selected variant gained over every arm that knows nothing of its teacher's rows, on the "
      + "primary metric. A claim needs all lower ends above 0.",
    sql: """
      CREATE VIEW transfers (
        -- Number of the job.
        job,
        -- Teacher modality.
        teacher,
        -- Student modality.
        student,
        -- One cell of a sweep in words, as in `kd_gain`.
        variant,
        -- Name of the metric.
        metric,
        -- Word of the arm.
        reference,
        -- distilled − reference, oriented so that + is better; NULL where no run of it finished.
        transfer,
        -- Lower end of the 95 % interval over seeds and rows.
        transfer_lower,
        -- Upper end.
        transfer_upper,
        -- Of a difference of 0, two-sided.
        p_value,
        -- Setting of the sweep in words; empty where none is swept. `variant` begins with it.
        setting,
        -- Order of the report.
        ordinal
      ) AS
      SELECT
        job, teacher, student, variant, item, label, value, lower, upper, extra, setting, ordinal
      FROM summaries WHERE section = 'transfer'
      """)

  static let controls = SchemaObject(
    "controls",
    "What each arm that a distilled student is held against gained over the student alone: for every "
      + "comparison that has controls.",
    sql: """
      CREATE VIEW controls (
        -- Number of the job.
        job,
        -- Teacher modality.
        teacher,
        -- Student modality.
        student,
        -- One cell of a sweep in words, as in `kd_gain`.
        variant,
        -- Name of the metric.
        metric,
        -- Word of the arm.
        arm,
        -- What it learns from, in words.
        learns_from,
        -- arm − student, oriented so that + is better.
        gain,
        -- Lower end of its 95 % interval, where it was worked out.
        lower,
        -- Upper end.
        upper,
        -- `none`, `does not gain` or `stays below distilled`.
        expectation,
        -- 1: it did what is expected. 0: it did not. NULL: undecided, or not asked.
        held,
        -- Which part of a method it disturbs; empty where the method has none.
        part,
        -- Rows it is measured on.
        split,
        -- 1: of the variant chosen on validation.
        selected,
        -- Setting of the sweep in words; empty where none is swept. `variant` begins with it.
        setting,
        -- Order of the comparison in the plan: sort by it, then by `control_ordinal`.
        ordinal,
        -- Order among the controls of a comparison.
        control_ordinal
      ) AS
      SELECT
        comparisons.job, comparisons.teacher, comparisons.student, comparisons.variant,
        comparisons.metric, controls.arm, arms.learns_from, controls.gain, controls.lower,
        controls.upper, arms.expectation, controls.held, controls.part, comparisons.split,
        comparisons.selected, comparisons.setting, comparisons.ordinal, controls.ordinal
      FROM comparison_controls AS controls
      JOIN comparisons
        ON comparisons.job = controls.job AND comparisons.ordinal = controls.comparison
      JOIN arms ON arms.job = controls.job AND arms.arm = controls.arm
      """)
}
