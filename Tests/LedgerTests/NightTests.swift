import Digests
import Foundation
import GRDB
import Records
import Synchronization
import Testing

@testable import Ledger

@Suite("Nights") struct NightTests {
  /// A clock that stands where it is put.
  private final class Clock: Sendable {
    private let time = Mutex<Int64>(1_785_587_400_000)

    var now: Timestamp { Timestamp(milliseconds: time.withLock { $0 }) }

    func advance(days: Int64) { time.withLock { $0 += days * 86_400_000 } }
  }

  /// A ledger, and what nightly drops do to it.
  private final class Household: Sendable {
    let clock: Clock
    let sample: SampleLedger
    let environment = Mutex(Sample.environment)
    var ledger: Ledger { sample.ledger }

    init() throws {
      let clock = Clock()
      self.clock = clock
      sample = try SampleLedger(clock: { clock.now })
    }

    func nextNight() { clock.advance(days: 1) }

    /// What intake does with the night's drop: a job, or the earlier one it repeats.
    func drop(name: String = "sweep", data: String, rerun: Bool = false) throws -> Int? {
      let claim = "\(name) \(UUID())"
      let drop = try ledger.recordDrop(claim: claim, name: "\(name).tar", receivedAt: clock.now)
        .drop
      let build = environment.withLock { $0 }
      let content = Digest(of: "\(name) \(data)").hex
      if !rerun, let earlier = try ledger.existingJob(content: content, build: build) {
        try ledger.recordDuplicate(drop: drop, of: earlier.job)
        return nil
      }
      var new = try sample.newJob(drop: drop, name: name, rerun: rerun, data: data)
      new.contentSHA256 = content
      return try ledger.insertJob(new)
    }

    /// Computes a job; keys of runs follow from the data, as they do in life.
    func compute(_ job: Int, data: String, gain: Double) throws {
      let known = Set(try ledger.reusableRuns(job: job).map(\.key))
      try ledger.setState(job: job, to: .running)
      let attempt = try ledger.beginAttempt(
        .worker(job: job), environment: environment.withLock { $0 })
      for ordinal in 0..<10 {
        if ordinal == 4 { try ledger.commitVerdict(job: job, Sample.verdict) }
        var run = try sample.run(ordinal)
        run.key = Digest(of: "\(data) \(ordinal)").hex
        run.wasComputed = !known.contains(run.key)
        try ledger.commitRun(job: job, attempt: attempt, run)
      }
      var seal = try sample.sealRecord()
      for index in seal.comparisons.indices {
        seal.comparisons[index].gain = gain
        seal.comparisons[index].gainLower = gain - 0.02
        seal.comparisons[index].gainUpper = gain + 0.02
      }
      _ = try ledger.seal(job: job, seal)
      try ledger.complete(job: job, report: "reports/\(job)")
    }

    func rows() throws -> [Row] {
      try ledger.read { try Row.fetchAll($0, sql: "SELECT * FROM nightly ORDER BY job, ordinal") }
    }
  }

  @Test("say that numerics changed where bits may have, not where two levels give the same")
  func levels() throws {
    let household = try Household()
    for level in ["x86-64-v3", "x86-64-v4", "baseline"] {
      household.environment.withLock {
        $0.engineVersion = 2
        $0.blasVersion = EnvironmentRecord.noLibrary
        $0.blasCore = EnvironmentRecord.noLibrary
        $0.kernelLevel = level
      }
      let job = try #require(try household.drop(data: "old", rerun: true))
      try household.compute(job, data: "old", gain: 0.04)
      household.nextNight()
    }
    let changes = try household.ledger.read {
      try String?.fetchAll($0, sql: "SELECT changed FROM nights ORDER BY job")
    }
    #expect(changes == [nil, "nothing", "numerics"])
  }

