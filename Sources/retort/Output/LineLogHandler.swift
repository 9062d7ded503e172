import Foundation
import Logging

/// Writes every event of the log as one line.
struct LineLogHandler: LogHandler {
  let destination: LogDestination
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?

  init(_ destination: LogDestination, level: Logger.Level) {
    self.destination = destination
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var all = metadata
    if let metadataProvider { all.merge(metadataProvider.get()) { $1 } }
    if let own = event.metadata { all.merge(own) { $1 } }
    if let error = event.error { all["error"] = "\(error)" }
    destination.write(LogLine(event.level, "\(event.message)", all))
  }
}

extension Logger {
  /// The log of a command.
  ///
  /// - Parameter level: the least that is said; `RETORT_LOG` in the environment names another.
  static func ofCommand(to destination: LogDestination, level: Logger.Level) -> Logger {
    let named = ProcessInfo.processInfo.environment["RETORT_LOG"]
    let level = named.flatMap { Logger.Level(rawValue: $0) } ?? level
    return Logger(label: "retort") { _ in LineLogHandler(destination, level: level) }
  }
}
