/// Looks over the inbox and says what has been dropped.
public struct DropScan: Sendable {
  let inbox: Folder

  public init(_ inbox: Folder) { self.inbox = inbox }

  /// Names that may be drops, oldest first, then by name. Dot-files and `*.part` are unfinished by
  /// agreement, the answer folders are Retort's own.
  public func candidates() throws(SystemError) -> [FileName] {
    var found: [(name: FileName, changed: Int64)] = []
    for name in try inbox.names() {
      guard !name.isHidden, !name.hasSuffix(".part"), !InboxFolders.own.contains(name) else {
        continue
      }
      // Gone between listing and looking: not a drop any more.
      guard let facts = try inbox.facts(name) else { continue }
      found.append((name, facts.changed))
    }
    return found.sorted { ($0.changed, $0.name) < ($1.changed, $1.name) }.map(\.name)
  }
}
