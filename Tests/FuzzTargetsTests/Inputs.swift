import Foundation
import FuzzTargets

/// The files a fuzzer begins with, and those that once broke something.
enum Inputs {
  struct Input {
    var name: String
    var bytes: [UInt8]
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fuzz")

  static func seeds(of target: FuzzTarget) throws -> [Input] {
    try inputs(folder.appending(path: "Seeds/\(target.name)"))
  }

  static func findings(of target: FuzzTarget) throws -> [Input] {
    let folder = folder.appending(path: "Findings/\(target.name)")
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try inputs(folder)
  }

  static func targets(in kind: String) throws -> [String] {
    let folder = folder.appending(path: kind)
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
  }

  private static func inputs(_ folder: URL) throws -> [Input] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map { name in
      Input(name: name, bytes: Array(try Data(contentsOf: folder.appending(path: name))))
    }
  }
}
