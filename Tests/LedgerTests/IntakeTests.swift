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

  @Test("the queue is by priority, then by arrival")
  func queue() throws {
    #expect(try ledger.nextQueuedJob() == nil)
    let late = try sample.insertJob(receivedAt: Timestamp(milliseconds: 2))
    let early = try sample.insertJob(receivedAt: Timestamp(milliseconds: 1))
    let urgent = try sample.insertJob(priority: 10, receivedAt: Timestamp(milliseconds: 3))
    var order: [Int] = []
    while let next = try ledger.nextQueuedJob() {
      order.append(next.job)
      try ledger.setState(job: next.job, to: .running)
    }
    #expect(order == [urgent, early, late])
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
