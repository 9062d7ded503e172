import Foundation

@testable import Inbox

/// A root of its own for a test; removed with the value's last owner.
final class TemporaryRoot: Sendable {
  let path: String
  let root: Root
  let folders: InboxFolders

  init() throws {
    path = try TemporaryRoot.directory()
    root = try Root.create(at: path).root
    folders = try InboxFolders(root)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static func directory() throws -> String {
    let path = NSTemporaryDirectory() + "retort-inbox-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  /// Puts a file into the inbox, whole.
  @discardableResult
  func drop(_ name: String, _ text: String = "text") throws -> FileName {
    let file = FileName(own: name)
    try root.inbox.write(Array(text.utf8), as: file)
    return file
  }

  /// Claims a drop. Between fork and exec a child of another test may hold the file for a moment, so
  /// that it looks as if it were being written.
  func claim(_ name: FileName) throws -> Claim? {
    for _ in 0..<100 {
      switch try Claim.take(name, from: folders) {
      case .claimed(let claim): return claim
      case .gone: return nil
      case .unfinished: usleep(20_000)
      }
    }
    return nil
  }

  /// The text of a file below the root; `nil` where there is none.
  func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: "\(self.path)/\(path)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// What lies in a folder below the root, sorted.
  func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(self.path)/\(path)").sorted()
  }
}
