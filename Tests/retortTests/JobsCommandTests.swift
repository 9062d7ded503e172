import Foundation
import Ledger
import Testing

@Suite("retort jobs") struct JobsCommandTests {
  let laboratory: Laboratory

  /// A queued job, then 25 refusals.
  init() throws {
    laboratory = try Laboratory()
    let ledger = try Ledger.open(at: "\(laboratory.path)/ledger")
    let drop = try ledger.recordDrop(claim: "waits", name: "a", receivedAt: Timestamp.systemClock())
    let digest = String(repeating: "a", count: 64)
    _ = try ledger.insertJob(
      NewJob(
        drop: drop.drop, name: "patient", slug: "patient", specificationYAML: "retort: 1\n",
        canonicalJSON: "{}", contentSHA256: digest,
        bundle: BundleRecord(sha256: digest, bytes: 1, members: []), settings: [], arms: [],
        plan: []))
    for number in 0..<25 {
      let drop = try ledger.recordDrop(
        claim: "bad \(number)", name: "bad.tar", receivedAt: Timestamp.systemClock())
      _ = try ledger.recordRefusal(drop: drop.drop, reason: "not an archive\n  remedy: …")
    }
  }

  func jobs(_ arguments: String...) throws -> RetortProgram.Outcome {
    try RetortProgram.start(["jobs", "--root", laboratory.path] + arguments).wait()
  }

  func numbers(_ outcome: RetortProgram.Outcome) -> [Int] {
    outcome.facts.compactMap { $0["job"] as? Int }
  }

  @Test("lists the latest 20 and what is open, and says that there are more")
  func latest() throws {
    let outcome = try jobs()
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 23)
    #expect(lines[1].contains("QUEUED") && lines[1].contains("patient"))
    #expect(lines[2].hasPrefix(" 7 ") || lines[2].contains("REJECTED"))
    #expect(lines.last == "earlier jobs: retort jobs --all")
    #expect(numbers(try jobs("--json")) == [1] + Array(7...26))
  }

  @Test("lists all of them on request")
  func all() throws {
    #expect(numbers(try jobs("--all", "--json")) == Array(1...26))
    #expect(try !jobs("--all").output.contains("earlier jobs"))
  }

  @Test("lists those in some states, in capitals or not")
  func states() throws {
    #expect(numbers(try jobs("--state", "queued", "--json")) == [1])
    #expect(numbers(try jobs("--state", "REJECTED", "--json")) == Array(7...26))
    #expect(numbers(try jobs("--state", "REJECTED", "--all", "--json")) == Array(2...26))
    #expect(
      numbers(try jobs("--state", "QUEUED", "--state", "REJECTED", "--json")) == [1] + Array(7...26)
    )
    #expect(try jobs("--state", "FAILED").output == "no job is FAILED\n")
    let unknown = try jobs("--state", "BROKEN")
    #expect(unknown.code == 2 && unknown.errors.contains("OUT_OF_MEMORY"))
  }

  @Test("lists those with a name and since a time, together with states")
  func namesAndTimes() throws {
    #expect(numbers(try jobs("--name", "PATIE", "--json")) == [1])
    #expect(numbers(try jobs("--name", "bad", "--json")) == Array(7...26))
    #expect(numbers(try jobs("--name", "bad", "--state", "QUEUED", "--json")) == [])
    #expect(numbers(try jobs("--since", "1h", "--all", "--json")) == Array(1...26))
    #expect(numbers(try jobs("--since", "2020-02-01T06:30", "--json")) == [1] + Array(7...26))
    let none = try jobs("--since", "2099-01-01", "--name", "patient")
    #expect(none.output == "no job with 'patient' in its name since 2099-01-01 is here\n")
    let unknown = try jobs("--since", "yesterday")
    #expect(unknown.code == 2 && unknown.errors.contains("2026-11-01T06:30"))
  }
}
