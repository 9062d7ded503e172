import Foundation
import GRDB
import Testing

/// What is known is not computed again, and never counted as if it were.
@Suite("Reuse across jobs") struct ReuseTests {
  private static func sweep(
    _ lambdas: String, name: String = "sweep", more: String = ""
  ) throws -> [UInt8] {
    let job = TestBundle.job(name: name, epochs: 2, seeds: 2, hidden: "linear")
      .replacingOccurrences(of: "lambda: 0.5", with: "lambda: \(lambdas)")
    return try TestBundle.bundle(job: job + more, rows: 60)
  }

  private func drain(_ laboratory: Laboratory, _ bytes: [UInt8], as name: String) throws {
    try laboratory.drop(bytes, as: name)
    let outcome = try laboratory.drain()
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(name): \(outcome.errors)")
  }

  private func counts(_ laboratory: Laboratory, _ job: Int) throws -> [String: Int] {
    let rows = try RootState(laboratory).strings(
      "SELECT origin || ' ' || count(*) FROM job_runs WHERE job = \(job) GROUP BY origin")
    return rows.reduce(into: [:]) { counts, row in
      let parts = row.split(separator: " ")
      counts[String(parts[0])] = Int(parts[1])
    }
  }

  @Test("computes what another lambda adds and nothing else, to the bytes of an undisturbed root")
  func anotherLambda() throws {
    let laboratory = try Laboratory()
    try drain(laboratory, try Self.sweep("[0.25, 0.5]"), as: "a.tar.zst")
    try drain(laboratory, try Self.sweep("[0.25, 0.5, 0.75]", name: "wider"), as: "b.tar.zst")
    let ledger = RootState(laboratory)
    // Labels of a plan name what is computed but for what is chosen on validation.
    let known = "SELECT arm || teacher || student || variant || seed FROM job_runs WHERE job = 1"
    let again = try ledger.strings(
      """
      SELECT DISTINCT origin FROM job_runs WHERE job = 2 AND variant NOT LIKE 'selected%'
        AND arm || teacher || student || variant || seed IN (\(known))
      """)
    #expect(again == ["reused"])
    let new = try ledger.strings(
      """
      SELECT DISTINCT origin FROM job_runs WHERE job = 2 AND variant NOT LIKE 'selected%'
        AND arm || teacher || student || variant || seed NOT IN (\(known))
      """)
    #expect(new == ["computed"])
    #expect(
      try ledger.strings(
        "SELECT DISTINCT variant FROM job_runs WHERE job = 2 AND arm = 'distilled' AND origin = 'computed'"
      ).contains("lambda=0.75, temperature=2"))
    #expect(try ledger.count("SELECT count(*) FROM events WHERE kind = 'DIFFERS'") == 0)

