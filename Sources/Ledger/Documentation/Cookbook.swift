/// Worked queries of `docs/ledger.md`. SQL without double quotes, `$`, backquotes and backslashes,
/// so that it can be typed between double quotes in a shell.
enum Cookbook {
  static let all = jobs + gains + nights + verdicts + runs + provenance

  static let jobs = [
    CookbookQuery(
      "How do my latest jobs stand?",
      sql: """
        SELECT job, name, state, committed_runs || ' of ' || planned_runs AS runs, report, reason
        FROM job_list ORDER BY job DESC LIMIT 20
        """),
    CookbookQuery(
      "What failed, and why?",
      note: "Jobs, child processes and single runs; refused drops are REJECTED jobs.",
      sql: """
        SELECT at, job, name, kind, place, reason FROM failures ORDER BY at DESC LIMIT 20
        """),
    CookbookQuery(
      "What has happened to job 1?",
      sql: """
        SELECT at, level, kind, message FROM events WHERE job = 1 ORDER BY id
        """),
    CookbookQuery(
      "In what do two jobs differ?",
      note: "Only values that are not the default are kept as rows; empty means the default.",
      sql: """
        SELECT name,
          max(CASE job WHEN 1 THEN value END) AS job_1,
          max(CASE job WHEN 2 THEN value END) AS job_2
        FROM settings WHERE job IN (1, 2) GROUP BY name HAVING job_1 IS NOT job_2 ORDER BY name
        """),
  ]

  static let gains = [
    CookbookQuery(
      "Which distillations gained most?",
      note: "Sorted by the lower end of the interval: what is safe to expect.",
      sql: """
        SELECT job, teacher, student, variant, metric, round(gain, 4) AS gain,
          round(gain_lower, 4) AS lower, round(gain_upper, 4) AS upper, outcome
        FROM kd_gain WHERE selected = 1 AND split = 'test' AND metric IN ('accuracy', 'r2')
        ORDER BY gain_lower DESC LIMIT 10
        """),
    CookbookQuery(
      "Which gains does a control without the teacher's rows explain as well?",
      note: "They help, but nothing is claimed: the least clear transfer does not exclude 0.",
      sql: """
        SELECT job, teacher, student, variant, metric, round(gain, 4) AS gain,
          transfer_reference, round(transfer, 4) AS transfer,
          round(transfer_lower, 4) AS transfer_lower
        FROM kd_gain
        WHERE selected = 1 AND outcome = 'helps' AND claim_p_value IS NOT NULL
          AND coalesce(transfer_lower, 0) <= 0
        ORDER BY job, ordinal
        """),
    CookbookQuery(
      "What did each reference leave of the gain?",
      note: "The teacher is claimed to help only where every lower end lies above 0.",
      sql: """
        SELECT job, teacher, student, variant, metric, reference, round(transfer, 4) AS transfer,
          round(transfer_lower, 4) AS lower, round(transfer_upper, 4) AS upper,
          round(p_value, 4) AS p
        FROM transfers ORDER BY job, setting, teacher, student, transfer_lower
        """),
    CookbookQuery(
      "Did the control `across` gain anywhere?",
      note: "It must not: a row here points at a fault of the data or of the program.",
      sql: """
        SELECT job, teacher, student, metric, round(across_gain, 4) AS across_gain
        FROM kd_gain WHERE split = 'test' AND metric = 'accuracy' AND across_gain > 0.005
        ORDER BY across_gain DESC
        """),
    CookbookQuery(
      "What did every control gain, and should it have?",
      note:
        "Of the variants chosen on validation, on test rows; `held` 0 is an arm that did not do what "
        + "is expected of it.",
      sql: """
        SELECT job, teacher, student, metric, arm, round(gain, 4) AS gain, expectation, held
        FROM controls WHERE selected = 1 AND split = 'test'
        ORDER BY job, ordinal, control_ordinal
        """),
    CookbookQuery(
      "How does the gain change with the option `lambda`?",
      note: "Settings and options of a variant are values in `cells`; `lambda` of the method is "
        + "`method.lambda` there.",
      sql: """
        SELECT kd_gain.job, teacher, student, cells.value AS lambda, count(*) AS variants,
          round(avg(gain), 4) AS mean_gain, round(max(gain), 4) AS best_gain
        FROM kd_gain JOIN cells ON cells.job = kd_gain.job AND cells.cell = kd_gain.cell
        WHERE cells.key = 'method.lambda' AND split = 'test' AND metric IN ('accuracy', 'r2')
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        """),
    CookbookQuery(
      "How good is every arm of job 1 on test rows, over its seeds?",
      sql: """
        SELECT arm, teacher, student, variant, metric, seeds, round(mean, 4) AS mean,
          round(sd, 4) AS sd
        FROM seed_statistics WHERE job = 1 AND split = 'test' ORDER BY ordinal, metric_ordinal
        """),
    CookbookQuery(
      "What did each seed gain?",
      note: "Arms of one seed share their initialisation and order of rows, so they are paired.",
      sql: """
        SELECT kd_gain.teacher, kd_gain.student, kd_gain.variant, distilled.seed,
          round(student.value, 4) AS student_value, round(distilled.value, 4) AS distilled_value,
          round(distilled.value - student.value, 4) AS gain
        FROM kd_gain
        JOIN results AS distilled
          ON distilled.job = kd_gain.job AND distilled.arm = 'distilled'
          AND distilled.teacher = kd_gain.teacher AND distilled.student = kd_gain.student
          AND distilled.variant = kd_gain.distilled_variant
          AND distilled.split = kd_gain.split AND distilled.metric = kd_gain.metric
        JOIN results AS student
          ON student.job = kd_gain.job AND student.arm = 'student'
          AND student.student = kd_gain.student AND student.variant = kd_gain.student_variant
          AND student.seed = distilled.seed
          AND student.split = kd_gain.split AND student.metric = kd_gain.metric
        WHERE kd_gain.job = 1 AND kd_gain.metric = 'accuracy' AND kd_gain.selected = 1
        ORDER BY kd_gain.ordinal, distilled.seed
        """),
  ]

