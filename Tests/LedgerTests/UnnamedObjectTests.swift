import Digests
import Foundation
import Records
import Testing

@testable import Ledger

@Suite("Objects no row names") struct UnnamedObjectTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }
  var store: ObjectStore { ledger.objects }

  init() throws { sample = try SampleLedger() }

  @Test("are removed by name, and their bytes counted; those a row names stay")
  func byName() throws {
    let job = try sample.insertJob()
    let member = try #require(try ledger.provenance(job: job).members.last?.sha256)
    let unnamed = try store.write(Array("left by a refusal".utf8)).hex
    let unknown = Digest(of: "never stored").hex
    #expect(try ledger.removeUnnamed([unnamed, member, unknown, unnamed]) == 17)
    #expect(try !store.contains(unnamed) && store.contains(member))
    #expect(throws: LedgerError.object(.notADigest("../retort.sqlite"))) {
      try ledger.removeUnnamed(["../retort.sqlite"])
    }
  }

  @Test("are swept out of a large store; what is named, and what is no object, stays")
  func sweep() throws {
    let job = try sample.insertJob()
    _ = try sample.fill(job: job)
    for number in 0..<1_200 {
      let name = Digest(of: "unnamed \(number)").hex
      try Data([1, 2]).write(to: URL(fileURLWithPath: "\(store.path)/\(name)"))
    }
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(store.path)/notes.txt"))
    #expect(try ledger.removeUnnamedObjects() == 2_400)
    #expect(try ledger.removeUnnamedObjects() == 0)
    let left = try FileManager.default.contentsOfDirectory(atPath: store.path)
    // Two members, ten products, a file of the report.
    #expect(Set(left).subtracting([".incoming", "notes.txt"]).count == 13)
    #expect(left.contains("notes.txt"))
    for run in try ledger.committedRuns(job: job) { _ = try store.read(run.products) }
  }

  @Test("cannot be named once they are gone: job, run and seal are refused whole")
  func gone() throws {
    let drop = try ledger.recordDrop(claim: "a", name: "x.tar", receivedAt: .zero)
    let new = try sample.newJob(drop: drop.drop)
    let member = new.bundle.members[1].sha256
    try ledger.removeUnnamed([member])
    #expect(throws: LedgerError.object(.missing(digest: member, store: store.path))) {
      try ledger.insertJob(new)
    }
    #expect(try ledger.jobs() == [] && ledger.drop(claim: "a")?.outcome == nil)

    let job = try ledger.insertJob(try sample.newJob(drop: drop.drop))
    let attempt = try sample.start(job)
    let run = try sample.run(0)
    try ledger.removeUnnamed([run.products])
    #expect(throws: LedgerError.object(.missing(digest: run.products, store: store.path))) {
      try ledger.commitRun(job: job, attempt: attempt, run)
    }
    let seal = try sample.sealRecord()
    let file = seal.files[0].sha256
    try ledger.removeUnnamed([file])
    #expect(throws: LedgerError.object(.missing(digest: file, store: store.path))) {
      try ledger.seal(job: job, seal)
    }
    #expect(try ledger.committedRuns(job: job) == [] && ledger.job(job).seal == nil)
    #expect(try sample.value(Int.self, "SELECT count(*) FROM comparisons") == 0)
  }
}
