import Foundation
import Ledger
import Testing

@Suite("retort watch") struct WatchCommandTests {
  /// Runs a watch while the body runs, then stops it.
  /// - Returns: how it left.
  private func watching(
    _ laboratory: Laboratory, _ body: (RetortProgram.Running) throws -> Void
  ) throws -> RetortProgram.Outcome {
    let watch = try Daemon.watch.start(in: laboratory)
    defer { watch.process.terminate() }
    try until("it works") { laboratory.text("ledger/status.json") != nil }
    try body(watch)
    watch.process.terminate()
    return watch.wait()
  }

  private func until(_ what: String, _ condition: () throws -> Bool) throws {
    for _ in 0..<6_000 {
      if try condition() { return }
      usleep(10_000)
    }
    Issue.record("never happened: \(what)")
  }

  private func state(_ laboratory: Laboratory, _ job: Int) throws -> String? {
    try laboratory.jobs().first { $0["job"] as? Int == job }?["state"] as? String
  }

  @Test("takes what others run: 'run' hands its bundle over and shows the report")
  func handOver() throws {
    let laboratory = try Laboratory()
    let bundle = "\(laboratory.path)/tiny.tar"
    try Data(try TestBundle.tiny()).write(to: URL(fileURLWithPath: bundle))
    let left = try watching(laboratory) { _ in
      let run = try RetortProgram.run("run", bundle, "--root", laboratory.path)
      #expect(run.code == 0)
      #expect(run.output.contains("/report.md"))
      let again = try RetortProgram.run("run", bundle, "--root", laboratory.path)
      #expect(again.code == 0)
      #expect(again.errors.contains("this content is known: job 1"))
      let second = try Daemon.watch.start(in: laboratory).wait()
      #expect(second.code == 75)
    }
    #expect(left.code == 0)
    #expect(try state(laboratory, 1) == "COMPLETED")
    #expect(try laboratory.names("inbox") == [".claimed", "done", "failed", "rejected"])
  }

  @Test("tells with 'status' what it does, and 'cancel' ends it")
  func cancel() throws {
    let laboratory = try Laboratory()
    let left = try watching(laboratory) { _ in
      try laboratory.drop(try TestBundle.long(epochs: 2_000), as: "long.tar")
      try until("a run is told of") {
        let status = try RetortProgram.run("status", "--json", "--root", laboratory.path)
        let running = status.facts.first?["running"] as? [String: Any]
        let progress = running?["progress"] as? [String: Any]
        return progress?["total"] as? Int ?? 0 > 0
      }
      let words = try RetortProgram.run("status", "--root", laboratory.path).output
      #expect(words.hasPrefix("watch (process "))
      #expect(words.contains("job 1 (long)"))
      let cancel = try RetortProgram.run("cancel", "1", "--root", laboratory.path)
      #expect(cancel.code == 0)
      #expect(cancel.output == "job 1 is CANCELLED\n")
      try until("it is answered") { try laboratory.names("inbox/done") == ["job-1.cancel.md"] }
      let late = try RetortProgram.run("cancel", "1", "--root", laboratory.path)
      #expect(late.code == 1)
      #expect(late.errors.contains("is CANCELLED already"))
    }
    #expect(left.code == 0)
    #expect(try laboratory.names("inbox/failed") == ["long.tar.md"])
    let log = try RetortProgram.run("log", "1", "--root", laboratory.path).output
    #expect(log.contains("CANCELLED: cancelled by inbox/job-1.cancel"))
    #expect(log.contains("attempt 2 is cancelled"))
    #expect(
      try RetortProgram.run("status", "--root", laboratory.path).output
        .hasPrefix("nobody works here"))
  }

  @Test("cancels a waiting job where nobody works")
  func cancelAlone() throws {
    let laboratory = try Laboratory()
    #expect(try RetortProgram.run("hold", "--root", laboratory.path).code == 0)
    try laboratory.drop(try TestBundle.tiny(), as: "tiny.tar")
    let held = try laboratory.drain()
    #expect(held.errors.contains("jobs wait in the queue: the queue is held by inbox/hold"))
    #expect(try state(laboratory, 1) == "QUEUED")
    #expect(try RetortProgram.run("cancel", "1", "--root", laboratory.path).code == 0)
    #expect(try state(laboratory, 1) == "CANCELLED")
    #expect(try laboratory.names("inbox/failed") == ["tiny.tar.md"])
    #expect(try RetortProgram.run("hold", "--release", "--root", laboratory.path).code == 0)
    #expect(try laboratory.names("inbox") == [".claimed", "done", "failed", "rejected"])
  }

  @Test("asked to stop lets the worker end between two runs; the next start goes on from there")
  func stop() throws {
    let laboratory = try Laboratory()
    let left = try watching(laboratory) { _ in
      try laboratory.drop(try TestBundle.long(), as: "long.tar")
      try until("a run is committed") {
        (try laboratory.jobs().first?["committed_runs"] as? Int ?? 0) > 0
      }
    }
    #expect(left.code == 0)
    #expect(try state(laboratory, 1) == "QUEUED")
    let ledger = try Ledger.openReadOnly(at: "\(laboratory.path)/ledger")
    let stopped = try #require(try ledger.attempts(on: .worker(job: 1)).first?.ending)
    #expect(stopped.outcome == .interrupted)
    #expect(stopped.exitCode == 0)
    #expect(try laboratory.drain().code == 0)
    let attempts = try ledger.attempts(on: .worker(job: 1))
    #expect(attempts.map(\.ending?.outcome) == [.interrupted, .finished])
    #expect(try ledger.job(1).state == .completed)
  }

  @Test("idle holds less than 40 MB and uses no processor")
  func idle() throws {
    let laboratory = try Laboratory()
    _ = try watching(laboratory) { watch in
      let folder = "/proc/\(watch.process.processIdentifier)"
      usleep(300_000)
      let before = try processorTicks(folder)
      usleep(2_000_000)
      // A tick is ten milliseconds: less than one in a hundred.
      #expect(try processorTicks(folder) - before <= 1)
      let status = try String(contentsOfFile: "\(folder)/smaps_rollup", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("Pss:") })
      let kilobytes = try #require(Int(line.split(separator: " ")[1]))
      #expect(kilobytes < 40_000)
    }
  }

  /// User and system time of a process: fields 14 and 15, counted behind the name in parentheses.
  private func processorTicks(_ folder: String) throws -> Int {
    let text = try String(contentsOfFile: "\(folder)/stat", encoding: .utf8)
    let fields = try #require(text.split(separator: ")").last).split(separator: " ")
    return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
  }
}
