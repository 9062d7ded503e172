import Foundation
import Testing

/// Compares text with a file of `Tests/Fixtures/reports`; `RETORT_REGENERATE=1` writes it instead.
enum Snapshot {
  static var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/reports")
  }

  static func expect(
    _ bytes: [UInt8], equals name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let url = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RETORT_REGENERATE"] == "1" {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: url)
      return
    }
    let expected = try Data(contentsOf: url)
    guard Data(bytes) != expected else { return }
    let found = String(decoding: bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let wanted = String(decoding: expected, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let line = zip(found, wanted).enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(name) differs\(line.map { " from line \($0.offset + 1):\n  found    \($0.element.0)\n  expected \($0.element.1)" } ?? " in length")
      If the change is meant, run the tests once with RETORT_REGENERATE=1 and read the difference.
      """, sourceLocation: sourceLocation)
  }
}
