import Foundation
import GRDB
import Testing

@Suite("retort prune") struct PruneCommandTests {
  private func prune(_ laboratory: Laboratory, _ more: String...) throws -> RetortProgram.Outcome {
    try RetortProgram.start(["prune", "--root", laboratory.path] + more).wait()
  }

  /// A root whose job `tiny` ended long ago.
  private func laboratory() throws -> Laboratory {
    let laboratory = try Laboratory(settings: "retention_days: 30\n")
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar")
    #expect(try laboratory.drain().code == 0)
    try DatabaseQueue(path: "\(laboratory.path)/ledger/retort.sqlite").write {
      try $0.execute(sql: "UPDATE jobs SET ended_at = '2020-01-01T00:00:00.000Z'")
    }
    return laboratory
  }

  @Test("frees what old runs left; reports, verify and later jobs go on as before")
  func old() throws {
    let laboratory = try laboratory()
    let report = try laboratory.files(below: "reports/0001-tiny")
    let before = try laboratory.names("ledger/objects").count
    let dry = try prune(laboratory, "--dry-run", "--json")
    #expect(dry.code == 0)
    #expect(try laboratory.names("ledger/objects").count == before)
    let outcome = try prune(laboratory, "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let objects = try #require(outcome.facts.first?["objects"] as? Int)
    #expect(objects > 10 && dry.facts.first?["objects"] as? Int == objects)
    #expect(outcome.facts.first?["freed_bytes"] as? Int == dry.facts.first?["bytes"] as? Int)
    #expect(try laboratory.names("ledger/objects").count == before - objects)

    #expect(try RetortProgram.run("report", "1", "--root", laboratory.path).code == 0)
    #expect(try laboratory.files(below: "reports/0001-tiny") == report)
    let verify = try RetortProgram.run("verify", "--root", laboratory.path)
    #expect(verify.code == 0, "\(verify.output)")
    #expect(verify.output.contains("\(objects) are pruned"))

    // Another seed asks for the runs that are gone: they are computed again.
    try laboratory.drop(
      try TestBundle.tiny { $0.replacing("seeds: 2", with: "seeds: 3") }, as: "more.tar")
    #expect(try laboratory.drain().code == 0)
    let again = try RetortProgram.run("verify", "2", "--root", laboratory.path)
    #expect(again.code == 0, "\(again.output)")
    #expect(
      try RootState(laboratory).count("SELECT count(*) FROM events WHERE kind = 'DIFFERS'") == 0)
  }

  @Test("gives up nothing without a setting, and nothing young")
  func nothing() throws {
    let laboratory = try Laboratory()
    #expect(try prune(laboratory).output.contains("retention_days is not set"))
    try laboratory.write("retention_days: 1\n", "retort.yaml")
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar")
    #expect(try laboratory.drain().code == 0)
    #expect(try prune(laboratory).output == "gave up 0 objects of 0 jobs; 0 bytes freed\n")
    #expect(try prune(laboratory, "9").code == 1)
    try laboratory.write("retention_days: 0\n", "retort.yaml")
    #expect(try prune(laboratory).code == 2)
  }

  @Test("keeps what a job that waits may read: skipped by age, refused by name")
  func needed() throws {
    let laboratory = try laboratory()
    #expect(try RetortProgram.run("hold", "--root", laboratory.path).code == 0)
    try laboratory.drop(
      try TestBundle.tiny { $0.replacing("seeds: 2", with: "seeds: 3") }, as: "more.tar")
    _ = try laboratory.drain()
    let before = try laboratory.names("ledger/objects")
    let outcome = try prune(laboratory)
    #expect(outcome.code == 0 && outcome.errors.contains("job 2 has not ended"))
    let named = try prune(laboratory, "1")
    #expect(named.code == 1 && named.errors.contains("job 2 is QUEUED and may read it"))
    let open = try prune(laboratory, "2")
    #expect(open.code == 1 && open.errors.contains("job 2 is QUEUED"))
    #expect(try laboratory.names("ledger/objects") == before)
  }
}
