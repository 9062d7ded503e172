import Foundation

/// Files that the programs of `Tests/References` made.
enum References {
  /// - Parameter path: below `Fixtures/references`.
  static func bytes(_ path: String) throws -> [UInt8] {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/references/\(path)")
    return Array(try Data(contentsOf: url))
  }
}
