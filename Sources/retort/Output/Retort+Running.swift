import ArgumentParser
import Bundles
import Experiments
import Glibc
import Inbox
import Ledger

extension Retort {
  /// Parses, runs and leaves with the right code. Not in `main`, whose closures would belong to the
  /// main actor.
  nonisolated static func runToExit() -> Never {
    do {
      var command = try parseAsRoot()
      try command.run()
      Glibc.exit(0)
    } catch {
      leave(because: error)
    }
  }

  private static func leave(because error: any Error) -> Never {
    switch error {
    case let failure as CommandFailure:
      if let message = failure.message { Console.complain(message) }
      Glibc.exit(failure.code)
    case let error as RootError:
      Console.complain(error.description)
      if case .held = error { Glibc.exit(RetortExit.held) }
      if case .system = error { Glibc.exit(RetortExit.trouble) }
      Glibc.exit(RetortExit.usage)
    case let error as SettingsError:
      Console.complain(error.description)
      Glibc.exit(RetortExit.usage)
    case let refusal as IntakeRefusal:
      Console.complain(refusal.reason)
      Glibc.exit(refusal.exitCode)
    case let error where isOurs(error):
      Console.complain("\(error)")
      Glibc.exit(RetortExit.trouble)
    default:
      leave(becauseOfArguments: error)
    }
  }

  /// Help and version are no failure; everything else about arguments is usage.
  private static func leave(becauseOfArguments error: any Error) -> Never {
    let message = fullMessage(for: error)
    if exitCode(for: error) == .success {
      Console.say(message)
      Glibc.exit(0)
    }
    Console.complain(message, prefixed: false)
    Glibc.exit(RetortExit.usage)
  }

  private static func isOurs(_ error: any Error) -> Bool {
    error is LedgerError || error is ObjectStoreError || error is SystemError
      || error is SpawnError || error is SystemFailure || error is ParentFailure
      || error is BackupError || error is TroubleError || error is ArchiveError
      || error is FrameError
  }
}

/// Trouble of a command that has words of its own.
struct TroubleError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }
}
