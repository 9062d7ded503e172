import Glibc

/// A drop that has been taken out of the inbox and is nobody else's any more:
/// `inbox/.claimed/<unique>/NAME`. A second drop of the same name is a second drop.
///
/// The folder of its own keeps the name exactly as it was, whatever bytes it has and however long it
/// is, so that a claim left behind by a crash still knows what it is called.
public struct Claim: Sendable {
  public enum Content: Sendable {
    /// A regular file, open for reading.
    case file(Descriptor, FileFacts)
    /// Not to be opened: a link, a FIFO, a folder, a socket, a device.
    case refused(FileFacts.Kind)
    /// A regular file Retort may not read.
    case unreadable(SystemError)
  }

  /// Unique for ever; names the claim in the ledger.
  public let identifier: String
  /// Name it was dropped under.
  public let name: FileName
  public let content: Content
  /// Its own folder.
  public let folder: Folder
  let claimed: Folder
  let cross: CrossingGuard

  /// What became of the wish to claim a name.
  public enum Attempt: Sendable {
    case claimed(Claim)
    /// Left where it is: still being written, or not quiet for long enough.
    case unfinished(Completeness)
    /// It vanished meanwhile.
    case gone
  }

  /// Takes a drop: open, look, rename, look again whether it is still the same file.
  ///
  /// - Parameter isQuiet: whether the caller has seen it unchanged for long enough, whatever the clock
  ///   says of its times.
  public static func take(
    _ name: FileName, from folders: InboxFolders, isQuiet: Bool = false,
    cross: @escaping CrossingGuard = { _ in }
  ) throws(SystemError) -> Attempt {
    guard let content = try look(at: name, in: folders.inbox) else { return .gone }
    if case .file(let file, _) = content {
      let completeness = try Completeness.of(file)
      switch completeness {
      case .complete: break
      case .quietIn where isQuiet: break
      default: return .unfinished(completeness)
      }
    }

    let identifier = UniqueName.make()
    let own = FileName(own: identifier)
    try folders.claimed.makeFolder(own, permissions: 0o700)
    let folder = try folders.claimed.folder(own)
    cross(.claimFolderMade)
    do {
      try folders.inbox.move(name, to: folder, as: name)
    } catch {
      try folders.claimed.removeFolder(own)
      if error.code == ENOENT { return .gone }
      throw error
    }
    cross(.claimed)

    let claim = Claim(
      identifier: identifier, name: name, content: content, folder: folder,
      claimed: folders.claimed, cross: cross)
    guard case .file(_, let facts) = content else { return .claimed(claim) }
    if try folder.facts(name)?.identity == facts.identity { return .claimed(claim) }
    return try claim.retaken(from: folders)
  }

  /// Something else was renamed into the name between the look and the claim: what was claimed is
  /// that. It counts if it is complete; else it goes back.
  private func retaken(from folders: InboxFolders) throws(SystemError) -> Attempt {
    guard let content = try Self.look(at: name, in: folder) else {
      try claimed.removeFolder(FileName(own: identifier))
      return .gone
    }
    if case .file(let file, _) = content {
      let completeness = try Completeness.of(file)
      if completeness != .complete {
        try giveBack(to: folders.inbox)
        return .unfinished(completeness)
      }
    }
    return .claimed(
      Claim(
        identifier: identifier, name: name, content: content, folder: folder, claimed: claimed,
        cross: cross))
  }

  /// Claims a crash has left behind, oldest first.
  public static func leftOver(
    in folders: InboxFolders, cross: @escaping CrossingGuard = { _ in }
  ) throws(SystemError) -> [Claim] {
    var claims: [Claim] = []
    for own in try folders.claimed.names() where !own.isHidden {
      guard try folders.claimed.facts(own)?.kind == .folder else { continue }
      let folder = try folders.claimed.folder(own)
      guard let name = try folder.names().first, let content = try look(at: name, in: folder) else {
        // The crash came between making the folder and the rename, or after the removal.
        try folders.claimed.removeFolder(own)
        continue
      }
      claims.append(
        Claim(
          identifier: own.text, name: name, content: content, folder: folder,
          claimed: folders.claimed, cross: cross))
    }
    return claims
  }

  /// Removes the claim: its content is stored, or is answered elsewhere.
  public func discard() throws(SystemError) {
    try folder.removeWhole(name)
    cross(.claimEmptied)
    try claimed.removeFolder(FileName(own: identifier))
    cross(.claimDiscarded)
  }

  /// Whether what was claimed is still there: nobody but Retort should take it away.
  var isThere: Bool {
    get throws(SystemError) { try folder.facts(name) != nil }
  }

  /// Moves what was dropped into an answer folder, as it is. Nothing to move is no error.
  func move(to answers: Folder, as newName: FileName) throws(SystemError) {
    if try isThere { try folder.move(name, to: answers, as: newName) }
    try answers.synchronise()
    cross(.dropRejected)
    try claimed.removeFolder(FileName(own: identifier))
  }

  /// Puts the drop back where it was; beside a newer drop of the same name where there is one.
  func giveBack(to inbox: Folder) throws(SystemError) {
    do {
      if try isThere { try folder.move(name, to: inbox, as: name) }
    } catch {
      guard error.code == EEXIST else { throw error }
      let other = AnswerName(name.text).beside(identifier)
      try folder.move(name, to: inbox, as: other)
    }
    cross(.givenBack)
    try claimed.removeFolder(FileName(own: identifier))
  }

  private static func look(
    at name: FileName, in folder: Folder
  ) throws(SystemError) -> Content? {
    guard let facts = try folder.facts(name) else { return nil }
    guard facts.kind == .regular else { return .refused(facts.kind) }
    do {
      let file = try folder.open(name)
      let opened = try file.facts()
      guard opened.kind == .regular else { return .refused(opened.kind) }
      return .file(file, opened)
    } catch {
      switch error.code {
      case ENOENT: return nil
      case ELOOP: return .refused(.link)
      case EACCES, EPERM: return .unreadable(error)
      default: throw error
      }
    }
  }
}