  static let nights = [
    CookbookQuery(
      "What moved since the night before?",
      note: "Nothing, most nights. `changed` says what was not the same.",
      sql: """
        SELECT name, job, previous_job, changed, teacher, student, variant, metric,
          round(gain_then, 4) AS gain_then, round(gain, 4) AS gain, outcome_then, outcome
        FROM nightly WHERE moved = 1 AND split = 'test' ORDER BY job DESC, ordinal
        """),
    CookbookQuery(
      "How did the sweep `digits` do, night by night?",
      note: "Of the selected variant; `duplicates` are later nights on which nothing was new.",
      sql: """
        SELECT submitted_at, job, changed, computed_runs, reused_runs, teacher, student, variant,
          round(gain_then, 4) AS gain_then, round(gain, 4) AS gain, moved, verdict, duplicates
        FROM nightly
        WHERE name = 'digits' AND selected = 1 AND split = 'test' AND metric = 'accuracy'
        ORDER BY job, ordinal
        """),
    CookbookQuery(
      "On which nights did numbers change although nothing else did?",
      note: "There should be none: the machine, a library or the ledger was changed by hand.",
      sql: """
        SELECT name, job, previous_job, teacher, student, variant, metric, difference
        FROM nightly WHERE changed = 'nothing' AND difference <> 0 ORDER BY job, ordinal
        """),
    CookbookQuery(
      "How often had the test rows of each job been looked at?",
      note: "`other_contents`: how many different jobs, this one left out, had scored on them.",
      sql: """
        SELECT test_sets.job, jobs.name, rows, looks, other_contents
        FROM test_sets JOIN jobs ON jobs.id = test_sets.job
        WHERE looks IS NOT NULL ORDER BY looks DESC, test_sets.job
        """),
    CookbookQuery(
      "Which jobs read the same data?",
      note: "`data: {from: …}` takes the name of one of them, or the first 8 digits or more.",
      sql: """
        SELECT substr(dataset_sha256, 1, 12) AS dataset, count(*) AS jobs,
          group_concat(DISTINCT name) AS names, max(job) AS latest
        FROM job_list WHERE dataset_sha256 IS NOT NULL GROUP BY dataset_sha256 ORDER BY latest
        """),
  ]

