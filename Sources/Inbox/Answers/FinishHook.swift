import Foundation
import Ledger
import Logging

/// Runs the operator's `on_finish` program after a job has ended.
///
/// It gets the arguments the operator wrote and no others; what is known of the job comes in variables
/// and as one line of JSON on standard input, so that no name from a bundle is ever taken for an
/// argument. What it says goes to the log. It has no part in the job: whatever becomes of it, the job
/// has ended and is answered.
public struct FinishHook: Sendable {
  public enum Outcome: Sendable, Hashable {
    case succeeded
    /// It ran, and left with another code than 0, was killed, or took too long.
    case failed(reason: String)
    case notStarted(reason: String)
  }

  /// Lines of one run that are kept in the log.
  private static let mostLines = 200

  private let command: [String]
  private let seconds: Double
  private let root: String
  private let spawner: Spawner
  private let log: Logger

  /// - Parameter log: hears what the program says; the workplace's where none is named.
  /// - Returns: `nil` where the operator wants nothing to be run.
  init?(_ workplace: Workplace, log: Logger? = nil) {
    guard !workplace.settings.onFinish.isEmpty else { return nil }
    command = workplace.settings.onFinish
    seconds = workplace.settings.onFinishSeconds
    root = URL(fileURLWithPath: workplace.root.path).standardizedFileURL.path
    spawner = workplace.spawner
    self.log = log ?? workplace.log
  }

  /// - Parameter job: as the ledger has it now that it has ended.
  func run(_ job: JobRow) -> Outcome {
    let fact = JobFact(job)
    let child: ChildProcess
    do {
      let input = try Descriptor.inMemory(
        Array((FactLine.text(fact) + "\n").utf8), as: "the facts of job \(job.job)")
      child = try spawner.spawn(
        program(fact), input: input, limits: ChildLimits(wallSeconds: seconds, openFiles: 1024))
    } catch {
      return .notStarted(reason: "\(error)")
    }
    var said = SaidLines(atMost: Self.mostLines) { line in
      log.info(
        "on_finish says", metadata: ["job": "\(job.job)", "said": "\(ShownName.lines(line))"])
    }
    let ending = child.listen(
      wallSeconds: seconds, onOutput: { said.hear($0) }, onWords: { said.hear($0) })
    said.end()
    return ending.isClean ? .succeeded : .failed(reason: reason(ending))
  }

  private func program(_ fact: JobFact) -> ChildProgram {
    ChildProgram(
      path: command[0], arguments: command,
      environment: ChildProgram.minimal + [
        "RETORT_ROOT=\(root)", "RETORT_JOB=\(fact.job)", "RETORT_STATE=\(fact.state)",
        "RETORT_REPORT=\(fact.report ?? "")",
      ])
  }

  private func reason(_ ending: ChildEnding) -> String {
    let limit =
      ending.stopped == .timeout
      ? ": \(Amount.seconds(seconds)), on_finish_seconds in retort.yaml" : ""
    let last = ending.complaint.split(separator: "\n").last.map { ": \(ShownName.line("\($0)"))" }
    return "\(command[0]) \(ending.inWords)\(limit)\(last ?? "")"
  }
}

/// Bytes of a child as whole lines, so many and no more.
private struct SaidLines {
  private static let longestLine = 4_096

  private var left: Int
  private var rest: [UInt8] = []
  private let say: (String) -> Void

  init(atMost count: Int, say: @escaping (String) -> Void) {
    left = count
    self.say = say
  }

  mutating func hear(_ bytes: [UInt8]) {
    for byte in bytes where left > 0 {
      if byte == UInt8(ascii: "\n") { end() } else { rest.append(byte) }
      if rest.count == Self.longestLine { end() }
    }
  }

  /// What has no line end, too.
  mutating func end() {
    guard !rest.isEmpty, left > 0 else { return }
    left -= 1
    say(left == 0 ? "… and more, which is not kept" : String(decoding: rest, as: UTF8.self))
    rest = []
  }
}
