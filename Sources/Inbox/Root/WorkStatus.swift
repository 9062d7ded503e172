import Experiments
import Foundation
import Ledger

/// What a working Retort is doing now.
public struct WorkStatus: Sendable, Hashable, Codable {
  static let file = FileName(own: "status.json")
  private static let largest = 1 << 22

  /// The process that works in the root.
  public var process: Int
  /// `watch`, `drain`, `run`.
  public var command: String
  public var since: Timestamp
  /// When this was said.
  public var at: Timestamp
  public var job: Job?
  /// Why jobs wait, where none may start.
  public var held: String?
  /// Drops that stay in the inbox for now.
  public var left: [LeftDrop] = []

  /// The job that runs.
  public struct Job: Sendable, Hashable, Codable {
    public var number: Int
    public var since: Timestamp
    public var progress: WorkerProgress?
  }

  /// What the process that holds a root says of itself.
  /// - Returns: `nil` where none holds it, or it has said nothing yet.
  public static func of(_ root: Root) throws(RootError) -> WorkStatus? {
    guard let holder = try RootLock.holder(of: root) else { return nil }
    let bytes = try RootError.asking { () throws(SystemError) in
      try Folder(path: root.ledgerPath).contents(file, atMost: largest)
    }
    guard let bytes, let status = try? JSONDecoder().decode(WorkStatus.self, from: Data(bytes)),
      // What another process has left behind is no status.
      holder.process == nil || holder.process == status.process
    else { return nil }
    return status
  }

  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
  }
}
