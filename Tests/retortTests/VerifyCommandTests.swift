import Foundation
import GRDB
import Testing

@Suite("retort verify") struct VerifyCommandTests {
  /// A root with the job `tiny`.
  private func laboratory() throws -> Laboratory {
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar")
    #expect(try laboratory.drain().code == 0)
    return laboratory
  }

  private func verify(_ laboratory: Laboratory, _ more: String...) throws -> RetortProgram.Outcome {
    try RetortProgram.start(["verify", "--root", laboratory.path] + more).wait()
  }

  private func sql(_ laboratory: Laboratory, _ statement: String) throws {
    try DatabaseQueue(path: "\(laboratory.path)/ledger/retort.sqlite").write {
      try $0.execute(sql: statement)
    }
  }

  /// The one difference of the one job.
  private func subjects(_ outcome: RetortProgram.Outcome) -> [String] {
    outcome.facts.flatMap { fact in
      (fact["differences"] as? [[String: Any]] ?? []).compactMap { $0["subject"] as? String }
    }
  }

  @Test("passes on every example, computed once more to the byte", arguments: ExampleFolder.names)
  func examples(name: String) throws {
    let laboratory = try Laboratory()
    let run = try RetortProgram.run(
      "run", "\(ExampleFolder.path)/\(name)", "--root", laboratory.path)
    #expect(run.code == 0)
    let outcome = try verify(laboratory)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("every byte is the same"))
    #expect(
      try RootState(laboratory).strings("SELECT kind FROM events WHERE job = 1").last
        == "VERIFIED")
  }

  @Test("finds one flipped byte in any kind of object, and names it")
  func flippedByte() throws {
    let laboratory = try laboratory()
    let state = RootState(laboratory)
    for (role, query) in [
      ("products of run 0)", "SELECT run FROM job_runs WHERE ordinal = 0"),
      ("file predictions.csv)", ""), ("member all.csv)", ""),
    ] {
      let digest = try #require(
        try state.strings(
          role.hasPrefix("products")
            ? "SELECT products FROM runs WHERE key = (\(query))"
            : role.hasPrefix("file")
              ? "SELECT sha256 FROM report_files WHERE name = 'predictions.csv'"
              : "SELECT sha256 FROM members WHERE name = 'all.csv'"
        ).first)
      let path = "\(laboratory.path)/ledger/objects/\(digest)"
      let good = try #require(FileManager.default.contents(atPath: path))
      var bad = good
      bad[bad.count / 2] ^= 1
      #expect(chmod(path, 0o644) == 0)
      try bad.write(to: URL(fileURLWithPath: path))
      for more in [["--quick"], []] {
        let outcome = try RetortProgram.start(
          ["verify", "--root", laboratory.path, "--json"] + more
        ).wait()
        #expect(outcome.code == 12)
        #expect(subjects(outcome) == ["object \(digest) (\(role)"], "\(outcome.output)")
      }
      try good.write(to: URL(fileURLWithPath: path))
    }
    try FileManager.default.removeItem(
      atPath: "\(laboratory.path)/ledger/objects/"
        + (try #require(try state.strings("SELECT sha256 FROM report_files LIMIT 1").first)))
    #expect(try verify(laboratory, "--quick").output.contains("found no file"))
  }

  @Test("finds one changed value in a metric and in a comparison, and names row, column and values")
  func changedRow() throws {
    let laboratory = try laboratory()
    try sql(laboratory, "UPDATE comparisons SET gain = 0.625 WHERE ordinal = 0")
    try sql(
      laboratory,
      """
      UPDATE metrics SET value = 0.0625 WHERE ordinal = 0
        AND run = (SELECT run FROM job_runs WHERE ordinal = 2)
      """)
    let quick = try verify(laboratory, "--quick")
    #expect(quick.code == 12 && quick.output.contains("result rows of job 1: found digest"))
    let whole = try verify(laboratory)
    #expect(whole.code == 12)
    #expect(whole.output.contains("results 2.0: "))
    #expect(whole.output.contains("column value: found 0.0625, expected "))
    #expect(whole.output.contains("comparisons 0: wide, narrow, lambda=0.5, temperature=2"))
    #expect(whole.output.contains("column gain: found 0.625, expected "))
    #expect(
      try RootState(laboratory).strings("SELECT kind FROM events WHERE job = 1").last == "DIFFERS")
  }

  @Test("finds a file of the report that was edited")
  func editedReport() throws {
    let laboratory = try laboratory()
    let name = "reports/0001-tiny/gain.csv"
    try laboratory.write((laboratory.text(name) ?? "") + "mine\n", name)
    let outcome = try verify(laboratory, "--json")
    #expect(outcome.code == 12 && subjects(outcome) == [name])
    try FileManager.default.removeItem(atPath: "\(laboratory.path)/reports/0001-tiny")
    let without = try verify(laboratory)
    #expect(without.code == 0 && without.output.contains("retort report 1"))
  }

  @Test("calls a job of other numerics not comparable, which is not different")
  func otherNumerics() throws {
    let laboratory = try laboratory()
    try sql(laboratory, "UPDATE environments SET kernel_level = 'Elsewhere'")
    let outcome = try verify(laboratory, "--json")
    #expect(outcome.code == 1)
    #expect(outcome.facts.first?["outcome"] as? String == "not comparable")
    #expect(outcome.output.contains("Elsewhere"))
    #expect(try verify(laboratory, "--quick").code == 0)
  }

  @Test("compares a job of AVX-512 with one of AVX2: their bits are the same")
  func otherLevel() throws {
    let laboratory = try laboratory()
    let level = try #require(
      try RootState(laboratory).strings("SELECT kernel_level FROM environments").first)
    guard let other = ["x86-64-v3": "x86-64-v4", "x86-64-v4": "x86-64-v3"][level] else { return }
    try sql(laboratory, "UPDATE environments SET kernel_level = '\(other)'")
    #expect(try RetortProgram.run("report", "1", "--root", laboratory.path).code == 0)
    let outcome = try verify(laboratory, "--json")
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.facts.first?["outcome"] as? String == "verified")
  }

  @Test("works beside a watch, leaves nothing behind, and runs no hook of the root")
  func besideWatch() throws {
    let laboratory = try laboratory()
    try laboratory.write("on_finish: [/bin/false]\n", "retort.yaml")
    let watch = try Daemon.watch.start(in: laboratory)
    defer { watch.process.terminate() }
    while laboratory.text("ledger/status.json") == nil, watch.process.isRunning { usleep(10_000) }
    let scratch = "\(laboratory.path)/scratch"
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
    let outcome = try verify(laboratory, "1", "--scratch", scratch)
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(try laboratory.names("scratch").isEmpty)
    let events = try RootState(laboratory).strings("SELECT kind FROM events")
    #expect(events.last == "VERIFIED" && !events.contains("ON_FINISH"))
  }

  @Test(
    "only reads the root: where the ledger may not be written, a note says that no event was",
    .enabled(if: Outsider.canRun, "nobody cannot run the program from here"))
  func readOnly() throws {
    let laboratory = try laboratory()
    let before = try RootState(laboratory).count("SELECT count(*) FROM events")
    let outcome = try Outsider.run(
      RetortProgram.path, "verify", "--root", laboratory.path, "--json")
    let isRoot = geteuid() == 0
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.facts.first?["outcome"] as? String == "verified")
    #expect(outcome.output.contains("no event could be written") == isRoot)
    #expect(
      try RootState(laboratory).count("SELECT count(*) FROM events") == before + (isRoot ? 0 : 1))
  }

  @Test("asks for completed jobs")
  func nothing() throws {
    let laboratory = try Laboratory()
    let empty = try verify(laboratory)
    #expect(empty.code == 0 && empty.output.contains("nothing to verify"))
    #expect(try verify(laboratory, "7").code == 1)
    try laboratory.drop(try TestBundle.tiny { $0.replacing("hinton", with: "hilton") }, as: "x.tar")
    _ = try laboratory.drain()
    let refused = try verify(laboratory, "1")
    #expect(refused.code == 1 && refused.errors.contains("only a COMPLETED job"))
  }
}

/// The examples of the repository.
private enum ExampleFolder {
  static let path = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Examples").path

  static let names =
    (try? FileManager.default.contentsOfDirectory(atPath: path))?
    .filter { FileManager.default.fileExists(atPath: "\(path)/\($0)/job.yaml") }.sorted() ?? []
}
