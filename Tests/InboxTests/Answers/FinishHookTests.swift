import Foundation
import Ledger
import Logging
import Synchronization
import Testing

@testable import Inbox

@Suite("The operator's on_finish program") struct FinishHookTests {
  /// A workshop whose hook is a shell script in its own root.
  private func workshop(_ script: String, more: String = "") throws -> Workshop {
    let place = try TemporaryRoot()
    let path = "\(place.path)/told"
    try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
    #expect(chmod(path, 0o755) == 0)
    return try Workshop(
      settings: "on_finish: [\(path), --first, 'a second; word']\n\(more)", on: place)
  }

  private static let failed = JobRow(
    job: 12, name: "--help; $(touch /tmp/no) \u{1B}[31m\nsecond", state: .failed, priority: 0,
    submittedAt: Timestamp(milliseconds: 0), reason: "it broke\nbadly", slug: "x")

  private func run(_ workshop: Workshop, _ job: JobRow = failed) throws -> FinishHook.Outcome {
    try #require(FinishHook(workshop.workplace)).run(job)
  }

  @Test("is nothing where the operator names none")
  func absent() throws {
    #expect(FinishHook(try Workshop().workplace) == nil)
  }

  @Test("gets the arguments as they were written, and nothing of a bundle among them")
  func arguments() throws {
    let workshop = try workshop("cd \"$RETORT_ROOT\"; printf '%s|' \"$@\" > arguments")
    #expect(try run(workshop) == .succeeded)
    #expect(workshop.place.text("arguments") == "--first|a second; word|")
  }

  @Test("gets the facts in its environment, and no other environment than a child of Retort")
  func environment() throws {
    let workshop = try workshop("env | grep -v -e '^PWD=' -e '^_=' | sort > \"$RETORT_ROOT/env\"")
    var job = Self.failed
    job.state = .completed
    job.report = "reports/0012-x"
    #expect(try run(workshop, job) == .succeeded)
    let lines = workshop.place.text("env")?.split(separator: "\n").map(String.init)
    let own = [
      "RETORT_JOB=12", "RETORT_REPORT=reports/0012-x/report.md",
      "RETORT_ROOT=\(workshop.place.path)", "RETORT_STATE=COMPLETED",
    ]
    let found = Set(try #require(lines)).subtracting(["SHLVL=0", "SHLVL=1", "OLDPWD="])
    #expect(found == Set(ChildProgram.minimal + own))
  }

  @Test("reads one line of JSON: what 'retort jobs --json' says of the job")
  func facts() throws {
    let workshop = try workshop("cat > \"$RETORT_ROOT/facts\"")
    #expect(try run(workshop) == .succeeded)
    let text = try #require(workshop.place.text("facts"))
    #expect(text == (try FactLine.text(JobFact(Self.failed))) + "\n")
    let facts = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(facts["job"] as? Int == 12)
    #expect(facts["state"] as? String == "FAILED")
    #expect(facts["name"] as? String == Self.failed.name)
    #expect(facts["reason"] as? String == "it broke\nbadly")
    #expect(text.split(separator: "\n").count == 1)
  }

  @Test("that leaves with a code has failed, with its last words made safe")
  func failure() throws {
    let workshop = try workshop("printf 'no \\033[31mmail\\n' >&2; exit 3")
    guard case .failed(let reason) = try run(workshop) else {
      Issue.record("code 3 is no success")
      return
    }
    #expect(reason == "\(workshop.place.path)/told left with code 3: no \\u{1b}[31mmail")
  }

  @Test("that takes too long is ended, and the setting is named")
  func timeout() throws {
    let workshop = try workshop("exec sleep 600", more: "on_finish_seconds: 1\n")
    guard case .failed(let reason) = try run(workshop) else {
      Issue.record("it did not end by itself")
      return
    }
    #expect(reason.hasSuffix("stopped at its time limit: 1 s, on_finish_seconds in retort.yaml"))
  }

  @Test("that is not there is not started; the job does not mind")
  func missing() throws {
    let workshop = try Workshop(settings: "on_finish: [/no/such/program]")
    guard case .notStarted(let reason) = try run(workshop) else {
      Issue.record("there is no such program")
      return
    }
    #expect(reason.contains("/no/such/program"))
    #expect(reason.contains("No such file or directory"))
  }

  @Test("is heard: each line in the log, control characters made visible, not without end")
  func words() throws {
    let workshop = try workshop(
      "printf 'one\\033[2J\\ntwo' ; i=0; while [ $i -lt 999 ]; do echo $i; i=$((i+1)); done >&2")
    let kept = KeptLog()
    let log = Logger(label: "test") { _ in kept }
    let hook = try #require(FinishHook(workshop.workplace, log: log))
    #expect(hook.run(Self.failed) == .succeeded)
    let said = kept.said
    #expect(said.count == 200)
    #expect(said.contains { $0.contains("one\\u{1b}[2J") })
    #expect(said.allSatisfy { !$0.contains("\u{1B}") })
    #expect(said.last == "… and more, which is not kept")
  }
}

/// Keeps what is said at `info`.
private final class KeptLog: LogHandler, Sendable {
  private let lines = Mutex<[String]>([])

  var said: [String] { lines.withLock { $0 } }
  var logLevel: Logger.Level {
    get { .info }
    set {}
  }
  var metadata: Logger.Metadata {
    get { [:] }
    set {}
  }
  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set {}
  }

  func log(event: LogEvent) {
    guard event.level == .info else { return }
    lines.withLock { $0.append("\(event.metadata?["said"] ?? "")") }
  }
}
