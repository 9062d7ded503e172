import Digests
import Foundation
import Testing

@testable import Ledger

@Suite("Two computations of one job") struct ResultDifferenceTests {
  let one: SampleLedger
  let two: SampleLedger
  let job: Int

  init() throws {
    one = try SampleLedger()
    two = try SampleLedger(startingAt: 1_800_000_000_000)
    job = try one.insertJob()
    _ = try one.fill(job: job)
    _ = try two.fill(job: two.insertJob(), order: [9, 8, 7, 6, 5, 4], seconds: 3)
  }

  private func differences(limit: Int = 20) throws -> [ResultDifference] {
    try one.ledger.differences(job: job, from: two.ledger, job: 1, limit: limit)
  }

  @Test("have no differences, whatever time they took and in which order runs ended")
  func same() throws {
    #expect(try differences().isEmpty)
  }

  @Test("differ in the value that was changed, named by row and column with both values")
  func changed() throws {
    try one.sql("UPDATE metrics SET value = 0.125 WHERE ordinal = 0 AND run = '\(key(0))'")
    try one.sql("UPDATE comparisons SET gain = 0.75, claim = 1 - claim WHERE ordinal = 0")
    let found = try differences()
    #expect(found.map(\.source) == ["results", "comparisons", "comparisons"])
    #expect(found.map(\.column) == ["value", "gain", "claim"])
    #expect(found[0].row.hasPrefix("0.0: teacher, "))
    #expect(found[0].found == "0.125" && found[0].expected != "0.125")
    #expect(found[1].found == "0.75")
  }

  @Test("differ in rows that one of them lacks")
  func missing() throws {
    try one.sql("DELETE FROM metrics WHERE ordinal = 0 AND run = '\(key(0))'")
    try two.sql("DELETE FROM summaries WHERE ordinal = 0")
    let found = try differences()
    #expect(found.map(\.source) == ["results", "summaries"])
    #expect(found.map(\.found) == ["no row", "a row"])
    #expect(found.map(\.expected) == ["a row", "no row"])
  }

  @Test("differ in what a run left, and in the files of the report")
  func products() throws {
    let other = Digest(of: "other").hex
    for ledger in [one] {
      try ledger.sql(
        """
        INSERT INTO objects (sha256, bytes, first_named_at) VALUES ('\(other)', 1,
          '2026-01-01T00:00:00.000Z');
        UPDATE runs SET products = '\(other)', chosen_epoch = 3 WHERE key = '\(key(1))';
        UPDATE report_files SET sha256 = '\(other)' WHERE ordinal = 0;
        """)
    }
    let found = try differences()
    #expect(found.map(\.source) == ["runs", "runs", "report_files"])
    #expect(found.map(\.column) == ["products", "chosen_epoch", "sha256"])
  }

  @Test("are listed up to a limit")
  func limited() throws {
    try one.sql("UPDATE metrics SET value = 0.125, value_kind = 'finite'")
    #expect(try differences(limit: 3).count == 3)
  }

  @Test("name every object once a role: members, products, files")
  func objects() throws {
    let objects = try one.ledger.namedObjects(job: job)
    #expect(objects.filter(\.isMember).map(\.role) == ["member job.yaml", "member pixels.npy"])
    #expect(objects.count(where: { $0.role.hasPrefix("products of run ") }) == 10)
    #expect(objects.last?.role.hasPrefix("file ") == true)
    #expect(objects.allSatisfy { $0.bytes != nil && !$0.isPruned })
    #expect(try one.ledger.brokenReferences().isEmpty)
  }

  private func key(_ ordinal: Int) -> String { Digest(of: "run \(ordinal)").hex }
}
