import Foundation
import Ledger
import Testing

@Suite("A root on the command line") struct RootCommandTests {
  @Test("that was never made is refused by every command, and none is made by accident")
  func neverMade() throws {
    let path = NSTemporaryDirectory() + "retort-nothing-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let bundle = "\(path)-bundle.tar.zst"
    try Data(try TestBundle.tiny()).write(to: URL(fileURLWithPath: bundle))
    defer { try? FileManager.default.removeItem(atPath: bundle) }
    for command in [["drain"], ["jobs"], ["show", "1"], ["report", "1"], ["run", bundle]] {
      let outcome = try RetortProgram.start(command + ["--root", path]).wait()
      #expect(outcome.code == 2, "\(command)")
      #expect(outcome.errors.contains("not a Retort root: inbox/, ledger/, reports/ missing"))
      #expect(outcome.errors.contains("retort init"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
  }

  @Test("is made once; a second init leaves everything as it is")
  func twice() throws {
    let laboratory = try Laboratory(settings: "workers: 1\n")
    let again = try RetortProgram.run("init", "--root", laboratory.path)
    #expect(again.code == 0)
    #expect(laboratory.text("retort.yaml") == "workers: 1\n")
  }

  @Test("whose ledger is some other file is refused; the file stays as it was")
  func foreignLedger() throws {
    let laboratory = try Laboratory()
    try laboratory.write("my notes\n", "ledger/retort.sqlite")
    for command in ["drain", "jobs", "init"] {
      let outcome = try RetortProgram.run(command, "--root", laboratory.path)
      #expect(outcome.code == 1, "\(command)")
      #expect(outcome.errors.contains("no SQLite database"), "\(outcome.errors)")
    }
    #expect(laboratory.text("ledger/retort.sqlite") == "my notes\n")
  }

  @Test("whose ledger a later Retort wrote is refused, never changed")
  func newerLedger() throws {
    let laboratory = try Laboratory()
    let path = "\(laboratory.path)/ledger/retort.sqlite"
    var bytes = try #require(FileManager.default.contents(atPath: path))
    // `user_version` of SQLite's header, big-endian at byte 60.
    bytes.replaceSubrange(60..<64, with: [0, 0, 3, 231])
    try bytes.write(to: URL(fileURLWithPath: path))
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
    let outcome = try laboratory.drain()
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("schema version 999"))
    #expect(FileManager.default.contents(atPath: path) == bytes)
  }

  @Test("with a wrong setting says where, before anything is taken")
  func settings() throws {
    let laboratory = try Laboratory(settings: "workers: two\ntime_hour: 4\n")
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar.zst")
    let outcome = try laboratory.drain()
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("retort.yaml:1:10: wrong type for 'workers'"))
    #expect(outcome.errors.contains("retort.yaml:2:1: unknown setting"))
    #expect(outcome.errors.contains("did you mean 'time_hours'?"))
    #expect(try laboratory.names("inbox").contains("tiny.tar.zst"))
  }

  @Test("is looked over by doctor, with one fact a line")
  func doctor() throws {
    let laboratory = try Laboratory()
    let outcome = try RetortProgram.run("doctor", "--root", laboratory.path, "--json")
    #expect(outcome.code == 0)
    let subjects = Set(outcome.facts.compactMap { $0["subject"] as? String })
    #expect(
      subjects.isSuperset(of: ["BLAS", "kernels", "SQLite", "libarchive", "inbox", "ledger"]))
    // A doctor who is root must leave nothing behind that Retort's own user could not open.
    #expect(try !laboratory.names("ledger").contains(".lock"))
    try laboratory.write("my notes\n", "ledger/retort.sqlite")
    let ill = try RetortProgram.run("doctor", "--root", laboratory.path)
    #expect(ill.code == 1)
    #expect(ill.output.contains("no SQLite database"))
  }

  @Test("doctor measures what slower kernels cost where the environment forces them")
  func forcedKernels() throws {
    let outcome = try RetortProgram.start(
      ["doctor", "--json"], environment: ["OPENBLAS_CORETYPE": "Prescott"]
    ).wait()
    let finding = try #require(outcome.facts.first { $0["subject"] as? String == "BLAS" })
    let found = try #require(finding["found"] as? String)
    #expect(found.contains(" GFLOP/s on one core"))
    guard found.contains("Prescott"), let problem = finding["problem"] as? String else { return }
    #expect(problem.hasPrefix("OPENBLAS_CORETYPE=Prescott forces these kernels\nwithout it,"))
    #expect(problem.contains("times as much\nremedy: unset it"))
  }
}
