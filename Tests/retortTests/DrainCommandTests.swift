import Foundation
import Testing

@Suite("retort drain") struct DrainCommandTests {
  @Test("takes a bundle all the way, and is silent about it")
  func whole() throws {
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar.zst")
    let outcome = try laboratory.drain()
    #expect(outcome.code == 0)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.isEmpty)

    let job = try #require(try laboratory.jobs().first)
    #expect(job["state"] as? String == "COMPLETED")
    #expect(job["report"] as? String == "reports/0001-tiny/report.md")
    #expect(job["runs"] as? Int == job["committed_runs"] as? Int)
    let answer = try #require(laboratory.text("inbox/done/tiny.tar.zst.md"))
    #expect(answer.hasPrefix("# tiny.tar.zst: COMPLETED\n"))
    #expect(answer.contains("../../reports/0001-tiny/report.md"))
    #expect(laboratory.text("reports/index.md")?.contains("0001-tiny/report.md") == true)
    let files = Set(try laboratory.files(below: "reports/0001-tiny").keys)
    let expected = [
      "report.md", "results.csv", "gain.csv", "transfers.csv", "curves.csv", "information.csv",
      "predictions.csv", "models/wide-to-narrow.safetensors",
      "models/student-narrow.safetensors", "figures/gain.svg",
    ]
    #expect(files.isSuperset(of: expected))
    #expect(try laboratory.names("inbox") == [".claimed", "done", "failed", "rejected"])
    #expect(try laboratory.names("inbox/.claimed").isEmpty)
  }

