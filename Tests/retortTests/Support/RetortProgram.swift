import Foundation

/// The built `retort`, run as a person or cron runs it. It lies beside the tests.
struct RetortProgram: Sendable {
  struct Outcome: Sendable {
    var code: Int32
    var output: String
    var errors: String

    /// The lines of standard output as JSON objects.
    var facts: [[String: Any]] {
      output.split(separator: "\n").compactMap {
        try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
    }
  }

  static let path = built("retort")

  /// Something that was built beside the tests.
  static func built(_ name: String) -> String {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    var folder = URL(fileURLWithPath: tests).deletingLastPathComponent()
    // A test bundle may be a folder with the program inside.
    while folder.path != "/" {
      let candidate = folder.appendingPathComponent(name).path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
        !isFolder.boolValue
      {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    return name
  }

  /// Runs to its end.
  static func run(_ arguments: String...) throws -> Outcome {
    try start(arguments).wait()
  }

  /// - Parameters:
  ///   - launcher: a program that starts it, with its own arguments; none starts it directly.
  ///   - more: put into its environment.
  static func start(
    _ arguments: [String], under launcher: [String] = [], environment more: [String: String] = [:]
  ) throws -> Running {
    let words = launcher + [path] + arguments
    return try start(words[0], Array(words.dropFirst()), environment: more)
  }

  /// Any program, watched in the same way.
  static func start(
    _ program: String, _ arguments: [String], environment more: [String: String] = [:]
  ) throws -> Running {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["RETORT_LOG"] = "error"
    process.environment = environment.merging(more) { $1 }
    let (output, errors) = (try Sink(), try Sink())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output.file
    process.standardError = errors.file
    try process.run()
    return Running(process: process, output: output, errors: errors)
  }

  final class Running {
    let process: Process
    private let output: Sink
    private let errors: Sink

    init(process: Process, output: Sink, errors: Sink) {
      self.process = process
      self.output = output
      self.errors = errors
    }

    func wait() -> Outcome {
      process.waitUntilExit()
      let wasSignalled = process.terminationReason == .uncaughtSignal
      return Outcome(
        code: process.terminationStatus + (wasSignalled ? 128 : 0), output: output.text(),
        errors: errors.text())
    }

    /// Processes it has started and that still run.
    var children: [Int32] {
      let path = "/proc/\(process.processIdentifier)/task"
      let threads = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return threads.flatMap { thread in
        let text = try? String(contentsOfFile: "\(path)/\(thread)/children", encoding: .utf8)
        return (text ?? "").split(separator: " ").compactMap { Int32($0) }
      }
    }
  }

  /// A file for what a program prints: a pipe could fill up and stop it.
  final class Sink {
    let file: FileHandle
    private let path: String

    init() throws {
      path = NSTemporaryDirectory() + "retort-output-\(UUID().uuidString)"
      _ = FileManager.default.createFile(atPath: path, contents: nil)
      guard let file = FileHandle(forWritingAtPath: path) else {
        throw CocoaError(.fileNoSuchFile)
      }
      self.file = file
    }

    func text() -> String {
      String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}
