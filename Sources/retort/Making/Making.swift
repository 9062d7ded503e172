import Foundation
import Inbox
import Logging

/// Puts the parts together: which program the children run, how reports are drawn, what computes.
enum Making {
  /// A root, locked and ready to work in.
  ///
  /// - Parameters:
  ///   - command: what works here, for those who ask.
  ///   - level: the least the log says; `RETORT_LOG` names another.
  static func workplace(
    _ root: Root, for command: String, log destination: LogDestination = .standardError,
    level: Logger.Level = .warning
  ) throws -> Workplace {
    let build = RetortVersion.build()
    return try Workplace(
      root, command: command, environment: ComputingEnvironment.record(build: build),
      reports: RenderedReports.renderer, programs: programs(build: build), stop: .bySignals(),
      log: .ofCommand(to: destination, level: level), cross: try StopAt.guardian())
  }

  /// This program with its hidden commands.
  ///
  /// - Parameter build: what ``RetortVersion/build()`` says; only workers ask for it.
  static func programs(build: String = "") -> ChildPrograms {
    let environment = ProcessInfo.processInfo.environment
    func child(_ command: String) -> ChildProgram {
      .retort(command, inherited: environment, numerics: ComputingEnvironment.ofLibraries)
    }
    var worker = child(WorkerChildCommand.name)
    worker.arguments.append(build)
    return ChildPrograms(intake: child(IntakeChildCommand.name), worker: worker)
  }
}