  @Test("of a month are the two on which something changed; nothing else is computed")
  func month() throws {
    let household = try Household()
    var computed: [Int: Int] = [:]
    for night in 1...30 {
      if night == 21 { household.environment.withLock { $0.build = "def" } }
      let data = night < 11 ? "old" : "new"
      if let job = try household.drop(data: data) {
        try household.compute(job, data: data, gain: night < 11 ? 0.04 : 0.1)
        computed[night] = try household.ledger.job(job).computedRuns
      }
      household.nextNight()
    }
    #expect(computed == [1: 10, 11: 10, 21: 0])
    let rows = try household.rows()
    #expect(
      rows.map { $0["changed"] as String } == ["data", "data", "data", "build", "build", "build"])
    #expect(rows.map { $0["moved"] as Int } == [1, 1, 1, 0, 0, 0])
    #expect(Set(rows.map { $0["job"] as Int }) == [2, 3])
    #expect(rows.map { $0["computed_runs"] as Int } == [10, 10, 10, 0, 0, 0])
    #expect(rows.map { $0["reused_runs"] as Int } == [0, 0, 0, 10, 10, 10])
    #expect(Set(rows.map { $0["duplicates"] as Int }) == [9])
    let first = try #require(rows.first)
    #expect(first["submitted_at"] == "2026-08-11T12:30:00.000Z")
    #expect(first["previous_submitted_at"] == "2026-08-01T12:30:00.000Z")
    #expect(abs((first["difference"] as Double) - 0.06) < 1e-12)
    // √(0.02² + 0.02²) on either side.
    #expect(abs((first["difference_lower"] as Double) - (0.06 - 0.0282842712474619)) < 1e-12)
    #expect(abs((first["difference_upper"] as Double) - (0.06 + 0.0282842712474619)) < 1e-12)
    #expect(first["verdict"] == "distil" && first["verdict_then"] == "distil")
  }

  @Test("repeated on request are nights on which nothing changed and nothing moved")
  func reruns() throws {
    let household = try Household()
    for _ in 1...3 {
      let job = try #require(try household.drop(data: "old", rerun: true))
      try household.compute(job, data: "old", gain: 0.04)
      household.nextNight()
    }
    let rows = try household.rows()
    #expect(rows.count == 6)
    #expect(rows.allSatisfy { $0["changed"] == "nothing" && $0["moved"] == 0 })
    #expect(rows.allSatisfy { $0["computed_runs"] == 10 })
    #expect(try household.ledger.runOrigins(job: 3) == RunOrigins(repeated: 10))
  }

  @Test("are set against the job sealed before, and stay what they are when later ones arrive")
  func stable() throws {
    let household = try Household()
    let late = try #require(try household.drop(data: "late"))
    let first = try #require(try household.drop(name: "sweep", data: "first"))
    try household.compute(first, data: "first", gain: 0.04)
    household.nextNight()
    let second = try #require(try household.drop(data: "second"))
    try household.compute(second, data: "second", gain: 0.05)
    let before = try household.ledger.jobReport(job: second)
    #expect(before.night?.previousJob == first)
    #expect(before.night?.changes == ["data"])
    try household.compute(late, data: "late", gain: 0.06)
    #expect(try household.ledger.jobReport(job: late).night?.previousJob == second)
    #expect(try household.ledger.jobReport(job: second) == before)
    #expect(try household.ledger.jobReport(job: first).night == nil)
    let other = try #require(try household.drop(name: "another sweep", data: "second"))
    try household.compute(other, data: "second", gain: 0.05)
    #expect(try household.ledger.jobReport(job: other).night == nil)
  }

  @Test("looks at a test set are those of sealed jobs on the same data and rows, counted once")
  func looks() throws {
    let household = try Household()
    var jobs: [Int] = []
    for (name, data) in [("a", "old"), ("b", "old"), ("c", "new"), ("d", "old")] {
      let job = try #require(try household.drop(name: name, data: data))
      try household.compute(job, data: data, gain: 0.04)
      jobs.append(job)
    }
    let again = try #require(try household.drop(name: "d", data: "old", rerun: true))
    try household.compute(again, data: "old", gain: 0.04)
    let sets = try (jobs + [again]).map { try household.ledger.jobReport(job: $0).testSets }
    #expect(sets.map { $0.map(\.looks) } == [[0], [1], [0], [2], [3]])
    #expect(sets.map { $0.map(\.otherContents) } == [[0], [1], [0], [2], [2]])
    #expect(sets.allSatisfy { $0.map(\.rows) == [2] })
  }
}
