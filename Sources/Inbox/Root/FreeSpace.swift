/// Whether the file systems of a root have room to work: asked before a drop is claimed and before a
/// job is started, so that neither ends in the middle of a full disk.
public struct FreeSpace: Sendable {
  public enum Answer: Sendable, Hashable {
    case enough
    /// Why not, in words for the log and for `status`.
    case short(reason: String)
  }

  private let folders: [Folder]
  private let ledger: Folder
  private let kept: Int

  /// - Parameter kept: bytes that stay free: `keep_free_gib`; with 0 nothing is asked.
  public init(_ root: Root, keeping kept: Int) throws(SystemError) {
    ledger = try Folder(path: root.ledgerPath)
    folders = [root.inbox, root.reports]
    self.kept = kept
  }

  /// - Parameter drop: bytes of an archive about to be taken in; its members will lie in the ledger.
  public func answer(forDropOf drop: Int = 0) throws(SystemError) -> Answer {
    guard kept > 0 else { return .enough }
    var found = [Found(path: ledger.path, free: try ledger.descriptor.freeBytes(), drop: drop)]
    for folder in folders {
      found.append(Found(path: folder.path, free: try folder.descriptor.freeBytes(), drop: 0))
    }
    return Self.answer(found, keeping: kept)
  }

  /// What a file system answered.
  struct Found: Sendable, Hashable {
    var path: String
    var free: Int
    /// Bytes about to be written there.
    var drop: Int
  }

  /// The first that has too little, in words.
  static func answer(_ found: [Found], keeping kept: Int) -> Answer {
    guard let short = found.first(where: { $0.free - $0.drop < kept }) else { return .enough }
    let drop = short.drop > 0 ? ", and the drop itself has \(Amount.bytes(short.drop))" : ""
    return .short(
      reason: """
        \(short.path) has \(Amount.bytes(short.free)) free; keep_free_gib in retort.yaml asks for \
        \(Amount.bytes(kept))\(drop)
          remedy: free some space on this file system, or lower keep_free_gib
        """)
  }
}