    let undisturbed = try Laboratory()
    try drain(undisturbed, try Self.sweep("[0.25, 0.5, 0.75]", name: "wider"), as: "b.tar.zst")
    let files = try laboratory.evidence("reports/0002-wider")
    let expected = try undisturbed.evidence("reports/0001-wider")
    #expect(files.keys.sorted() == expected.keys.sorted())
    #expect(
      files.filter { $0.key != "results.csv" } == expected.filter { $0.key != "results.csv" })

    let fact = try #require(try laboratory.jobs().last)
    let reused = try #require(fact["reused_runs"] as? Int)
    let computed = try #require(fact["computed_runs"] as? Int)
    let words = "\(computed) runs computed, \(reused) reused from job 1"
    #expect(reused > 10 && computed >= 2)
    #expect(laboratory.text("inbox/done/b.tar.zst.md")?.contains("\(words).") == true)
    #expect(laboratory.text("reports/0002-wider/report.md")?.contains(": \(words)") == true)
    #expect(
      try RetortProgram.run("show", "2", "--root", laboratory.path).output
        .contains("computed  \(words)\n"))
  }

  @Test("takes another name or priority for the same content")
  func sameContent() throws {
    let laboratory = try Laboratory()
    try drain(laboratory, try Self.sweep("0.5"), as: "a.tar.zst")
    try drain(
      laboratory, try Self.sweep("0.5", name: "other", more: "priority: 7\n"), as: "b.tar.zst")
    #expect(try laboratory.jobs().count == 1)
    #expect(laboratory.text("inbox/done/b.tar.zst.md")?.contains("the content of job 1") == true)
  }

  @Test("computes a rerun afresh, and warns where its numbers are not those of the ledger")
  func rerun() throws {
    let laboratory = try Laboratory()
    let rerun = try Self.sweep("0.5", more: "rerun: true\n")
    try drain(laboratory, rerun, as: "a.tar.zst")
    try drain(laboratory, rerun, as: "b.tar.zst")
    let planned = try #require(try laboratory.jobs().last?["runs"] as? Int)
    let counts = try counts(laboratory, 2)
    #expect(counts["repeated", default: 0] + counts["shared", default: 0] == planned)
    #expect(
      try RootState(laboratory).count("SELECT count(*) FROM events WHERE kind = 'DIFFERS'") == 0)
    let seals = try laboratory.jobs().compactMap { $0["seal"] as? String }
    #expect(seals.count == 2 && Set(seals).count == 1)
    #expect(
      laboratory.text("inbox/done/b.tar.zst.md")?
        .contains("computed again, with the numbers the ledger had.") == true)

    try DatabaseQueue(path: "\(laboratory.path)/ledger/retort.sqlite").write {
      try $0.execute(
        sql: """
          UPDATE metrics SET value = value + 1 WHERE metric = 'log-loss' AND run =
            (SELECT run FROM job_runs WHERE job = 1 AND arm = 'teacher' ORDER BY ordinal LIMIT 1)
          """)
    }
    try laboratory.drop(rerun, as: "c.tar.zst")
    #expect(try laboratory.drain().code == 0)
    #expect(
      try RootState(laboratory).strings(
        "SELECT level || ' ' || job FROM events WHERE kind = 'DIFFERS'") == ["warning 3"])
    #expect(
      laboratory.text("inbox/done/c.tar.zst.md")?
        .contains("1 of them with other numbers.") == true)
  }

  @Test("lets another build look at the same runs once, and computes none of them")
  func anotherBuild() throws {
    let laboratory = try Laboratory()
    try drain(laboratory, try Self.sweep("0.5"), as: "a.tar.zst")
    let program = try OtherBuild()
    for name in ["b.tar.zst", "c.tar.zst"] {
      try laboratory.drop(try Self.sweep("0.5"), as: name)
      #expect(try program.drain(laboratory).code == 0)
    }
    let jobs = try laboratory.jobs()
    #expect(jobs.count == 2)
    #expect(jobs.last?["computed_runs"] as? Int == 0)
    #expect(laboratory.text("inbox/done/b.tar.zst.md")?.contains("0 runs computed, ") == true)
    #expect(laboratory.text("inbox/done/c.tar.zst.md")?.contains("the content of job 2") == true)
    let report = laboratory.text("reports/0002-sweep/report.md") ?? ""
    #expect(report.contains("Set against job 1 of the same name"))
    #expect(report.contains("Not the same: the build."))
    #expect(report.contains("Every gain is the same, in spite of that."))
    #expect(report.contains("scored by 1 earlier job with the same content"))
    #expect(Set(jobs.compactMap { $0["seal"] as? String }).count == 1)
  }
}

/// The same program with another build ID, as a build of the next day has.
final class OtherBuild {
  private let path: String

  init() throws {
    path = NSTemporaryDirectory() + "retort-other-\(UUID().uuidString)"
    try FileManager.default.copyItem(atPath: RetortProgram.path, toPath: path)
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    // The head of the note: lengths of name and identifier, kind, name. Without one, what counts is the
    // digest of the file, which changes with its end.
    let note = Data([4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0] + Array("GNU".utf8) + [0])
    let found = try file.read(upToCount: 1 << 20)?.range(of: note)
    try file.seek(toOffset: found.map { UInt64($0.upperBound) } ?? file.seekToEnd())
    try file.write(contentsOf: Data("another build".utf8))
    try file.close()
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func drain(_ laboratory: Laboratory) throws -> RetortProgram.Outcome {
    try RetortProgram.start(path, ["drain", "--root", laboratory.path]).wait()
  }
}
