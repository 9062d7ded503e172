/// Views on where numbers come from: lineage.
enum HistoryViews {
  static let all = [lineage]

  static let lineage = SchemaObject(
    "lineage",
    "Where a number comes from: for each place of a plan that is filled, the run, the process and "
      + "machine that computed it, and one row for every member of the job's bundle and every file it "
      + "takes from an earlier one.",
    sql: """
      CREATE VIEW lineage (
        -- Number of the job.
        job,
        -- Place in the plan.
        ordinal,
        -- Key of the run that fills it.
        run,
        -- Arm.
        arm,
        -- Teacher modality.
        teacher,
        -- Student modality.
        student,
        -- One cell of a sweep in words.
        variant,
        -- Index of the seed.
        seed,
        -- 1: computed before, by an earlier job or at an earlier place.
        reused,
        -- The job that computed it.
        computed_by_job,
        -- When it was committed, UTC.
        computed_at,
        -- Wall-clock seconds.
        wall_seconds,
        -- Processor seconds.
        cpu_seconds,
        -- Largest resident memory in bytes.
        peak_bytes,
        -- Object with outputs, learning curve and parameters.
        products,
        -- Version of Retort.
        retort_version,
        -- Tells two binaries of one version apart.
        build,
        -- Version of OpenBLAS, which decomposes the matrices of estimates and checks, and multiplied in engine 1;
        -- `none` where it did neither.
        blas_version,
        -- Processor family whose kernels it took; `none` where there was no library.
        blas_core,
        -- Instruction level of Retort's own kernels.
        kernel_level,
        -- Threads inside the run.
        threads,
        -- Model of the processor.
        processor,
        -- The archive the member came in: of the job itself, or of the earlier one whose data it takes
        -- with `data: {from: …}`.
        bundle_sha256,
        -- A member of the archive.
        member,
        -- Digest of the member's bytes: its name in `objects/`.
        member_sha256,
        -- Version of the engine: raised when numbers change.
        engine_version,
        -- How the place was filled: `computed`, `repeated`, `reused` or `shared`; see `job_runs`.
        origin
      ) AS
      SELECT
        job_runs.job, job_runs.ordinal, job_runs.run, job_runs.arm, job_runs.teacher,
        job_runs.student, job_runs.variant, job_runs.seed, job_runs.reused, attempts.job,
        runs.committed_at, runs.wall_seconds, runs.cpu_seconds, runs.peak_bytes, runs.products,
        environments.retort_version, environments.build, environments.blas_version,
        environments.blas_core, environments.kernel_level, environments.threads,
        environments.processor, members.bundle_sha256, members.name, members.sha256,
        environments.engine_version, job_runs.origin
      FROM job_runs
      JOIN jobs ON jobs.id = job_runs.job
      JOIN runs ON runs.key = job_runs.run
      JOIN attempts ON attempts.id = runs.attempt
      JOIN environments ON environments.id = attempts.environment
      JOIN (
        SELECT jobs.id AS job, members.bundle_sha256, members.name, members.sha256
        FROM jobs JOIN members ON members.bundle_sha256 = jobs.bundle_sha256
        UNION ALL
        SELECT job, bundle_sha256, name, sha256 FROM borrowed_members
      ) AS members ON members.job = job_runs.job
      """)
}
