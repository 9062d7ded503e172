import CSystem
import Glibc

/// An open file; closed when its last owner lets go.
public final class Descriptor: Sendable {
  public let number: Int32
  /// For messages.
  public let path: String

  init(_ number: Int32, path: String) {
    self.number = number
    self.path = path
  }

  deinit { close(number) }

  public func facts() throws(SystemError) -> FileFacts {
    var found = retort_file_facts()
    guard retort_facts(number, &found) == 0 else { throw .last("look at \(path)") }
    return FileFacts(found)
  }

  /// The next bytes; empty at the end of the file.
  public func read(atMost count: Int) throws(SystemError) -> [UInt8] {
    while true {
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        let found = Glibc.read(number, buffer.baseAddress, count)
        failure = found < 0 ? errno : 0
        filled = max(0, found)
      }
      if failure == 0 { return bytes }
      if failure != EINTR { throw SystemError(code: failure, action: "read \(path)") }
    }
  }

  /// Bytes that are there now; `nil` where none are yet, empty at the end. For pipes that do not wait.
  func readAvailable(atMost count: Int) throws(SystemError) -> [UInt8]? {
    do { return try read(atMost: count) } catch {
      if error.code == EAGAIN { return nil }
      throw error
    }
  }

  public func write(_ bytes: [UInt8]) throws(SystemError) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { buffer -> Int in
        Glibc.write(number, buffer.baseAddress?.advanced(by: offset), bytes.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw .last("write \(path)")
      }
      offset += written
    }
  }

  /// On disk, not only on its way there.
  public func synchronise() throws(SystemError) {
    guard fsync(number) == 0 else { throw .last("flush \(path) to disk") }
  }

  public func rewind() throws(SystemError) {
    guard lseek(number, 0, SEEK_SET) == 0 else { throw .last("go back to the start of \(path)") }
  }

  func doNotWait() throws(SystemError) {
    let flags = fcntl(number, F_GETFL)
    guard flags >= 0, fcntl(number, F_SETFL, flags | O_NONBLOCK) == 0 else {
      throw .last("set up \(path)")
    }
  }

  /// Free bytes of the file system it lies on, for users other than root.
  public func freeBytes() throws(SystemError) -> Int {
    let free = retort_free_bytes(number)
    guard free >= 0 else { throw .last("ask for the free space at \(path)") }
    return Int(free)
  }

  /// A regular file a person named, open for reading. Links on the way are the person's own.
  public static func reading(_ path: String) throws(SystemError) -> Descriptor {
    let number = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { throw .last("open \(path)") }
    let file = Descriptor(number, path: path)
    guard try file.facts().kind == .regular else {
      throw SystemError(code: EINVAL, action: "read \(path), which is no regular file")
    }
    return file
  }

  /// A file an operator named, made if absent, for lines at its end. Links on the way are the
  /// operator's own; a FIFO nobody reads is not waited for.
  public static func appending(to path: String) throws(SystemError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let number = open(path, flags, 0o640)
    guard number >= 0 else { throw .last("open \(path)") }
    return Descriptor(number, path: path)
  }

  /// Standard input, for children whose input it is.
  public static func standardInput() -> Descriptor { Descriptor(dup(0), path: "standard input") }

  public static func standardError() -> Descriptor { Descriptor(dup(2), path: "standard error") }

  /// A file in memory, read from its start: the standard input of a child.
  static func inMemory(_ bytes: [UInt8], as path: String) throws(SystemError) -> Descriptor {
    let number = bytes.withUnsafeBytes { retort_memory_file($0.baseAddress, $0.count) }
    guard number >= 0 else { throw .last("keep \(path) in memory") }
    return Descriptor(number, path: path)
  }

  /// Both ends of a pipe: what is written into the second is read from the first.
  static func pipe(_ path: String) throws(SystemError) -> (reading: Descriptor, writing: Descriptor)
  {
    var ends: [Int32] = [-1, -1]
    let failure = ends.withUnsafeMutableBufferPointer { retort_pipe($0.baseAddress) }
    guard failure == 0 else { throw SystemError(code: failure, action: "make a pipe for \(path)") }
    return (Descriptor(ends[0], path: path), Descriptor(ends[1], path: path))
  }
}

extension FileFacts {
  init(_ found: retort_file_facts) {
    let kind: Kind =
      switch found.kind & UInt32(S_IFMT) {
      case UInt32(S_IFREG): .regular
      case UInt32(S_IFDIR): .folder
      case UInt32(S_IFLNK): .link
      case UInt32(S_IFIFO): .pipe
      case UInt32(S_IFSOCK): .socket
      default: .device
      }
    self.init(
      kind: kind, permissions: found.permissions,
      identity: FileIdentity(device: found.device, inode: found.inode), bytes: Int(found.bytes),
      modified: found.modified, changed: found.changed)
  }
}
