import Foundation
import Testing

@Suite("Bundles on the command line") struct BundleCommandTests {
  /// A directory with a bundle's files; removed with the value's last owner.
  private final class Directory {
    let path = NSTemporaryDirectory() + "retort-directory-\(UUID().uuidString)"

    init(_ change: (String) -> String = { $0 }) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      let job = change(TestBundle.job(name: "tiny", epochs: 3, seeds: 2, hidden: "linear"))
      try job.write(toFile: "\(path)/job.yaml", atomically: true, encoding: .utf8)
      try TestBundle.table(rows: 80)
        .write(toFile: "\(path)/all.csv", atomically: true, encoding: .utf8)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  @Test("run packs a directory, runs it by the way of a drop, and shows the report")
  func run() throws {
    let laboratory = try Laboratory()
    let directory = try Directory()
    let outcome = try RetortProgram.run("run", directory.path, "--root", laboratory.path)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("/reports/0001-tiny/report.md\n"))
    #expect(outcome.output.contains(try #require(laboratory.text("reports/0001-tiny/report.md"))))
    #expect(try laboratory.names("inbox/done").count == 1)
    #expect(try laboratory.names("inbox/.claimed").isEmpty)

    let again = try RetortProgram.run("run", directory.path, "--root", laboratory.path, "--json")
    #expect(again.code == 0)
    #expect(again.facts.first?["job"] as? Int == 1)
  }

  @Test("run refuses what the inbox would refuse, in the same words")
  func refused() throws {
    let laboratory = try Laboratory()
    let directory = try Directory { $0.replacingOccurrences(of: "lambda", with: "lamda") }
    let outcome = try RetortProgram.run("run", directory.path, "--root", laboratory.path)
    #expect(outcome.code == 11)
    #expect(outcome.errors.contains("did you mean 'lambda'?"))
    #expect(try laboratory.jobs().first?["state"] as? String == "REJECTED")
    #expect(try laboratory.names("inbox/rejected").isEmpty)
    #expect(try laboratory.names("inbox/.claimed").isEmpty)
  }

