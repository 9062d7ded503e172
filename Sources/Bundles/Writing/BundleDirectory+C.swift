import CArchive
import Glibc

/// The regular files below a directory, by their names in a bundle.
///
/// Every component is opened beneath the one before without following links, so what is read is what
/// lies in the directory. Names that start with a dot are left out, and listed in `skipped`; links,
/// devices and names no archive may hold are refused.
public final class BundleDirectory: Sendable {
  /// Sorted by their bytes.
  public let names: [String]
  /// Hidden files and folders that were left out.
  public let skipped: [String]
  private let root: Int32

  public convenience init(
    path: String, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveError) {
    let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ArchiveError(
        .system, found: "'\(EscapedName.of(path))' cannot be opened: \(SystemMessage.last)",
        expected: "a directory with \(BundleNames.specification) and data files in it")
    }
    try self.init(owning: descriptor, limits: limits)
  }

  /// Takes over `descriptor`, a directory open for reading.
  public init(
    owning descriptor: Int32, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveError) {
    root = descriptor
    var walk = DirectoryWalk(limits: limits)
    do throws(ArchiveError) {
      try walk.list(descriptor, below: "")
    } catch {
      close(descriptor)
      throw error
    }
    names = walk.names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    skipped = walk.skipped.sorted()
  }

  deinit { close(root) }

  /// Opens a file for reading; the caller closes the descriptor.
  public func open(_ name: String) throws(ArchiveError) -> Int32 {
    var folder = root
    defer { if folder != root { close(folder) } }
    // Names that `list` would not take either, such as one with a '/' hidden in a character.
    guard let checked = try MemberName(Array(name.utf8)) else {
      throw Self.refused(name, "the name means the directory itself")
    }
    let components = checked.components
    for component in components.dropLast() {
      let next = openat(
        folder, String(component), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard next >= 0 else { throw Self.refused(name, SystemMessage.last) }
      if folder != root { close(folder) }
      folder = next
    }
    let last = String(components.last ?? "")
    let file = openat(folder, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { throw Self.refused(name, SystemMessage.last) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(file)
      throw Self.refused(name, "no regular file")
    }
    return file
  }

  private static func refused(_ name: String, _ reason: String) -> ArchiveError {
    ArchiveError(.system, member: EscapedName.of(name), found: "it cannot be opened: \(reason)")
  }
}

/// Lists a directory and what is below it.
private struct DirectoryWalk {
  let limits: ArchiveLimits
  var names: [String] = []
  var skipped: [String] = []
  private var register = NameRegister()

  init(limits: ArchiveLimits) { self.limits = limits }

  mutating func list(_ folder: Int32, below prefix: String) throws(ArchiveError) {
    for entry in try Self.entries(of: folder) {
      let shown = EscapedName.of(Array(prefix.utf8) + entry)
      if entry.first == UInt8(ascii: ".") {
        skipped.append(shown)
        continue
      }
      guard let name = try MemberName(Array(prefix.utf8) + entry, limits: limits) else { continue }
      let component = String(decoding: entry, as: UTF8.self)
      var status = stat()
      guard fstatat(folder, component, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
        throw ArchiveError(
          .system, member: shown, found: "it cannot be looked at: \(SystemMessage.last)")
      }
      switch status.st_mode & S_IFMT {
      case S_IFREG:
        try register.insert(file: name)
        names.append(name.text)
        guard names.count <= limits.members else {
          throw ArchiveError(
            .limit, found: "the directory has more than \(limits.members) files",
            expected: "at most \(limits.members)",
            remedy: "store many small arrays in one .npz or .csv")
        }
      case S_IFDIR:
        try register.insert(folder: name)
        let next = openat(folder, component, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard next >= 0 else {
          throw ArchiveError(
            .system, member: shown, found: "it cannot be opened: \(SystemMessage.last)")
        }
        defer { close(next) }
        try list(next, below: name.text + "/")
      default:
        throw ArchiveError(
          .memberType, member: shown,
          found: status.st_mode & S_IFMT == S_IFLNK ? "a symbolic link" : "no regular file",
          expected: "regular files and folders only", remedy: "put the file itself here")
      }
    }
  }

  /// The names in a directory, without `.` and `..`, sorted by their bytes.
  private static func entries(of folder: Int32) throws(ArchiveError) -> [[UInt8]] {
    // fdopendir owns what it is given.
    let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      if copy >= 0 { close(copy) }
      throw ArchiveError(
        .system, found: "the directory cannot be listed: \(SystemMessage.last)")
    }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }
}
