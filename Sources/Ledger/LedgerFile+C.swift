import Glibc

/// The file `retort.sqlite` before SQLite sees it: what its first 100 bytes say, so that a file
/// which is not ours is never opened for writing. Layout: sqlite.org/fileformat2.html, section 1.3.
struct LedgerFile: Sendable, Hashable {
  static let name = "retort.sqlite"
  /// "Rtrt", the `application_id` of our ledgers.
  static let applicationIdentifier = 0x5274_7274

  enum Content: Sendable, Hashable {
    case missing
    case notSQLite
    case database(applicationIdentifier: Int, userVersion: Int)
  }

  let directory: String
  var path: String { "\(directory)/\(Self.name)" }

  func content() throws(LedgerError) -> Content {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    if descriptor < 0 && (errno == ENOENT || errno == ENOTDIR) { return .missing }
    guard descriptor >= 0 else {
      throw .database(path: path, message: ObjectFile.reason(errno))
    }
    defer { close(descriptor) }
    var header = [UInt8](repeating: 0, count: 100)
    let count = header.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
    guard count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
      return .notSQLite
    }
    func number(at offset: Int) -> Int {
      header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    return .database(applicationIdentifier: number(at: 68), userVersion: number(at: 60))
  }

  /// Whether a write-ahead log lies beside it that has something in it.
  var hasLog: Bool {
    var facts = stat()
    return stat("\(path)-wal", &facts) == 0 && facts.st_size > 0
  }

  /// Why opening it may have failed, where there is no connection yet to ask: `ENOSPC` or 0.
  var systemError: Int32 {
    var room = statvfs()
    guard statvfs(directory, &room) == 0 else { return 0 }
    // File systems that do not count files say that they have 0.
    return room.f_bavail == 0 || (room.f_files > 0 && room.f_favail == 0) ? ENOSPC : 0
  }

  /// For a file nobody writes: SQLite takes no locks and looks for no log.
  var immutableAddress: String {
    let escaped = path.utf8.map { byte in
      let isPlain =
        byte != UInt8(ascii: "%") && byte != UInt8(ascii: "?") && byte != UInt8(ascii: "#")
      return isPlain ? [byte] : Array("%\(String(byte, radix: 16))".utf8)
    }
    return "file:\(String(decoding: escaped.joined(), as: UTF8.self))?immutable=1"
  }

  /// Everything a writer writes, as far as it is there.
  /// - Throws: `LedgerError.readOnly` for the first that this process may not write.
  func checkWritable() throws(LedgerError) {
    let objects = "\(directory)/objects"
    for place in [directory, path, "\(path)-wal", "\(path)-shm", objects, "\(objects)/.incoming"] {
      guard faccessat(AT_FDCWD, place, W_OK, AT_EACCESS) != 0, errno != ENOENT else { continue }
      throw .readOnly(path: place, reason: ObjectFile.reason(errno))
    }
  }

  /// Puts a finished file in its place; never replaces one.
  func adopt(_ finished: String) throws(LedgerError) {
    guard link(finished, path) == 0 else {
      if errno == EEXIST { throw .exists(path: path) }
      throw .object(ObjectFile.refusal(errno, to: "link", path))
    }
    unlink(finished)
    do {
      try ObjectFile(folder: directory).synchronise()
    } catch {
      throw .object(error)
    }
  }

  /// Puts a finished database into the place of the one that is there, if one is. Nobody writes there,
  /// so what SQLite keeps beside it is empty, and must not be taken for the new one's.
  func replace(by finished: String) throws(LedgerError) {
    do throws(ObjectStoreError) {
      let folder = try ObjectFile(folder: directory)
      let name = String(finished.dropFirst(directory.utf8.count + 1))
      guard let file = try folder.read(name) else {
        throw .refused(call: "open", path: finished, reason: ObjectFile.reason(ENOENT))
      }
      try file.synchronise()
      for suffix in ["-wal", "-shm"] { try folder.remove("\(Self.name)\(suffix)") }
      try folder.move(name, to: folder, as: Self.name)
      try folder.synchronise()
    } catch {
      throw .object(error)
    }
  }

  /// Removes a file left by a creation that was interrupted.
  static func discard(_ path: String) { unlink(path) }

  /// Makes a folder; one that is there is fine.
  static func makeFolder(_ path: String) throws(LedgerError) {
    guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
      throw .object(ObjectFile.refusal(errno, to: "mkdir", path))
    }
  }
}