  @Test("works in a fresh clone: three folders and no ledger yet")
  func clone() throws {
    let path = NSTemporaryDirectory() + "retort-clone-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    for folder in ["inbox", "ledger", "reports"] {
      try FileManager.default.createDirectory(
        atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: "\(path)/\(folder)/.gitkeep"))
    }
    #expect(try RetortProgram.run("jobs", "--root", path).code == 0)
    try Data(try TestBundle.tiny()).write(to: URL(fileURLWithPath: "\(path)/inbox/t.tar.zst"))
    #expect(try RetortProgram.run("drain", "--root", path).code == 0)
    #expect(FileManager.default.fileExists(atPath: "\(path)/ledger/retort.sqlite"))
    #expect(FileManager.default.fileExists(atPath: "\(path)/reports/0001-tiny/report.md"))
    #expect(FileManager.default.fileExists(atPath: "\(path)/inbox/.gitkeep"))
  }

  @Test("computes the same content once, and the same bundle is the same bytes in another root")
  func sameBytes() throws {
    let first = try Laboratory(settings: "workers: 1\n")
    let second = try Laboratory(settings: "workers: 2\n")
    for laboratory in [first, second] {
      try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar.zst")
      #expect(try laboratory.drain().code == 0)
    }
    let evidence = try first.evidence("reports/0001-tiny")
    #expect(evidence.count > 6)
    #expect(try second.evidence("reports/0001-tiny") == evidence)

    try first.drop(try TestBundle.tiny(), as: "again.tar.zst")
    #expect(try first.drain().code == 0)
    #expect(try first.jobs().count == 1)
    #expect(first.text("inbox/done/again.tar.zst.md")?.contains("the content of job 1") == true)
  }

  /// Bad bundles, what the answer must say, and nothing else goes wrong.
  static let badBundles: [(name: String, bytes: [UInt8], says: [String])] = {
    let good = (try? TestBundle.tiny()) ?? []
    func job(_ change: (String) -> String) -> [UInt8] { (try? TestBundle.tiny(change)) ?? [] }
    return [
      ("empty.tar", [], ["the file is empty"]),
      ("text.tar", Array("no archive at all\n".utf8), ["not an archive", "retort pack"]),
      ("numpy.tar", [0x93] + Array("NUMPY".utf8) + [UInt8](repeating: 0, count: 600), ["NumPy"]),
      ("cut.tar.zst", Array(good.prefix(good.count / 2)), ["end"]),
      ("nothing.tar", [UInt8](repeating: 0, count: 10_240), ["job.yaml"]),
      (
        "key.tar.zst", job { $0.replacingOccurrences(of: "lambda", with: "lamda") },
        ["job.yaml:11:", "lamda", "did you mean 'lambda'?", "^"]
      ),
      (
        "file.tar.zst", job { $0.replacingOccurrences(of: "all.csv", with: "al.csv") },
        ["al.csv", "did you mean 'all.csv'?"]
      ),
      (
        "plan.tar.zst", job { $0.replacingOccurrences(of: "seeds: 2", with: "seeds: 1000") },
        ["runs", "10000"]
      ),
    ]
  }()

  @Test("answers every bad bundle beside it, with what to do, and takes the good one among them")
  func badBundles() throws {
    let laboratory = try Laboratory(settings: "truncated_after_seconds: 0\n")
    for bundle in Self.badBundles { try laboratory.drop(bundle.bytes, as: bundle.name) }
    try laboratory.drop(try TestBundle.tiny(), as: "good.tar.zst")
    let outcome = try laboratory.drain()
    #expect(outcome.code == 11)
    for bundle in Self.badBundles {
      let reason = laboratory.text("inbox/rejected/\(bundle.name).reason.md") ?? ""
      for words in bundle.says {
        #expect(reason.contains(words), "\(bundle.name): \(reason)")
      }
      #expect(outcome.errors.contains(bundle.name))
      let kept = FileManager.default.contents(
        atPath: "\(laboratory.path)/inbox/rejected/\(bundle.name)")
      #expect(kept.map { Array($0) } == bundle.bytes)
    }
    #expect(laboratory.text("inbox/done/good.tar.zst.md") != nil)
    let states = try laboratory.jobs().compactMap { $0["state"] as? String }
    #expect(states.filter { $0 == "REJECTED" }.count == Self.badBundles.count)
    #expect(states.filter { $0 == "COMPLETED" }.count == 1)
  }

  @Test("shows a hostile name on one line")
  func hostileName() throws {
    let laboratory = try Laboratory()
    try laboratory.drop(Array("no archive\n".utf8), as: "a\nretort: all is well\u{1B}[2J")
    let outcome = try laboratory.drain()
    #expect(outcome.code == 11)
    #expect(outcome.errors.contains("(a\\u{a}retort: all is well\\u{1b}[2J) is REJECTED"))
    #expect(!outcome.errors.contains("\nretort: "))
  }

  @Test("leaves an archive that ends early for next time while it may still be on its way")
  func onItsWay() throws {
    let laboratory = try Laboratory()
    let bytes = try TestBundle.tiny()
    try laboratory.drop(Array(bytes.prefix(bytes.count / 2)), as: "slow.tar.zst")
    let outcome = try laboratory.drain()
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("slow.tar.zst stays in the inbox until next time"))
    try laboratory.drop(bytes, as: "slow.tar.zst")
    #expect(try laboratory.drain().code == 0)
    #expect(laboratory.text("inbox/done/slow.tar.zst.md") != nil)
  }

  @Test("answers links, FIFOs and folders without opening them")
  func strangers() throws {
    let laboratory = try Laboratory()
    let inbox = "\(laboratory.path)/inbox"
    try FileManager.default.createSymbolicLink(
      atPath: "\(inbox)/link.tar", withDestinationPath: "/etc/passwd")
    #expect(mkfifo("\(inbox)/pipe.tar", 0o600) == 0)
    try FileManager.default.createDirectory(
      atPath: "\(inbox)/folder", withIntermediateDirectories: false)
    #expect(try laboratory.drain().code == 11)
    for (name, words) in [
      ("link.tar", "a symbolic link"), ("pipe.tar", "a FIFO"), ("folder", "retort pack"),
    ] {
      #expect(laboratory.text("inbox/rejected/\(name).reason.md")?.contains(words) == true)
    }
    #expect(try laboratory.names("inbox") == [".claimed", "done", "failed", "rejected"])
  }

  @Test("goes on where a killed worker stopped; the results are those of an undisturbed root")
  func killedWorker() throws {
    let disturbed = try Laboratory()
    try disturbed.drop(try TestBundle.long(), as: "long.tar.zst")
    let running = try RetortProgram.start(["drain", "--root", disturbed.path])
    let worker = try #require(try workerAtWork(running, in: disturbed))
    kill(worker, SIGKILL)
    #expect(running.wait().code == 0)
    let job = try #require(try disturbed.jobs().first)
    #expect(job["state"] as? String == "COMPLETED")
    #expect(job["attempts"] as? Int == 2)

    let quiet = try Laboratory()
    try quiet.drop(try TestBundle.long(), as: "long.tar.zst")
    #expect(try quiet.drain().code == 0)
    let evidence = try quiet.evidence("reports/0001-long")
    #expect(try disturbed.evidence("reports/0001-long") == evidence)
  }

  @Test("killed itself takes its worker with it; the next drain finishes the job")
  func killedDaemon() throws {
    let laboratory = try Laboratory()
    try laboratory.drop(try TestBundle.long(), as: "long.tar.zst")
    let running = try RetortProgram.start(["drain", "--root", laboratory.path])
    let worker = try #require(try workerAtWork(running, in: laboratory))
    kill(running.process.processIdentifier, SIGKILL)
    _ = running.wait()
    #expect(hasEnded(worker))
    #expect(try laboratory.drain().code == 0)
    #expect(try laboratory.jobs().first?["state"] as? String == "COMPLETED")
    #expect(laboratory.text("inbox/done/long.tar.zst.md") != nil)
  }

  @Test("holds its root alone, and stops on request with the job back in the queue")
  func alone() throws {
    let laboratory = try Laboratory(settings: "stop_grace_seconds: 0\n")
    try laboratory.drop(try TestBundle.long(), as: "long.tar.zst")
    let running = try RetortProgram.start(["drain", "--root", laboratory.path])
    _ = try #require(try workerAtWork(running, in: laboratory))
    let second = try laboratory.drain()
    #expect(second.code == 75)
    #expect(second.errors.contains("process \(running.process.processIdentifier)"))
    running.process.terminate()
    let outcome = running.wait()
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("stopped on request"))
    #expect(try laboratory.jobs().first?["state"] as? String == "QUEUED")
  }

  /// The worker of a drain once it has committed a run.
  private func workerAtWork(
    _ running: RetortProgram.Running, in laboratory: Laboratory
  ) throws -> Int32? {
    for _ in 0..<600 where running.process.isRunning {
      if let job = try laboratory.jobs().first, let done = job["committed_runs"] as? Int, done > 0,
        let worker = running.children.first
      {
        return worker
      }
      usleep(20_000)
    }
    return nil
  }

  /// A zombie nobody reaps has ended too.
  private func hasEnded(_ process: Int32) -> Bool {
    for _ in 0..<100 {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
      else { return true }
      if status.split(separator: " ").dropFirst(2).first == "Z" { return true }
      usleep(20_000)
    }
    return false
  }
}
