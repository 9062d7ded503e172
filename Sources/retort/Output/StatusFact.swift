import Experiments
import Inbox
import Ledger

/// What Retort is doing in a root, and what waits there.
struct StatusFact: Encodable {
  /// Longest queue that is listed whole.
  private static let listed = 20

  struct Job: Encodable {
    var job: Int
    var name: String
    var since: String
    var progress: WorkerProgress?
  }

  struct Waiting: Encodable {
    var job: Int
    var name: String
    var priority: Int
    var submittedAt: String
  }

  /// `watch`, `drain`, `run`; absent where nobody works here.
  var working: String?
  var process: Int?
  var since: String?
  var running: Job?
  var held: String?
  var queued = 0
  /// The first of the queue.
  var queue: [Waiting] = []
  var inbox: [LeftDrop] = []

  init(_ root: Root) throws {
    let status = try WorkStatus.of(root)
    let holder = try RootLock.holder(of: root)
    working = holder == nil ? nil : status?.command ?? "another Retort"
    process = holder?.process
    since = status?.since.text
    held = status?.held
    inbox = status?.left ?? []
    guard let ledger = try Reading.ledger(root) else { return }
    let unfinished = try ledger.queue()
    let waiting = unfinished.filter { $0.state == .queued }
    queued = waiting.count
    queue = waiting.prefix(Self.listed).map {
      Waiting(
        job: $0.job, name: $0.name, priority: $0.priority, submittedAt: $0.submittedAt.text)
    }
    guard let job = status?.job, let row = unfinished.first(where: { $0.job == job.number }) else {
      return
    }
    running = Job(
      job: job.number, name: row.name, since: job.since.text,
      progress: job.progress)
  }

  /// What a change of is worth a line.
  struct Gist: Hashable {
    var working: String?
    var job: Int?
    var stage: String?
    var done: Int?
    var held: String?
    var queued: Int
    var inbox: Int
  }

  var gist: Gist {
    Gist(
      working: working, job: running?.job, stage: running?.progress?.stage,
      done: running?.progress?.done, held: held, queued: queued, inbox: inbox.count)
  }

  /// Everything on one line.
  var line: String {
    ([running.map(Self.words) ?? working.map { "\($0): idle" } ?? "nobody works here"]
      + [held.map(ShownName.line), queued > 0 ? "\(queued) queued" : nil].compactMap { $0 })
      .joined(separator: " · ")
  }

  var text: String {
    var lines: [String] = []
    if let working {
      let process = process.map { " (process \($0))" } ?? ""
      lines.append("\(working)\(process)\(since.map { " since \($0)" } ?? "")")
    } else {
      lines.append("nobody works here; start 'retort watch' or 'retort drain'")
    }
    lines.append(running.map(Self.words) ?? "no job runs")
    if let held { lines.append("jobs wait: \(ShownName.line(held))") }
    lines.append("queue: \(queued)")
    for job in queue {
      lines.append(
        "  job \(job.job) · \(ShownName.line(job.name)) · priority \(job.priority) · "
          + "since \(job.submittedAt)")
    }
    if queued > queue.count { lines.append("  and \(queued - queue.count) more") }
    for drop in inbox { lines.append("inbox: \(drop.name): \(ShownName.line(drop.reason))") }
    return lines.joined(separator: "\n")
  }

  private static func words(_ job: Job) -> String {
    let name = "job \(job.job) (\(ShownName.line(job.name)))"
    guard let progress = job.progress else { return "\(name) · starting" }
    return ProgressLine.text(name, progress)
  }
}
