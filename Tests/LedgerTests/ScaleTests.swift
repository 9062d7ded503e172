import Digests
import Foundation
import GRDB
import Records
import Synchronization
import Testing

@testable import Ledger

@Suite("With many finished jobs") struct ScaleTests {
  @Test("nothing the daemon or a command asks for one job, or for the latest, walks a whole table")
  func plans() throws {
    let large = try LargeLedger(finished: 10, refused: 2)
    let statements = Mutex<[(step: String, sql: String)]>([])
    let step = Mutex("")
    try large.ledger.read { database in
      database.trace(options: .statement) { event in
        guard case .statement(let statement) = event else { return }
        statements.withLock { $0.append((step.withLock { $0 }, statement.expandedSQL)) }
      }
    }
    try JobCourse(large).walk { name, body in
      guard !JobCourse.all.contains(name) else { return }
      step.withLock { $0 = name }
      try body()
    }
    let asked = statements.withLock { found in
      found.filter { ["SELECT", "WITH", "UPDATE", "DELETE", "INSERT"].contains(Self.verb($0.sql)) }
    }
    #expect(asked.count > 100)
    for (step, sql) in asked {
      let plan = try large.ledger.read { database in
        database.trace()
        return try Self.plan(of: sql, in: database)
      }
      #expect(Self.walks(plan, sql) == [], "\(step): \(sql)")
    }
  }

  @Test(
    "a walk would be noticed",
    arguments: [
      "SELECT * FROM events WHERE kind = 'ANSWERED'",
      "SELECT id FROM jobs WHERE state = 'QUEUED' ORDER BY submitted_at LIMIT 1",
      "UPDATE drops SET reason = '' WHERE name = 'x.tar'",
    ])
  func noticed(sql: String) throws {
    let sample = try SampleLedger()
    let plan = try sample.ledger.write { database in
      try database.execute(sql: "DROP INDEX jobs_queued; DROP INDEX jobs_by_state")
      return try Self.plan(of: sql, in: database)
    }
    #expect(Self.walks(plan, sql).count == 1)
  }

  /// Prints how long each step takes with ten finished jobs and with ten thousand:
  /// `RETORT_MEASURE=1 swift test -c release -Xswiftc -enable-testing --filter ScaleTests`
  @Test(
    "every step takes about as long with 10 000 as with ten",
    .enabled(if: ProcessInfo.processInfo.environment["RETORT_MEASURE"] == "1"))
  func times() throws {
    let few = try Self.times(try LargeLedger(finished: 10, refused: 2))
    let many = try Self.times(try LargeLedger(finished: 10_000, refused: 200))
    for (name, seconds) in few {
      let large = try #require(many.first { $0.name == name }).seconds
      let milliseconds = [seconds, large].map { String(format: "%9.3f", $0 * 1_000) }
      print("\(milliseconds.joined(separator: " ")) ms  \(name)")
      let mayGrow = JobCourse.all.contains(name)
      #expect(mayGrow || large < seconds + 0.25, "\(name)")
    }
  }

  private static func times(_ large: LargeLedger) throws -> [(name: String, seconds: Double)] {
    var times: [(name: String, seconds: Double)] = []
    let clock = ContinuousClock()
    try JobCourse(large).walk { name, body in
      let duration = try clock.measure(body).components
      times.append((name, Double(duration.seconds) + Double(duration.attoseconds) * 1e-18))
    }
    return times
  }

  private static func plan(of sql: String, in database: Database) throws -> [String] {
    try Row.fetchAll(database, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] }
  }

  private static func verb(_ sql: String) -> String {
    String(sql.prefix { $0.isLetter })
  }

  /// The lines of a plan that go through a table from end to end. A list cut by LIMIT that needs no
  /// sorting stops where it is cut; a list a query has made itself is as long as its answer; an index
  /// with a condition holds only what is open.
  private static func walks(_ plan: [String], _ sql: String) -> [String] {
    let isCut =
      sql.contains("LIMIT") && !plan.contains { $0.hasPrefix("USE TEMP B-TREE FOR ORDER") }
    let made = [
      "related", "wanted", "places", "centred", "spread", "(subquery", "CONSTANT", "json_tree",
    ]
    let open = ["attempts_open", "drops_open", "jobs_unanswered"]
    return plan.filter { line in
      line.hasPrefix("SCAN") && !isCut && !made.contains { line.hasPrefix("SCAN \($0)") }
        && !open.contains { line.hasSuffix("INDEX \($0)") }
    }
  }
}

/// Everything the daemon asks of the ledger on the course of one job, and what commands ask beside it.
private struct JobCourse {
  typealias Step = (_ name: String, _ body: () throws -> Void) throws -> Void

  /// Steps that are asked for everything, and so grow with it.
  static let all: Set = ["jobs()", "conclusions()", "drops()", "events()"]

  let large: LargeLedger
  var ledger: Ledger { large.ledger }

  init(_ large: LargeLedger) { self.large = large }

  func walk(_ step: Step) throws {
    let job = try takeIn(step)
    try compute(job, step)
    try finish(job, step)
    try look(step)
  }

