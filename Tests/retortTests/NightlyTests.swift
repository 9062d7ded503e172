import Foundation
import Testing

/// A month of cron, as a person who reads the ledger on the last day sees it.
@Suite("A month of nights") struct NightlyTests {
  private static func sweep(rows: Int) throws -> [UInt8] {
    let job = TestBundle.job(name: "sweep", epochs: 1, seeds: 2, hidden: "linear")
      .replacingOccurrences(of: "lambda: 0.5", with: "lambda: [0.5, 1]")
    return try TestBundle.bundle(job: job, rows: rows)
  }

  /// Nights 1 to 10 have one data set, from the 11th on there is another, from the 21st on another
  /// build.
  @Test("shows the two on which something changed; on the others nothing is computed")
  func month() throws {
    let laboratory = try Laboratory()
    let later = try OtherBuild()
    let (old, new) = (try Self.sweep(rows: 60), try Self.sweep(rows: 80))
    var runs: [Int] = []
    let ledger = RootState(laboratory)
    for night in 1...30 {
      try laboratory.drop(night <= 10 ? old : new, as: "night-\(night).tar.zst")
      let outcome = try night <= 20 ? laboratory.drain() : later.drain(laboratory)
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "night \(night): \(outcome.errors)")
      runs.append(try ledger.count("SELECT count(*) FROM runs"))
    }
    // New runs on the first night and with the new data only.
    let growth = zip(runs, [0] + runs).map { $0 - $1 }
    #expect(growth.indices.filter { growth[$0] > 0 } == [0, 10])
    #expect(
      try ledger.strings("SELECT DISTINCT job || ': ' || changed FROM nightly ORDER BY job")
        == ["2: data", "3: build"])
    #expect(
      try ledger.strings(
        """
        SELECT DISTINCT job || ' ' || (computed_runs > 0) || ' ' || (reused_runs > 0) || ' ' || duplicates
        FROM nightly ORDER BY job
        """) == ["2 1 0 9", "3 0 1 9"])
    #expect(
      try ledger.strings(
        "SELECT DISTINCT difference || ' ' || moved FROM nightly WHERE changed = 'build' AND moved = 0"
      )
        == ["0.0 0"])
    #expect(try ledger.strings("SELECT looks FROM test_sets ORDER BY job") == ["0", "0", "1"])
    #expect(try laboratory.names("inbox/done").count == 30)

    let reports = try laboratory.files(below: "reports").filter { $0.key.hasSuffix("report.md") }
    let nights = reports.filter {
      String(decoding: $0.value, as: UTF8.self).contains("## Since the last night")
    }
    #expect(nights.keys.sorted() == ["0002-sweep/report.md", "0003-sweep/report.md"])
    for job in 1...3 {
      #expect(try RetortProgram.run("report", "\(job)", "--root", laboratory.path).code == 0)
    }
    let again = try laboratory.files(below: "reports").filter { $0.key.hasSuffix("report.md") }
    #expect(again == reports)
  }
}
