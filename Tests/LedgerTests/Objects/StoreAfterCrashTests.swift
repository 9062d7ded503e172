import Digests
import Foundation
import Records
import Testing

@testable import Ledger

/// What a power cut, a kill or a hand can leave in `objects/`.
@Suite("A store after a crash") struct StoreAfterCrashTests {
  let sample: SampleLedger
  var ledger: Ledger { sample.ledger }
  var store: ObjectStore { ledger.objects }

  init() throws { sample = try SampleLedger() }

  private func place(_ bytes: String, as name: String) throws {
    try Data(bytes.utf8).write(to: URL(fileURLWithPath: "\(store.path)/\(name)"))
  }

  @Test("is told from a good one by reading: cut short, empty, longer, or of another's bytes")
  func damage() throws {
    for bytes in ["ab", "", "abcd", "xyz"] {
      let digest = Digest(of: "abc").hex
      try place(bytes, as: digest)
      let expected = ObjectStoreError.corrupt(
        digest: digest, found: Digest(of: bytes).hex, store: store.path)
      #expect(throws: expected) { try store.read(digest) }
      #expect(throws: expected) { try store.check(digest) }
    }
  }

  @Test("opens with half-written files in it, shows none of them and goes on")
  func halfWritten() throws {
    try place("half", as: ".incoming/\(ProcessInfo.processInfo.processIdentifier)-1")
    try place("half", as: ".incoming/999999-7")
    let again = try Ledger.open(at: ledger.directory)
    #expect(try again.objects.write(Array("abc".utf8)).hex == Digest(of: "abc").hex)
    #expect(try again.objects.removeAbandoned() == 2)
    #expect(try again.objects.removeAbandoned() == 0)
  }

  @Test("keeps what rows name and gives up what none came to name")
  func unnamed() throws {
    let job = try HandMadeJob(in: sample)
    try job.commit(0)
    let orphan = try store.write(Array("stored, never committed".utf8)).hex
    let again = try Ledger.open(at: ledger.directory)
    #expect(try again.removeUnnamedObjects() == "stored, never committed".utf8.count)
    #expect(try !again.objects.contains(orphan))
    for object in try again.namedObjects(job: job.job) {
      try again.objects.check(object.sha256)
    }
  }

  @Test("commits no run and seals nothing whose object the crash took, and then does on repeating")
  func lost() throws {
    let job = try HandMadeJob(in: sample)
    let run = try sample.run(0)
    _ = try store.remove(run.products)
    let missing = LedgerError.object(.missing(digest: run.products, store: store.path))
    #expect(throws: missing) {
      try ledger.commitRuns(job: job.job, attempt: job.attempt, [try sample.run(1), run])
    }
    #expect(try sample.answer("SELECT count(*) FROM runs") == ["0"])
    #expect(try sample.run(0).products == run.products)
    #expect(
      try ledger.commitRuns(job: job.job, attempt: job.attempt, [try sample.run(1), run])
        == [.stored, .stored])
  }

  @Test("has a folder or a link in an object's place refused, never read through")
  func noFile() throws {
    let (folder, link) = (Digest(of: "folder").hex, Digest(of: "link").hex)
    try FileManager.default.createDirectory(
      atPath: "\(store.path)/\(folder)", withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: "\(store.path)/\(link)", withDestinationPath: "/dev/zero")
    for name in [folder, link] {
      #expect(throws: ObjectStoreError.self) { try store.read(name) }
      #expect(throws: ObjectStoreError.self) { try store.size(of: name) }
      #expect(throws: ObjectStoreError.self) { try store.check(name) }
    }
  }
}
