import Glibc
import Ledger

/// A backup of a root: a folder that is a root itself, with the ledger and the settings of the other.
///
/// `inbox/` and `reports/` are made last and stay empty: a first backup that was interrupted is no
/// root. Reports are not copied, `retort report` writes each again.
public struct Backup {
  private static let settingsLimit = 1 << 20

  let root: Root
  let ledger: Ledger
  let path: String

  /// - Parameters:
  ///   - ledger: of the root; reading is enough.
  ///   - path: an earlier backup, an empty folder, or one that is to be made.
  public init(of root: Root, _ ledger: Ledger, to path: String) {
    self.root = root
    self.ledger = ledger
    self.path = path
  }

  /// - Parameter links: whether objects get a second name on the same file system instead of a copy.
  public func run(links: Bool) throws -> LedgerBackup.Summary {
    let folder = try place()
    let ledgerFolder = try folder.folderMadeIfAbsent(Root.ledgerName)
    let lock = try RootLock.take(ledgerAt: ledgerFolder.path, of: path)
    defer { withExtendedLifetime(lock) {} }
    let summary = try LedgerBackup(of: ledger, in: ledgerFolder.path).run(links: links)
    if let settings = try root.folder.contents(Root.settingsName, atMost: Self.settingsLimit) {
      try folder.write(settings, as: Root.settingsName)
    }
    for name in [Root.reportsName, Root.inboxName] { _ = try folder.folderMadeIfAbsent(name) }
    try folder.synchronise()
    return summary
  }

  /// The folder, looked at before anything is written.
  private func place() throws -> Folder {
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      throw SystemError(code: errno, action: "make the folder \(path)")
    }
    let folder = try Folder(path: path)
    guard try folder.descriptor.facts().identity != root.folder.descriptor.facts().identity else {
      throw BackupError.itself(path: path)
    }
    let names = try folder.names()
    if names.isEmpty { return folder }
    guard try folder.facts(Root.ledgerName)?.kind == .folder else {
      throw BackupError.foreign(path: path, found: "a folder with other things in it")
    }
    let held = try folder.folder(Root.ledgerName)
    let own = try Folder(path: root.ledgerPath).descriptor.facts().identity
    guard try held.descriptor.facts().identity != own else { throw BackupError.itself(path: path) }
    let known = try held.names().filter {
      $0.text != ".lock" && $0.text != LedgerBackup.unfinishedName
    }
    let isOurs =
      known.isEmpty ? names == [Root.ledgerName] : known.contains(FileName(own: "objects"))
    guard isOurs else {
      throw BackupError.foreign(path: path, found: "a folder 'ledger' with other things in it")
    }
    return folder
  }
}
