import ArgumentParser
import Inbox
import Ledger
import PlainText

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Shows what happened to a job, in order.",
    discussion: """
      EXAMPLES:
        retort log 12
        retort log 12 --json | jq 'select(.level == "error")'
      """)

  @Argument(help: "The job's number, as 'retort jobs' lists it.")
  var job: Int
  @OptionGroup var rootOptions: RootOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let ledger = try Reading.ledger(rootOptions, holding: job)
    _ = try ledger.job(job)
    let lines =
      try ledger.events(job: job).map(JobLogLine.init)
      + ledger.attempts(on: .worker(job: job)).flatMap(JobLogLine.lines)
    for line in lines.sorted(by: { $0.at < $1.at }) {
      if output.json { try JSONLine.say(line) } else { Console.say(line.text) }
    }
  }
}

/// Something that happened to a job.
struct JobLogLine: Encodable {
  var at: String
  var level: String
  var kind: String
  var message: String

  init(_ event: EventRecord) {
    at = event.at.text
    level = event.level.rawValue
    kind = event.kind
    message = event.message
  }

  private init(at: String, level: EventRecord.Level, message: String) {
    self.at = at
    self.level = level.rawValue
    kind = "ATTEMPT"
    self.message = message
  }

  /// The beginning of an attempt, and its end where it has one.
  static func lines(_ attempt: AttemptRecord) -> [JobLogLine] {
    let start = JobLogLine(
      at: attempt.startedAt.text, level: .information, message: "attempt \(attempt.attempt) begins")
    guard let ending = attempt.ending, let endedAt = attempt.endedAt else { return [start] }
    var words =
      "attempt \(attempt.attempt) is \(ending.outcome.rawValue): \(attempt.committedRuns) runs, "
      + "\(Amount.seconds(ending.wallSeconds)) on the clock, "
      + "\(Amount.seconds(ending.cpuSeconds)) of processor, \(Amount.bytes(ending.peakBytes)) at most"
    if let reason = ending.reason { words += "; \(reason)" }
    let isGood = ending.outcome == .finished || ending.outcome == .interrupted
    return [
      start, JobLogLine(at: endedAt.text, level: isGood ? .information : .warning, message: words),
    ]
  }

  var text: String {
    let words = ShownName.lines(message).split(separator: "\n").joined(separator: "\n  ")
    let mark = level == EventRecord.Level.information.rawValue ? "" : "\(level): "
    return "\(at)  \(visibleText(kind))  \(mark)\(words)"
  }
}
