import Foundation
import Inbox

/// Where the lines of the log go.
enum LogDestination: Sendable, Hashable {
  /// For a terminal, cron or a service: in journald's own style where that is what listens.
  case standardError
  /// Lines are put at the end of a file, as `--log FILE` asks. The file is opened for every line, so
  /// that one renamed away by logrotate is followed by a new one without a signal.
  case file(path: String)

  /// - Parameter complain: says on standard error what cannot be kept in the file.
  func write(_ line: LogLine, orElse complain: (LogLine) -> Void = complain) {
    switch self {
    case .standardError: complain(line)
    case .file(let path):
      do throws(SystemError) {
        try Descriptor.appending(to: path).write(Array((line.text(.dated) + "\n").utf8))
      } catch {
        // A log that cannot be kept must not be lost, nor lost in silence.
        var line = line
        line.pairs.append((key: "log_file", value: error.description))
        complain(line)
      }
    }
  }

  private static func complain(_ line: LogLine) {
    Console.write(line.text(isJournal ? .journal : .dated) + "\n", to: 2)
  }

  /// Whether the journal listens to standard error.
  static let isJournal = isJournal(
    named: ProcessInfo.processInfo.environment["JOURNAL_STREAM"], .standardError())

  /// Whether a descriptor is the stream systemd has made for it, and not a redirection of somebody
  /// further down, who inherits the variable.
  ///
  /// - Parameter named: `JOURNAL_STREAM`: device and inode of that stream, as in `8:12345`.
  static func isJournal(named: String?, _ descriptor: Descriptor) -> Bool {
    guard let named, let identity = try? descriptor.facts().identity else { return false }
    return named == "\(identity.device):\(identity.inode)"
  }
}
