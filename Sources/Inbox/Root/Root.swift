import Glibc

/// A place where Retort works: `inbox/`, `ledger/` and `reports/` in one directory.
///
///     retort.yaml                    the operator's settings; may be absent
///     inbox/                         where bundles are dropped
///       done/ failed/ rejected/      the answers
///       .claimed/                    drops being taken in, each in a folder of its own
///     ledger/                        retort.sqlite and objects/
///     reports/                       one folder a completed job, and index.md
///
/// A clone of Retort's repository is a root too: the three folders are there, the rest is made by the
/// first command that works in it. A root itself is made by `Root.create` alone, never by accident.
public struct Root: Sendable {
  public let folder: Folder
  public let inbox: Folder
  public let reports: Folder
  /// Path of the folder of the ledger.
  public let ledgerPath: String

  public var path: String { folder.path }

  static let inboxName = FileName(own: "inbox")
  static let ledgerName = FileName(own: "ledger")
  static let reportsName = FileName(own: "reports")
  public static let settingsName = FileName(own: "retort.yaml")

  /// A root that is there.
  public init(path: String) throws(RootError) {
    let folder: Folder
    do {
      folder = try Folder(path: path)
    } catch {
      switch error.code {
      case ENOENT: throw .notADirectory(path: path)
      case ENOTDIR: throw .file(path: path)
      default: throw .system(error)
      }
    }
    var missing: [String] = []
    for name in [Self.inboxName, Self.ledgerName, Self.reportsName] {
      let facts = try RootError.asking { () throws(SystemError) in try folder.facts(name) }
      // A ledger or reports on another disk may be reached through the operator's own links.
      let mayBeLink = name != Self.inboxName
      if facts?.kind != .folder && !(mayBeLink && facts?.kind == .link) {
        missing.append("\(name.text)/")
      }
    }
    guard missing.isEmpty else { throw .notARoot(path: path, missing: missing) }
    self.folder = folder
    ledgerPath = "\(path)/\(Self.ledgerName.text)"
    do {
      inbox = try folder.folder(Self.inboxName)
      reports = try Folder(path: "\(path)/\(Self.reportsName.text)")
    } catch {
      throw .system(error)
    }
  }

  /// - Throws: where the inbox that is worked in does not lie in its place any more.
  func checkStillThere() throws(RootError) {
    let facts = try RootError.asking { () throws(SystemError) in
      (there: try folder.facts(Self.inboxName), held: try inbox.descriptor.facts())
    }
    guard facts.there?.identity == facts.held.identity else {
      throw .notARoot(path: path, missing: ["\(Self.inboxName.text)/"])
    }
  }

  /// Makes a root in an empty or absent directory, or completes one.
  /// - Returns: whether anything had to be made.
  @discardableResult
  public static func create(at path: String) throws(RootError) -> (root: Root, isNew: Bool) {
    if mkdir(path, 0o777) != 0 && errno != EEXIST {
      throw .system(.last("make the directory \(path)"))
    }
    let folder: Folder
    do { folder = try Folder(path: path) } catch {
      throw error.code == ENOTDIR ? .file(path: path) : .system(error)
    }
    let names = [inboxName, ledgerName, reportsName]
    let isNew = try RootError.asking { () throws(SystemError) in
      var isNew = false
      for name in names where try folder.facts(name) == nil {
        try folder.makeFolder(name)
        isNew = true
      }
      return isNew
    }
    let root = try Root(path: path)
    _ = try InboxFolders(root)
    return (root, isNew)
  }
}

/// The folders inside `inbox/`, held open by whoever works the inbox; made where they are missing.
public struct InboxFolders: Sendable {
  public let inbox: Folder
  public let claimed: Folder
  public let done: Folder
  public let failed: Folder
  public let rejected: Folder

  public init(_ root: Root) throws(RootError) {
    inbox = root.inbox
    do {
      // A dropper owns what is claimed still; nobody but the daemon may reach it there.
      claimed = try inbox.folderMadeIfAbsent(FileName(own: ".claimed"), permissions: 0o700)
      done = try inbox.folderMadeIfAbsent(FileName(own: "done"), permissions: 0o755)
      failed = try inbox.folderMadeIfAbsent(FileName(own: "failed"), permissions: 0o755)
      rejected = try inbox.folderMadeIfAbsent(FileName(own: "rejected"), permissions: 0o755)
    } catch {
      throw .system(error)
    }
  }

  /// Names in `inbox/` that are Retort's own and never a drop.
  static let own: Set<FileName> = [
    FileName(own: "done"), FileName(own: "failed"), FileName(own: "rejected"),
  ]
}
