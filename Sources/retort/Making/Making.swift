import Foundation
import Inbox
import Logging

/// Puts the parts together: which program the children run, how reports are drawn, what computes.
enum Making {
  /// A root, locked and ready to work in.
  static func workplace(_ root: Root, for command: String) throws -> Workplace {
    try Workplace(
      root, command: command, environment: ComputingEnvironment.record(),
      reports: RenderedReports.renderer,
      programs: programs, stop: .bySignals(), log: log())
  }

  /// This program with its hidden commands.
  static var programs: ChildPrograms {
    let environment = ProcessInfo.processInfo.environment
    return ChildPrograms(
      intake: .retort(IntakeChildCommand.name, inherited: environment),
      worker: .retort(WorkerChildCommand.name, inherited: environment))
  }

  /// Lines on standard error: warnings, and everything where `RETORT_LOG` names a lower level.
  private static func log() -> Logger {
    var log = Logger(label: "retort") { StreamLogHandler.standardError(label: $0) }
    let level = ProcessInfo.processInfo.environment["RETORT_LOG"]
    log.logLevel = level.flatMap { Logger.Level(rawValue: $0) } ?? .warning
    return log
  }
}
