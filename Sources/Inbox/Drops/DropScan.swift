/// Looks over the inbox and says what has been dropped.
public struct DropScan: Sendable {
  let inbox: Folder

  public init(_ inbox: Folder) { self.inbox = inbox }

  /// What lies in the inbox.
  struct Contents: Sendable {
    /// Names that may be drops, oldest first, then by name.
    var drops: [Found] = []
    /// Control files that ask for a job to be cancelled.
    var cancels: [CancelRequest] = []
  }

  struct Found: Sendable, Hashable {
    var name: FileName
    var facts: FileFacts
  }

  /// Dot-files and `*.part` are unfinished by agreement, the answer folders are Retort's own.
  func contents() throws(SystemError) -> Contents {
    var contents = Contents()
    for name in try inbox.names() {
      guard !name.isHidden, !name.hasSuffix(".part"), !InboxFolders.own.contains(name) else {
        continue
      }
      // Gone between listing and looking: not a drop any more.
      guard let facts = try inbox.facts(name) else { continue }
      let isRegular = facts.kind == .regular
      if isRegular, name == Self.hold { continue }
      if isRegular, let request = CancelRequest(name) {
        contents.cancels.append(request)
      } else {
        contents.drops.append(Found(name: name, facts: facts))
      }
    }
    contents.drops.sort { ($0.facts.changed, $0.name) < ($1.facts.changed, $1.name) }
    return contents
  }

  /// Names that may be drops, oldest first, then by name.
  public func candidates() throws(SystemError) -> [FileName] { try contents().drops.map(\.name) }

  /// While a file of this name lies in the inbox, no job is started.
  static let hold = FileName(own: "hold")

  /// Whether the operator holds the queue.
  public func isHeld() throws(SystemError) -> Bool {
    try inbox.facts(Self.hold)?.kind == .regular
  }
}