  static let verdicts = [
    CookbookQuery(
      "How often was the verdict right?",
      note:
        "`agreed` is NULL where the verdict or the outcome leaves it open; those count as open.",
      sql: """
        SELECT verdict, count(*) AS verdicts, sum(agreed = 1) AS agreed,
          sum(agreed = 0) AS disagreed, sum(agreed IS NULL) AS open
        FROM verdicts GROUP BY verdict ORDER BY verdict
        """),
    CookbookQuery(
      "What was said, and what was seen?",
      sql: """
        SELECT job, teacher, student, round(delta, 3) AS delta, round(delta_lower, 3) AS lower,
          round(delta_upper, 3) AS upper, verdict, round(observed_gain, 4) AS gain, agreed,
          agreed_transfer
        FROM verdicts ORDER BY job, ordinal
        """),
    CookbookQuery(
      "Which teachers share most with a student beyond the labels?",
      note: "I(T;S|Y): without it there is nothing to transfer.",
      sql: """
        SELECT job, teacher, student, estimator, round(value_nats, 3) AS nats, rows
        FROM information WHERE quantity = 'I(T;S|Y)' ORDER BY value_nats DESC LIMIT 10
        """),
  ]

  static let runs = [
    CookbookQuery(
      "What are all seeds of one arm?",
      sql: """
        SELECT ordinal, seed, variant, split, metric, value, value_kind FROM results
        WHERE job = 1 AND arm = 'distilled' ORDER BY ordinal, metric_ordinal
        """),
    CookbookQuery(
      "Which numbers are not numbers?",
      sql: """
        SELECT job, ordinal, arm, variant, seed, split, metric, value_kind, status FROM results
        WHERE value_kind <> 'finite' ORDER BY job, ordinal, metric_ordinal
        """),
    CookbookQuery(
      "Which runs took longest?",
      sql: """
        SELECT DISTINCT run, computed_by_job AS job, arm, teacher, student,
          round(wall_seconds, 1) AS seconds, round(peak_bytes / 1048576.0) AS mebibytes
        FROM lineage WHERE reused = 0 ORDER BY wall_seconds DESC LIMIT 10
        """),
    CookbookQuery(
      "How much computing did reuse save each job?",
      sql: """
        SELECT job_runs.job, count(*) AS reused, round(sum(runs.cpu_seconds), 1) AS cpu_seconds
        FROM job_runs JOIN runs ON runs.key = job_runs.run
        WHERE job_runs.reused = 1 GROUP BY job_runs.job ORDER BY job_runs.job
        """),
  ]

  static let provenance = [
    CookbookQuery(
      "Where does this number come from?",
      note: "One row a member of the bundle: files, run, build and machine of one place in a plan.",
      sql: """
        SELECT member, member_sha256, run, computed_by_job, computed_at, retort_version, build,
          kernel_level, processor
        FROM lineage WHERE job = 1 AND ordinal = 4
        """),
    CookbookQuery(
      "Which jobs used the same file?",
      sql: """
        SELECT members.sha256, members.name, group_concat(jobs.id, ', ') AS jobs
        FROM members JOIN jobs ON jobs.bundle_sha256 = members.bundle_sha256
        WHERE members.name <> 'job.yaml'
        GROUP BY members.sha256, members.name HAVING count(*) > 1
        """),
    CookbookQuery(
      "Does a report in my hands belong to this ledger?",
      note: "The report prints the seal of its job; equal content gives an equal seal anywhere.",
      sql: """
        SELECT job, name, seal, report FROM job_list WHERE seal IS NOT NULL ORDER BY job
        """),
    CookbookQuery(
      "With which builds were the numbers of each job computed?",
      sql: """
        SELECT job, retort_version, build, kernel_level, processor, count(DISTINCT run) AS runs
        FROM lineage GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3
        """),
  ]
}