  @Test("check says what a bundle asks for, needs no root and leaves nothing behind")
  func check() throws {
    let directory = try Directory()
    let outcome = try RetortProgram.run("check", directory.path)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("runs: 1 pair × 1 variant × 2 seeds"))
    #expect(outcome.output.contains("test set  24 rows"))
    #expect(outcome.output.contains("can show a gain of"))
    let fact = try #require(
      try RetortProgram.run("check", directory.path, "--json").facts.first)
    #expect(fact["test_rows"] as? Int == 24)
  }

  @Test("check refuses what the root it is told of would refuse, in the same words")
  func checkMemory() throws {
    let laboratory = try Laboratory(settings: "memory_gib: 0.25\n")
    let large = try Directory {
      $0.replacingOccurrences(of: "linear", with: "{mlp: [8192, 8192]}")
    }
    let check = try RetortProgram.run("check", large.path, "--root", laboratory.path)
    #expect(check.code == 11)
    #expect(check.errors.contains("expected: at most 256 MiB, the limit of this root"))
    let run = try RetortProgram.run("run", large.path, "--root", laboratory.path)
    #expect(run.code == 11)
    let words = try #require(check.errors.firstRange(of: "the job needs about"))
    #expect(run.errors.contains(check.errors[words.lowerBound...].prefix { $0 != "\n" }))
  }

  @Test("check counts the settings of a sweep and its splits, shared runs and all")
  func checkSweep() throws {
    let plain = try Directory()
    let swept = try Directory {
      $0 + "\nsplits: 2\nsweep: {training.batch: [16, 32, 64]}\n"
    }
    let outcome = try RetortProgram.run("check", swept.path)
    #expect(outcome.output.contains("runs: 3 settings × 2 splits × 1 pair × 1 variant × 2 seeds"))
    let one = try #require(try RetortProgram.run("check", plain.path, "--json").facts.first)
    let all = try #require(try RetortProgram.run("check", swept.path, "--json").facts.first)
    #expect(all["settings"] as? Int == 3 && all["splits"] as? Int == 2)
    let runs = try #require(one["runs"] as? Int)
    #expect(all["runs"] as? Int == runs * 6)
  }

  @Test("every example is taken")
  func examples() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Examples")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0 != "README.md" }
    #expect(names.count >= 4)
    for name in names {
      let outcome = try RetortProgram.run("check", folder.appending(path: name).path)
      #expect(outcome.code == 0, "\(name): \(outcome.errors)")
    }
  }

  @Test("check shows every problem at once and leaves with 11")
  func checkRefused() throws {
    let directory = try Directory {
      $0.replacingOccurrences(of: "lambda", with: "lamda")
        .replacingOccurrences(of: "seeds: 2", with: "seeds: -1")
    }
    let outcome = try RetortProgram.run("check", directory.path)
    #expect(outcome.code == 11)
    #expect(outcome.errors.contains("did you mean 'lambda'?"))
    #expect(outcome.errors.contains("'seeds' out of range"))
  }

  @Test("check of a path that is not there is usage")
  func absent() throws {
    let outcome = try RetortProgram.run("check", "/nowhere/at/all")
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("No such file or directory"))
  }

  @Test("a directory that cannot be packed is refused as its archive would be")
  func unpackable() throws {
    let laboratory = try Laboratory()
    let directory = try Directory()
    try FileManager.default.removeItem(atPath: "\(directory.path)/job.yaml")
    for command in [["check"], ["run", "--root", laboratory.path]] {
      let outcome = try RetortProgram.start(command + [directory.path, "--json"]).wait()
      #expect(outcome.code == 11, "\(outcome.errors)")
      #expect(outcome.errors.hasPrefix("retort: "))
      #expect(outcome.errors.contains("job.yaml"))
      #expect(outcome.facts.first?["accepted"] as? Bool == false)
      #expect((outcome.facts.first?["reason"] as? String)?.contains("job.yaml") == true)
    }
    #expect(try laboratory.names("inbox/.claimed").isEmpty)
  }

  @Test(
    "a path that cannot be meant is usage, with a remedy",
    arguments: [
      ["pack", "/nowhere"], ["pack", "/dev/null"], ["predict", "/nowhere", "/nowhere"],
      ["init", ""], ["init", "/dev/null"], ["check", "/dev/null"],
    ])
  func wrongPath(_ arguments: [String]) throws {
    let outcome = try RetortProgram.start(arguments).wait()
    #expect(outcome.code == 2, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("retort: "))
    #expect(outcome.errors.contains("remedy: "))
  }

  @Test("pack gives the same bytes twice and replaces nothing")
  func pack() throws {
    let directory = try Directory()
    let target = directory.path + ".tar.zst"
    defer { try? FileManager.default.removeItem(atPath: target) }
    let outcome = try RetortProgram.run("pack", directory.path, "--output", target)
    #expect(outcome.code == 0)
    #expect(outcome.output == target + "\n")
    let bytes = FileManager.default.contents(atPath: target)
    let again = try RetortProgram.run("pack", directory.path, "--output", target)
    #expect(again.code == 2)
    #expect(again.errors.contains("there is a file of this name"))
    try FileManager.default.removeItem(atPath: target)
    _ = try RetortProgram.run("pack", directory.path, "--output", target)
    #expect(FileManager.default.contents(atPath: target) == bytes)
  }

  @Test("report writes the same bytes again, from the ledger alone")
  func report() throws {
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar.zst")
    #expect(try laboratory.drain().code == 0)
    let before = try laboratory.files(below: "reports/0001-tiny")
    try laboratory.write("spoilt", "reports/0001-tiny/report.md")
    let outcome = try RetortProgram.run("report", "1", "--root", laboratory.path)
    #expect(outcome.code == 0)
    #expect(try laboratory.files(below: "reports/0001-tiny") == before)
    try FileManager.default.removeItem(atPath: "\(laboratory.path)/reports/0001-tiny")
    #expect(try RetortProgram.run("report", "1", "--root", laboratory.path).code == 0)
    #expect(try laboratory.files(below: "reports/0001-tiny") == before)
  }

  @Test("show tells what the ledger knows; an unknown job is told as such")
  func show() throws {
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar.zst")
    #expect(try laboratory.drain().code == 0)
    let outcome = try RetortProgram.run("show", "1", "--root", laboratory.path)
    #expect(outcome.output.contains("job 1: tiny is COMPLETED"))
    #expect(outcome.output.contains("wide → narrow"))
    let unknown = try RetortProgram.run("show", "7", "--root", laboratory.path)
    #expect(unknown.code == 1)
    #expect(unknown.errors.contains("job 7 is not in the ledger"))
  }
}
