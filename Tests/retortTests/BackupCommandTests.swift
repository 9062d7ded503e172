import Foundation
import Testing

@Suite("retort backup") struct BackupCommandTests {
  private func backup(_ laboratory: Laboratory, _ to: String, _ more: String...) throws
    -> RetortProgram.Outcome
  {
    try RetortProgram.start(["backup", to, "--root", laboratory.path] + more).wait()
  }

  private func laboratory() throws -> (Laboratory, backup: String) {
    let laboratory = try Laboratory(settings: "workers: 1\n")
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar")
    #expect(try laboratory.drain().code == 0)
    return (laboratory, "\(laboratory.path)/backup")
  }

  @Test("makes a root that verifies, again into the same folder, and whose reports can be written")
  func whole() throws {
    let (laboratory, path) = try laboratory()
    let first = try backup(laboratory, path, "--json")
    #expect(first.code == 0, "\(first.errors)")
    #expect(first.facts.first?["objects_kept"] as? Int == 0)
    #expect(laboratory.text("backup/retort.yaml") == "workers: 1\n")
    let verify = try RetortProgram.run("verify", "--quick", "--root", path)
    #expect(verify.code == 0, "\(verify.output)")
    #expect(try RetortProgram.run("verify", "--root", path).code == 0)
    #expect(try RetortProgram.run("report", "1", "--root", path).code == 0)
    #expect(
      try laboratory.files(below: "backup/reports")
        == laboratory.files(below: "reports")
        .filter { $0.key != "index.md" })

    let second = try backup(laboratory, path, "--json")
    // That it was looked over is no history of its own; a job of its own is.
    #expect(second.code == 0, "\(second.errors)")
    #expect(second.facts.first?["objects_copied"] as? Int == 0)
    #expect(try RetortProgram.run("rerun", "1", "--root", path).code == 0)
    let third = try backup(laboratory, path)
    #expect(third.code == 2 && third.errors.contains("a history of its own"))
  }

  @Test("beside a watch is consistent, and a second one copies what is new")
  func besideWatch() throws {
    let (laboratory, path) = try laboratory()
    let watch = try Daemon.watch.start(in: laboratory)
    defer { watch.process.terminate() }
    try laboratory.drop(try TestBundle.long(epochs: 10), as: "long.tar")
    var copied: [Int] = []
    for _ in 0..<40 {
      let outcome = try backup(laboratory, path, "--json")
      #expect(outcome.code == 0, "\(outcome.errors)")
      copied.append(outcome.facts.first?["objects_copied"] as? Int ?? 0)
      let verify = try RetortProgram.run("verify", "--quick", "--root", path)
      #expect(verify.code == 0, "\(verify.output)")
      if RootState(laboratory).isSettled { break }
    }
    #expect(Daemon.watch.finish(watch, in: laboratory).code == 0)
    let last = try backup(laboratory, path, "--link", "--json")
    #expect(last.code == 0, "\(last.errors)")
    let objects = try laboratory.names("ledger/objects").count - 1
    copied.append(last.facts.first?["objects_copied"] as? Int ?? 0)
    #expect(copied.reduce(0, +) == objects)
    #expect(try RetortProgram.run("verify", "2", "--root", path).code == 0)
  }

  @Test("goes into no folder that is something else")
  func refused() throws {
    let (laboratory, path) = try laboratory()
    for folder in [laboratory.path, "\(laboratory.path)/inbox", "\(laboratory.path)/ledger"] {
      let outcome = try backup(laboratory, folder)
      #expect(outcome.code == 2, "\(folder)")
      #expect(outcome.errors.contains("remedy:"))
    }
    let other = try Laboratory()
    try other.drop(try TestBundle.tiny(), as: "tiny.tar")
    _ = try other.drain()
    #expect(try backup(laboratory, other.path).code == 2)
    #expect(try backup(laboratory, "\(path)/deeper").code == 1)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("that is cut short is no root")
  func interrupted() throws {
    let (laboratory, path) = try laboratory()
    #expect(try backup(laboratory, path).code == 0)
    // As if it had been ended before the last steps.
    try FileManager.default.removeItem(atPath: "\(path)/inbox")
    #expect(try RetortProgram.run("jobs", "--root", path).code == 2)
    #expect(try backup(laboratory, path).code == 0)
    #expect(try RetortProgram.run("jobs", "--root", path).code == 0)
  }

  @Test("killed at any moment leaves no root, or one that verifies")
  func killed() throws {
    let (laboratory, path) = try laboratory()
    for pause in stride(from: UInt32(0), to: 60_000, by: 4_000) {
      let backup = try RetortProgram.start(["backup", path, "--root", laboratory.path])
      usleep(pause)
      kill(backup.process.processIdentifier, SIGKILL)
      _ = backup.wait()
      let verify = try RetortProgram.run("verify", "--quick", "--root", path)
      #expect(verify.code == 2 || verify.code == 0, "\(verify.output)\(verify.errors)")
      if verify.code == 0 {
        #expect(verify.output.contains("are whole"), "\(verify.output)")
      }
      // Half of the rounds begin anew, the others go on from what is there.
      if pause % 8_000 == 0 { try? FileManager.default.removeItem(atPath: path) }
    }
    #expect(try backup(laboratory, path).code == 0)
    #expect(try RetortProgram.run("verify", "--quick", "--root", path).code == 0)
  }
}
