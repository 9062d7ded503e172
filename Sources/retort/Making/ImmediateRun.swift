import Inbox
import Ledger

/// Something run now, with progress, until its report can be shown: by this process, or by the Retort
/// that works in the root already.
struct ImmediateRun {
  let root: Root
  /// What works here, for those who ask.
  let command: String
  let isJSON: Bool

  func show(_ source: DirectRun.Source, name: String) throws {
    let line = ProgressLine()
    do {
      let (result, ledger) = try result(source, name, line)
      line.clear()
      try tell(result, ledger)
    } catch let refusal as IntakeRefusal {
      if isJSON && refusal.kind != .system { try JSONLine.say(RefusalFact(refusal)) }
      throw CommandFailure(refusal.exitCode, "the bundle is rejected\n\(refusal.reason)")
    }
  }

  private func result(
    _ source: DirectRun.Source, _ name: String, _ line: ProgressLine
  ) throws -> (DirectRun.Result, Ledger) {
    do {
      let workplace = try Making.workplace(root, for: command)
      let result = try DirectRun(workplace, onProgress: { line.show(job: $0, $1) }).run(
        source, name: name)
      return (result, workplace.ledger)
    } catch RootError.held {
      let drop = try HandOver(source, name: name, to: root)
      let ledger = try Ledger.openReadOnly(at: root.ledgerPath)
      return (try FollowedDrop(drop.name, root, ledger).result(line), ledger)
    }
  }

  private func tell(_ result: DirectRun.Result, _ ledger: Ledger) throws {
    switch result {
    case .rejected(let number, let reason):
      if isJSON { try JSONLine.say(JobFact(try ledger.job(number))) }
      throw CommandFailure(RetortExit.bundleRejected, "the bundle is rejected\n\(reason)")
    case .ended(let job, let state, let reason):
      if isJSON { try JSONLine.say(JobFact(try ledger.job(job))) }
      guard state != .queued else {
        throw CommandFailure(
          RetortExit.trouble, "stopped on request; job \(job) waits in the queue")
      }
      throw CommandFailure(
        RetortExit.jobFailed, "job \(job) is \(state.rawValue)\(reason.map { ": \($0)" } ?? "")")
    case .completed(let job, let report, let warnings, let wasKnown):
      for warning in warnings { Console.complain(warning) }
      if isJSON { return try JSONLine.say(JobFact(try ledger.job(job))) }
      if wasKnown {
        Console.complain("this content is known: job \(job); write 'rerun: true' to compute afresh")
      }
      let path = "\(root.path)/\(report)/report.md"
      Console.say("\(path)\n")
      Console.say(try written(path) ?? RenderedReports.markdown(try ledger.jobReport(job: job)))
    }
  }

  /// The report as it lies there; `nil` where somebody has taken it away.
  private func written(_ path: String) throws -> String? {
    guard let file = try? Descriptor.reading(path) else { return nil }
    var text: [UInt8] = []
    while case let bytes = try file.read(atMost: 1 << 20), !bytes.isEmpty { text += bytes }
    return String(decoding: text, as: UTF8.self)
  }
}
