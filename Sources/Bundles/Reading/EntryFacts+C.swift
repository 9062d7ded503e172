import CArchive
import Glibc

/// What an archive says about a member beside its content.
enum EntryFacts {
  static func name(_ entry: OpaquePointer) -> [UInt8] {
    guard let name = archive_entry_pathname(entry) else { return [] }
    return Array(
      UnsafeBufferPointer(start: name, count: strlen(name)).lazy.map(UInt8.init(bitPattern:)))
  }

  /// Throws for everything but plain regular files and folders.
  static func refuseSpecial(_ entry: OpaquePointer, shown: String) throws(ArchiveError) {
    func refuse(_ found: String, remedy: String = "leave it out of the bundle") -> ArchiveError {
      ArchiveError(
        .memberType, member: shown, found: found, expected: "regular files and folders only",
        remedy: remedy)
    }
    if let target = archive_entry_hardlink(entry) {
      throw refuse(
        "a hard link to '\(EscapedName.of(String(cString: target)))'",
        remedy: "pack the file itself (GNU tar: --hard-dereference)")
    }
    switch archive_entry_filetype(entry) {
    case S_IFREG, S_IFDIR: break
    case S_IFLNK:
      let target = archive_entry_symlink(entry).map { String(cString: $0) } ?? ""
      throw refuse(
        "a symbolic link to '\(EscapedName.of(target))'",
        remedy: "pack the file itself (GNU tar: --dereference)")
    case S_IFCHR: throw refuse("a character device")
    case S_IFBLK: throw refuse("a block device")
    case S_IFIFO: throw refuse("a FIFO")
    case S_IFSOCK: throw refuse("a socket")
    default: throw refuse("of an unknown type")
    }
    if archive_entry_is_encrypted(entry) != 0 {
      throw refuse("it is encrypted", remedy: "pack it without a password")
    }
    if archive_entry_sparse_count(entry) > 0 { throw sparse(shown) }
  }

  static func sparse(_ shown: String?) -> ArchiveError {
    ArchiveError(
      .memberType, member: shown, found: "a sparse file", expected: "files stored whole",
      remedy: "pack it without --sparse")
  }

  /// Of a zip's member: stored or deflated. Others let a few bytes ask for gigabytes of memory (the
  /// dictionary of LZMA), and hardly any program writes them.
  static func refuseCompression(
    of entry: OpaquePointer, in archive: OpaquePointer
  ) throws(ArchiveError) {
    // As libarchive has it: `ZIP 2.0 (deflation)`.
    let format = archive_format_name(archive).map { String(cString: $0) } ?? ""
    guard let start = format.firstIndex(of: "("), let end = format.lastIndex(of: ")") else {
      return
    }
    let method = format[format.index(after: start)..<end]
    guard method != "deflation", method != "uncompressed" else { return }
    throw ArchiveError(
      .memberType, member: EscapedName.of(name(entry)), found: "it is compressed as '\(method)'",
      expected: "members of a zip stored or deflated",
      remedy: "pack it with 'retort pack DIRECTORY', or with the zip's default method")
  }
}
