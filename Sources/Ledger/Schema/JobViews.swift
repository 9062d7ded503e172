/// Views on jobs: how they stand and what failed.
enum JobViews {
  static let all = [jobList, stages, failures]

  static let jobList = SchemaObject(
    "job_list", "Jobs, refused drops included.",
    sql: """
      CREATE VIEW job_list (
        -- Number of the job.
        job,
        -- Its name.
        name,
        -- QUEUED, RUNNING, COMPLETED, FAILED, TIMEOUT, OUT_OF_MEMORY, CANCELLED or REJECTED.
        state,
        -- −100 … 100, higher first.
        priority,
        -- When its drop was claimed, UTC.
        submitted_at,
        -- When its first worker started, UTC.
        started_at,
        -- When it reached a final state, UTC.
        ended_at,
        -- Workers started.
        attempts,
        -- SHA-256 of the archive.
        bundle_sha256,
        -- Why it is in this state.
        reason,
        -- Path of the report below the root.
        report,
        -- Name made safe for folders.
        slug,
        -- 1: computed afresh although the same content was known.
        rerun,
        -- SHA-256 of what makes two jobs the same.
        content_sha256,
        -- SHA-256 over the result rows, once sealed; the report prints it.
        seal,
        -- Runs in the plan.
        planned_runs,
        -- Runs committed.
        committed_runs,
        -- When its answer was written beside the drop, UTC.
        answered_at,
        -- The job it repeats, where `retort rerun` asked for it.
        repeats,
        -- Runs computed for this job so far, those of a rerun included.
        computed_runs,
        -- Runs taken from earlier jobs so far.
        reused_runs,
        -- SHA-256 of the dataset, without its split: `data: {from: …}` takes the first 8 digits or more.
        dataset_sha256
      ) AS
      SELECT
        jobs.id, jobs.name, jobs.state, jobs.priority, jobs.submitted_at,
        (SELECT started_at FROM attempts WHERE attempts.job = jobs.id ORDER BY id LIMIT 1),
        jobs.ended_at,
        (SELECT count(*) FROM attempts WHERE attempts.job = jobs.id), jobs.bundle_sha256,
        jobs.reason, jobs.report, jobs.slug, jobs.rerun, jobs.content_sha256,
        (SELECT sha256 FROM events WHERE events.job = jobs.id AND events.kind = 'SEALED'),
        (SELECT count(*) FROM job_runs WHERE job_runs.job = jobs.id),
        (SELECT count(run) FROM job_runs WHERE job_runs.job = jobs.id), jobs.answered_at,
        jobs.repeats,
        (SELECT count(*) FROM job_runs
          WHERE job_runs.job = jobs.id AND origin IN ('computed', 'repeated')),
        (SELECT count(*) FROM job_runs WHERE job_runs.job = jobs.id AND origin = 'reused'),
        jobs.dataset_sha256
      FROM jobs
      ORDER BY jobs.id
      """)

  static let stages = SchemaObject(
    "stages",
    "How far each stage of a plan has come, setting by setting. A name for people: a run waits for what it reads alone.",
    sql: """
      CREATE VIEW stages (
        -- Number of the job.
        job,
        -- `teachers and students`, `student search`, `references`, `distilling`, `distilled search` or `controls`.
        stage,
        -- Setting of the sweep in words; empty where none is swept.
        setting,
        -- Runs in the plan.
        planned_runs,
        -- Runs committed.
        committed_runs,
        -- Of these, computed before: by an earlier job or at an earlier place.
        reused_runs,
        -- Runs that diverged.
        diverged_runs,
        -- Place of its first run in the plan: sort by it.
        ordinal
      ) AS
      SELECT
        job_runs.job, job_runs.stage, job_runs.setting, count(*), count(job_runs.run),
        sum(job_runs.reused), count(CASE runs.status WHEN 'diverged' THEN 1 END),
        min(job_runs.ordinal)
      FROM job_runs
      LEFT JOIN runs ON runs.key = job_runs.run
      GROUP BY job_runs.job, job_runs.setting, job_runs.stage
      """)

  static let failures = SchemaObject(
    "failures", "What failed and why: jobs, processes and runs.",
    sql: """
      CREATE VIEW failures (
        -- Number of the job; NULL for an intake whose drop is not answered.
        job,
        -- Name of the job or drop.
        name,
        -- `job`, `intake`, `worker` or `run`.
        kind,
        -- State of the job, outcome of the process, or place of the run in the plan.
        place,
        -- Why.
        reason,
        -- When, UTC.
        at
      ) AS
      SELECT id, name, 'job', state, reason, ended_at
      FROM jobs
      WHERE state IN ('FAILED', 'TIMEOUT', 'OUT_OF_MEMORY', 'REJECTED')
      UNION ALL
      SELECT
        coalesce(attempts.job, drops.job), coalesce(jobs.name, drops.name), attempts.kind,
        attempts.outcome
          || CASE WHEN attempts.signal IS NOT NULL THEN ', signal ' || attempts.signal
            WHEN attempts.exit_code IS NOT NULL THEN ', exit code ' || attempts.exit_code
            ELSE '' END,
        attempts.reason, attempts.ended_at
      FROM attempts
      LEFT JOIN jobs ON jobs.id = attempts.job
      LEFT JOIN drops ON drops.id = attempts.drop_id
      WHERE attempts.outcome IN ('failed', 'died', 'timeout', 'out-of-memory')
      UNION ALL
      SELECT
        job_runs.job, jobs.name, 'run',
        'run ' || job_runs.ordinal || ': ' || job_runs.arm || ' ' || trim(job_runs.teacher || ' '
          || job_runs.student) || CASE job_runs.variant WHEN '' THEN '' ELSE ', '
          || job_runs.variant END || ', seed ' || job_runs.seed,
        runs.reason, runs.committed_at
      FROM job_runs
      JOIN runs ON runs.key = job_runs.run
      JOIN jobs ON jobs.id = job_runs.job
      WHERE runs.status = 'diverged'
      """)
}
