import Foundation

/// What works in a root: `drain`, once, or `watch`, until nothing is left to do.
enum Daemon: String, Sendable, CaseIterable {
  case drain, watch

  /// Those this build has.
  static let known: [Daemon] = {
    let help = (try? RetortProgram.run("--help").output) ?? ""
    return allCases.filter { help.contains("\n  \($0.rawValue) ") }
  }()

  func start(
    in laboratory: Laboratory, environment: [String: String] = [:]
  ) throws -> RetortProgram.Running {
    try RetortProgram.start(
      [rawValue, "--root", laboratory.path], environment: environment)
  }

  /// Works until everything in the root is answered, or until it ends before that.
  func work(
    in laboratory: Laboratory, environment: [String: String] = [:]
  ) throws -> RetortProgram.Outcome {
    let running = try start(in: laboratory, environment: environment)
    return finish(running, in: laboratory)
  }

  /// Waits until it has nothing left to do, or has ended.
  func finish(_ running: RetortProgram.Running, in laboratory: Laboratory) -> RetortProgram.Outcome
  {
    if self == .watch {
      while running.process.isRunning, !RootState(laboratory).isSettled { usleep(20_000) }
      running.process.terminate()
    }
    return running.wait()
  }
}
