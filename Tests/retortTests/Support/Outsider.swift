import Foundation

/// A user without rights: `nobody` where the tests run as root, else the user they run as.
enum Outsider {
  private static let isRoot = geteuid() == 0
  private static let becoming = [
    "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--",
  ]

  static let sqlite = "/usr/bin/sqlite3"
  static let hasSqlite = FileManager.default.isExecutableFile(atPath: sqlite)
  /// Whether there is a way to become them, and they reach the program that is tested.
  static let canRun: Bool = (try? run(RetortProgram.path, "--version").code) == 0

  static func run(_ program: String, _ arguments: String...) throws -> RetortProgram.Outcome {
    let command = (isRoot ? becoming : []) + [program] + arguments
    return try RetortProgram.start(command[0], Array(command.dropFirst())).wait()
  }

  /// Gives them a folder with all that is in it.
  static func own(_ path: String) throws {
    guard isRoot else { return }
    for name in try [""] + FileManager.default.subpathsOfDirectory(atPath: path) {
      guard lchown("\(path)/\(name)", 65_534, 65_534) == 0 else {
        throw CocoaError(.fileWriteNoPermission)
      }
    }
  }
}
