import CSystem
internal import Digests
import Glibc

/// An open file or folder, closed with its owner. The only place of the module that calls the
/// operating system on descriptors; every open refuses links.
struct ObjectFile: ~Copyable, Sendable {
  let descriptor: Int32
  /// For messages.
  let path: String

  /// Opens a folder that must exist and must not be a link.
  init(folder path: String) throws(ObjectStoreError) {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .noStore(path: path, reason: Self.reason(errno))
    }
    self.descriptor = descriptor
    self.path = path
  }

  /// Opens a folder inside this one.
  func folder(_ name: String) throws(ObjectStoreError) -> ObjectFile {
    let path = "\(path)/\(name)"
    let opened = openat(descriptor, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard opened >= 0 else { throw .noStore(path: path, reason: Self.reason(errno)) }
    return ObjectFile(descriptor: opened, path: path)
  }

  /// Makes a folder inside this one; one that is there is fine.
  func makeFolder(_ name: String) throws(ObjectStoreError) {
    guard mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST else {
      throw Self.refusal(errno, to: "mkdir", "\(path)/\(name)")
    }
  }

  /// - Returns: the open file, or `nil` where the name is free.
  func read(_ name: String) throws(ObjectStoreError) -> ObjectFile? {
    let opened = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if opened < 0 && errno == ENOENT { return nil }
    guard opened >= 0 else {
      throw Self.refusal(errno, to: "open", "\(path)/\(name)")
    }
    return ObjectFile(descriptor: opened, path: "\(path)/\(name)")
  }

  /// - Returns: a new empty file, or `nil` where the name is taken.
  func create(_ name: String) throws(ObjectStoreError) -> ObjectFile? {
    let opened = openat(
      descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if opened < 0 && errno == EEXIST { return nil }
    guard opened >= 0 else {
      throw Self.refusal(errno, to: "create", "\(path)/\(name)")
    }
    return ObjectFile(descriptor: opened, path: "\(path)/\(name)")
  }

  /// Size in bytes.
  /// - Throws: when this is not a regular file.
  func size() throws(ObjectStoreError) -> Int {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      throw Self.refusal(errno, to: "fstat", path)
    }
    guard facts.st_mode & S_IFMT == S_IFREG else {
      throw .refused(call: "open", path: path, reason: "not a regular file")
    }
    return Int(facts.st_size)
  }

  func readAll() throws(ObjectStoreError) -> [UInt8] {
    let size = try size()
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let found = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if found < 0 && errno == EINTR { continue }
        if found < 0 { failure = errno }
        if found <= 0 { break }
        count += found
      }
    }
    guard failure == 0 else {
      throw Self.refusal(failure, to: "read", path)
    }
    return bytes
  }

  /// The digest of everything from here on.
  func digest() throws(ObjectStoreError) -> Digest {
    var hasher = DigestHasher()
    try forEachPiece { piece throws(ObjectStoreError) in hasher.update(piece) }
    return hasher.finish()
  }

  /// Hands over everything from here on, piece by piece.
  func forEachPiece(
    _ body: (UnsafeRawBufferPointer) throws(ObjectStoreError) -> Void
  ) throws(ObjectStoreError) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Self.refusal(errno, to: "read", path) }
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: buffer[0..<count]))
    }
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ObjectStoreError) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw Self.refusal(errno, to: "write", path)
      }
      written += count
    }
  }

  func synchronise() throws(ObjectStoreError) {
    guard fsync(descriptor) == 0 else {
      throw Self.refusal(errno, to: "fsync", path)
    }
  }

  /// Sends what was written on its way to the disk, without waiting for it. ``synchronise()`` waits.
  func startWriting() { retort_start_writing(descriptor) }

  /// From now on nobody writes, everybody may read.
  func makeReadOnly() throws(ObjectStoreError) {
    guard fchmod(descriptor, 0o444) == 0 else {
      throw Self.refusal(errno, to: "fchmod", path)
    }
  }

  /// Moves a name of this folder into another.
  func move(_ name: String, to folder: borrowing ObjectFile, as newName: String)
    throws(ObjectStoreError)
  {
    guard renameat(descriptor, name, folder.descriptor, newName) == 0 else {
      throw Self.refusal(errno, to: "rename", "\(path)/\(name)")
    }
  }

  /// Gives a file of this folder a second name in another; one that is taken is fine.
  func link(_ name: String, to folder: borrowing ObjectFile) throws(ObjectStoreError) {
    guard linkat(descriptor, name, folder.descriptor, name, 0) == 0 || errno == EEXIST else {
      throw Self.refusal(errno, to: "link", "\(folder.path)/\(name)")
    }
  }

  /// Removes a name of this folder; one that is gone is fine.
  /// - Returns: whether it was there.
  @discardableResult
  func remove(_ name: String) throws(ObjectStoreError) -> Bool {
    if unlinkat(descriptor, name, 0) == 0 { return true }
    guard errno == ENOENT else { throw Self.refusal(errno, to: "unlink", "\(path)/\(name)") }
    return false
  }

  /// The names in this folder, one after the other.
  func names() throws(ObjectStoreError) -> ObjectNames {
    try ObjectNames(of: self)
  }

  /// Why a call failed: for want of room, or otherwise.
  static func refusal(_ number: Int32, to call: String, _ path: String) -> ObjectStoreError {
    number == ENOSPC || number == EDQUOT
      ? .full(path: path) : .refused(call: call, path: path, reason: reason(number))
  }

  static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }
}
