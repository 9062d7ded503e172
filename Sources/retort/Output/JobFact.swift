import Ledger

/// What `--json` says of a job.
struct JobFact: Encodable {
  var job: Int
  var name: String
  var state: String
  var priority: Int
  var submittedAt: String
  var startedAt: String?
  var endedAt: String?
  var attempts: Int
  var runs: Int
  var committedRuns: Int
  var bundleSha256: String?
  var reason: String?
  var report: String?
  var seal: String?

  init(_ row: JobRow) {
    job = row.job
    name = row.name
    state = row.state.rawValue
    priority = row.priority
    submittedAt = row.submittedAt.text
    startedAt = row.startedAt?.text
    endedAt = row.endedAt?.text
    attempts = row.attempts
    runs = row.plannedRuns
    committedRuns = row.committedRuns
    bundleSha256 = row.bundleSHA256
    reason = row.reason
    report = row.report.map { "\($0)/report.md" }
    seal = row.seal
  }
}
