import Foundation

/// What a drill is told by its environment, and the table `scripts/crash-drill` gets back from it.
enum DrillTable {
  /// `RETORT_DRILL_KILLS` and the like; `nil` in an ordinary test run.
  static func setting(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment["RETORT_DRILL_\(name)"].flatMap { Int($0) }
  }

  /// Appends a row to the file `RETORT_DRILL_TABLE` names, if it does.
  static func append(_ cells: [String]) throws {
    guard let path = ProcessInfo.processInfo.environment["RETORT_DRILL_TABLE"] else { return }
    let line = "| " + cells.joined(separator: " | ") + " |\n"
    let before = FileManager.default.contents(atPath: path) ?? Data()
    try (before + Data(line.utf8)).write(to: URL(fileURLWithPath: path))
  }
}
