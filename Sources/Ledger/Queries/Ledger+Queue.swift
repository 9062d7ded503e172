internal import GRDB
public import Records

/// Which jobs wait, for the worker or for their answer. None of these looks at finished jobs,
/// however many there are.
extension Ledger {
  /// Higher priority first, then the drop that came earlier, whatever the clock said when it came.
  public func nextQueuedJob() throws(LedgerError) -> JobRow? {
    try read { database in
      try JobRow.fetch(
        database,
        jobs: "SELECT id FROM jobs WHERE state = 'QUEUED' ORDER BY priority DESC, id LIMIT 1"
      ).first
    }
  }

  /// What runs, then what waits, in the order in which it will run.
  public func queue() throws(LedgerError) -> [JobRow] {
    try read { database in
      try JobRow.fetch(
        database, jobs: "SELECT id FROM jobs WHERE state IN ('RUNNING', 'QUEUED')",
        order: "state = 'RUNNING' DESC, priority DESC, job")
    }
  }

  /// The job that already has this content and is queued, running or completed: the oldest.
  ///
  /// - Parameter build: where it is named, a job that another build has completed does not count: what
  ///   this build makes of the same runs may be looked at.
  public func existingJob(
    content: String, build: EnvironmentRecord? = nil
  ) throws(LedgerError) -> JobRow? {
    try read { database in
      try JobRow.fetch(
        database,
        jobs: """
          SELECT id FROM jobs
          WHERE content_sha256 = :content AND state IN ('QUEUED', 'RUNNING', 'COMPLETED')
            AND (:build IS NULL OR state <> 'COMPLETED' OR coalesce(
              (SELECT environments.retort_version || ' ' || environments.build FROM attempts
                JOIN environments ON environments.id = attempts.environment
                WHERE attempts.job = jobs.id ORDER BY attempts.id DESC LIMIT 1), :build) = :build)
          ORDER BY id LIMIT 1
          """,
        ["content": content, "build": build.map { "\($0.retortVersion) \($0.build)" }]
      ).first
    }
  }

  /// Jobs that have ended and whose droppers were not told yet, the first first.
  public func unansweredJobs() throws(LedgerError) -> [Int] {
    try read { database in
      try Int.fetchAll(
        database, sql: "SELECT id FROM jobs WHERE \(IntakeTables.isUnanswered) ORDER BY id")
    }
  }
}
