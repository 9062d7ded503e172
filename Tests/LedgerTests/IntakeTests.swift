import Digests
import Records
import Testing

@testable import Ledger

@Suite("Drops and jobs") struct IntakeTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }

  init() throws { sample = try SampleLedger() }

  @Test("a claim is one drop, however often it is recorded")
  func claim() throws {
    let first = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    let again = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    let other = try ledger.recordDrop(claim: "b", name: "x.tar", receivedAt: .zero)
    #expect(first == again && first.drop != other.drop)
    #expect(try ledger.drops() == [first, other])
    #expect(try ledger.drop(claim: "c") == nil)
  }

  @Test("a claim that is given back leaves no drop; one that was answered stays")
  func withdrawn() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    _ = try ledger.beginAttempt(.intake(drop: drop.drop), environment: Sample.environment)
    #expect(try ledger.openDrops() == [drop])
    try ledger.withdrawDrop(claim: "a")
    try ledger.withdrawDrop(claim: "a")
    #expect(try ledger.drops() == [] && ledger.openDrops() == [])
    #expect(try ledger.attempts(on: .intake(drop: drop.drop)) == [])

    let kept = try ledger.recordDrop(claim: "b", name: "x.tar", receivedAt: .zero)
    let job = try ledger.recordRefusal(drop: kept.drop, reason: "not an archive")
    try ledger.withdrawDrop(claim: "b")
    #expect(try ledger.drops(job: job).map(\.claim) == ["b"])
    #expect(try sample.value(Int.self, "SELECT count(*) FROM drops WHERE outcome IS NULL") == 0)
  }

  @Test("the drops of a job are its own and those that repeat it, no others")
  func dropsOfAJob() throws {
    let job = try sample.insertJob()
    let other = try sample.insertJob(content: "other")
    let again = try ledger.recordDrop(claim: "again", name: "x.tar", receivedAt: .zero)
    try ledger.recordDuplicate(drop: again.drop, of: job)
    #expect(try ledger.drops(job: job).map(\.outcome) == [.accepted, .duplicate])
    #expect(try ledger.drops(job: other).count == 1)
  }

  @Test("a job that ended waits for its answer until it was recorded, once")
  func unanswered() throws {
    let failed = try sample.insertJob()
    _ = try sample.insertJob()
    let refused = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    _ = try ledger.recordRefusal(drop: refused.drop, reason: "not an archive")
    #expect(throws: LedgerError.notEnded(job: failed, state: .queued)) {
      try ledger.recordAnswer(job: failed)
    }
    try ledger.setState(job: failed, to: .failed, reason: "no luck")
    #expect(try ledger.unansweredJobs() == [failed])
    try ledger.recordAnswer(job: failed)
    let answeredAt = try #require(try ledger.job(failed).answeredAt)
    try ledger.recordAnswer(job: failed)
    #expect(try ledger.unansweredJobs() == [])
    #expect(try ledger.job(failed).answeredAt == answeredAt)
    #expect(try ledger.events(job: failed).count { $0.kind == "ANSWERED" } == 1)
  }

  @Test("the latest jobs come with all that are open before them")
  func recent() throws {
    let jobs = try (1...6).map { try sample.insertJob(content: "content \($0)") }
    for job in jobs.dropFirst() { try ledger.setState(job: job, to: .cancelled) }
    #expect(try ledger.recentJobs(limit: 2).map(\.job) == [jobs[0], jobs[4], jobs[5]])
    #expect(try ledger.recentJobs(limit: 20).map(\.job) == jobs)
    #expect(
      try ledger.recentJobs(limit: 2, matching: JobFilter(states: [.cancelled])).map(\.job) == [
        jobs[4], jobs[5],
      ])
    #expect(
      try ledger.recentJobs(limit: 1, matching: JobFilter(states: [.cancelled, .queued])).map(\.job)
        == [jobs[0], jobs[5]])
    #expect(try ledger.recentJobs(limit: 5, matching: JobFilter(states: [.failed])) == [])
  }

  @Test("a job is inserted whole, once a drop")
  func insert() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    let new = try sample.newJob(drop: drop.drop)
    let job = try ledger.insertJob(new)
    #expect(try ledger.insertJob(new) == job)
    #expect(try ledger.plan(job: job) == Sample.plan)
    #expect(try ledger.drop(claim: "a")?.outcome == .accepted)

    let row = try ledger.job(job)
    #expect(row.state == .queued && row.plannedRuns == 10 && row.committedRuns == 0)
    #expect(row.submittedAt == .zero && row.startedAt == nil)

    let provenance = try ledger.provenance(job: job)
    #expect(provenance.members == new.bundle.members)
    #expect(provenance.specificationYAML == "retort: 1\n")
    #expect(provenance.settings.map(\.name) == ["seeds", "training.epochs"])
    #expect(provenance.environments == [])
  }

  @Test("a job whose member is not in the store is not inserted")
  func missingMember() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    var new = try sample.newJob(drop: drop.drop)
    let digest = Digest(of: "nowhere").hex
    new.bundle.members.append(MemberRecord(name: "labels.npy", sha256: digest, bytes: 1))
    #expect(throws: LedgerError.object(.missing(digest: digest, store: ledger.objects.path))) {
      try ledger.insertJob(new)
    }
    #expect(try ledger.jobs() == [])
  }

  @Test("a refusal is a REJECTED row with a number and a reason, once a drop")
  func refusal() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    let job = try ledger.recordRefusal(drop: drop.drop, reason: "not an archive")
    #expect(try ledger.recordRefusal(drop: drop.drop, reason: "not an archive") == job)
    let row = try ledger.job(job)
    #expect(row.state == .rejected && row.name == "x.tar" && row.reason == "not an archive")
    #expect(try ledger.provenance(job: job).members == [])
    #expect(try sample.value(String.self, "SELECT place FROM failures") == "REJECTED")
  }

  @Test("the same content finds the oldest queued, running or completed job")
  func duplicates() throws {
    let content = Digest(of: "content").hex
    #expect(try ledger.existingJob(content: content) == nil)
    let first = try sample.insertJob()
    let second = try sample.insertJob()
    #expect(try ledger.existingJob(content: content)?.job == first)
    try ledger.setState(job: first, to: .cancelled, reason: "cancelled by a file")
    #expect(try ledger.existingJob(content: content)?.job == second)

    let drop = try ledger.recordDrop(claim: "again", name: "x.tar", receivedAt: .zero)
    try ledger.recordDuplicate(drop: drop.drop, of: second)
    let answered = try ledger.drop(claim: "again")
    #expect(answered?.outcome == .duplicate && answered?.job == second)
    #expect(answered?.reason == "drop 3 has the content of job 2, which is QUEUED")
  }

  @Test("the queue is by priority, then by arrival, also when the clock was set back between")
  func queue() throws {
    #expect(try ledger.nextQueuedJob() == nil)
    let first = try sample.insertJob(receivedAt: Timestamp(milliseconds: 2))
    let second = try sample.insertJob(receivedAt: Timestamp(milliseconds: 1))
    let urgent = try sample.insertJob(priority: 10, receivedAt: Timestamp(milliseconds: 3))
    #expect(try ledger.queue().map(\.job) == [urgent, first, second])
    var order: [Int] = []
    while let next = try ledger.nextQueuedJob() {
      order.append(next.job)
      try ledger.setState(job: next.job, to: .running)
    }
    #expect(order == [urgent, first, second])
  }

  @Test("what runs is at the head of the queue")
  func running() throws {
    let running = try sample.insertJob()
    let urgent = try sample.insertJob(priority: 10)
    _ = try sample.start(running)
    #expect(try ledger.queue().map(\.job) == [running, urgent])
  }

  @Test("states change only as they may", arguments: JobState.allCases)
  func transitions(to next: JobState) throws {
    let job = try sample.insertJob()
    let allowed: Set<JobState> = [.running, .cancelled, .failed]
    if allowed.contains(next) {
      try ledger.setState(job: job, to: next)
      let row = try ledger.job(job)
      #expect(row.state == next && (row.endedAt != nil) == next.isFinal)
    } else {
      #expect(throws: LedgerError.illegalTransition(job: job, from: .queued, to: next)) {
        try ledger.setState(job: job, to: next)
      }
    }
  }

  @Test("nothing leaves a final state", arguments: JobState.allCases.filter(\.isFinal))
  func final(state: JobState) {
    #expect(JobState.allCases.allSatisfy { !state.mayBecome($0) })
  }

  @Test("an unknown job is told as such")
  func unknown() {
    let error = #expect(throws: LedgerError.self) { try ledger.job(99) }
    #expect(error?.description == "job 99 is not in the ledger; 'retort jobs' lists those that are")
  }
}