  private func takeIn(_ step: Step) throws -> Int {
    let sample = large.sample
    try step("recover()") { _ = try ledger.recover() }
    try step("unansweredJobs()") { _ = try ledger.unansweredJobs() }
    try step("openDrops()") { _ = try ledger.openDrops() }
    var drops: [Int] = []
    for claim in ["a", "b", "c", "d"] {
      try step("recordDrop") {
        drops.append(
          try ledger.recordDrop(claim: claim, name: "x.tar", receivedAt: .zero).drop)
      }
    }
    var attempt = 0
    try step("beginAttempt, intake") {
      attempt = try ledger.beginAttempt(.intake(drop: drops[0]), environment: Sample.environment)
    }
    try step("finishAttempt, intake") { try end(attempt) }
    try step("deathsInARow, intake") { _ = try ledger.deathsInARow(on: .intake(drop: drops[0])) }
    try step("existingJob") { _ = try ledger.existingJob(content: Digest(of: "content").hex) }
    var job = 0
    let new = try sample.newJob(drop: drops[0], content: "another")
    try step("insertJob") { job = try ledger.insertJob(new) }
    try step("recordDuplicate") { try ledger.recordDuplicate(drop: drops[1], of: job) }
    try step("recordRefusal") {
      _ = try ledger.recordRefusal(drop: drops[2], reason: "not an archive")
    }
    try step("withdrawDrop") { try ledger.withdrawDrop(claim: "d") }
    let unnamed = try ledger.objects.write(Array("of a bundle that was refused".utf8)).hex
    try step("removeUnnamed") { _ = try ledger.removeUnnamed([unnamed]) }
    return job
  }

  private func compute(_ job: Int, _ step: Step) throws {
    let sample = large.sample
    var next: JobRow?
    try step("nextQueuedJob()") { next = try ledger.nextQueuedJob() }
    #expect(next?.job == job)
    try step("setState") { try ledger.setState(job: job, to: .running) }
    try step("queue()") { _ = try ledger.queue() }
    try step("provenance") { _ = try ledger.provenance(job: job) }
    var reusable: [CommittedRun] = []
    try step("reusableRuns") { reusable = try ledger.reusableRuns(job: job) }
    #expect(reusable.count > 10)
    try step("committedVerdicts") { _ = try ledger.committedVerdicts(job: job) }
    var attempt = 0
    try step("beginAttempt, worker") {
      attempt = try ledger.beginAttempt(.worker(job: job), environment: Sample.environment)
    }
    try step("commitVerdict") { try ledger.commitVerdict(job: job, Sample.verdict) }
    for ordinal in 0..<10 {
      var run = try sample.run(ordinal)
      run.key = Digest(of: "fresh \(ordinal)").hex
      try step("commitRun") { try ledger.commitRun(job: job, attempt: attempt, run) }
    }
    try step("committedRuns") { _ = try ledger.committedRuns(job: job) }
    let seal = try sample.sealRecord()
    try step("seal") { _ = try ledger.seal(job: job, seal) }
    try step("finishAttempt, worker") { try end(attempt) }
    try step("deathsInARow, worker") { _ = try ledger.deathsInARow(on: .worker(job: job)) }
  }

  private func finish(_ job: Int, _ step: Step) throws {
    try step("jobReport") { _ = try ledger.jobReport(job: job) }
    try step("resultDigest") { _ = try ledger.resultDigest(job: job) }
    try step("complete") { try ledger.complete(job: job, report: "reports/x") }
    try step("recentJobs(limit: 1000), conclusions(from:)") {
      let jobs = try ledger.recentJobs(limit: 1_000)
      _ = try ledger.conclusions(from: jobs.first?.job ?? 0)
    }
    try step("drops(job:)") { _ = try ledger.drops(job: job) }
    try step("recordAnswer") { try ledger.recordAnswer(job: job) }
  }

  private func look(_ step: Step) throws {
    try step("job") { _ = try ledger.job(large.finishedJob) }
    try step("jobReport of an old job") { _ = try ledger.jobReport(job: large.finishedJob) }
    try step("attempts") { _ = try ledger.attempts(on: .worker(job: large.finishedJob)) }
    try step("events(job:)") { _ = try ledger.events(job: large.finishedJob) }
    try step("recentJobs(limit: 20)") { _ = try ledger.recentJobs(limit: 20) }
    try step("recentJobs(limit: 20, in: FAILED)") {
      _ = try ledger.recentJobs(limit: 20, matching: JobFilter(states: [.failed]))
    }
    for (name, body) in [
      ("jobs()", { _ = try ledger.jobs() }),
      ("conclusions()", { _ = try ledger.conclusions() }),
      ("drops()", { _ = try ledger.drops() }), ("events()", { _ = try ledger.events() }),
    ] as [(String, () throws -> Void)] { try step(name, body) }
  }

  private func end(_ attempt: Int) throws {
    try ledger.finishAttempt(
      attempt, .init(outcome: .finished, exitCode: 0, wallSeconds: 1, cpuSeconds: 1, peakBytes: 1))
  }
}
