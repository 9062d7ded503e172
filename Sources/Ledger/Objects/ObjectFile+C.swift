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
      throw .refused(call: "mkdir", path: "\(path)/\(name)", reason: Self.reason(errno))
    }
  }

  /// - Returns: the open file, or `nil` where the name is free.
  func read(_ name: String) throws(ObjectStoreError) -> ObjectFile? {
    let opened = openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if opened < 0 && errno == ENOENT { return nil }
    guard opened >= 0 else {
      throw .refused(call: "open", path: "\(path)/\(name)", reason: Self.reason(errno))
    }
    return ObjectFile(descriptor: opened, path: "\(path)/\(name)")
  }

  /// - Returns: a new empty file, or `nil` where the name is taken.
  func create(_ name: String) throws(ObjectStoreError) -> ObjectFile? {
    let opened = openat(
      descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if opened < 0 && errno == EEXIST { return nil }
    guard opened >= 0 else {
      throw .refused(call: "create", path: "\(path)/\(name)", reason: Self.reason(errno))
    }
    return ObjectFile(descriptor: opened, path: "\(path)/\(name)")
  }

  /// Size in bytes.
  /// - Throws: when this is not a regular file.
  func size() throws(ObjectStoreError) -> Int {
    var facts = stat()
    guard fstat(descriptor, &facts) == 0 else {
      throw .refused(call: "fstat", path: path, reason: Self.reason(errno))
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
      throw .refused(call: "read", path: path, reason: Self.reason(failure))
    }
    return bytes
  }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ObjectStoreError) {
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        throw .refused(call: "write", path: path, reason: Self.reason(errno))
      }
      written += count
    }
  }

  func synchronise() throws(ObjectStoreError) {
    guard fsync(descriptor) == 0 else {
      throw .refused(call: "fsync", path: path, reason: Self.reason(errno))
    }
  }

  /// From now on nobody writes, everybody may read.
  func makeReadOnly() throws(ObjectStoreError) {
    guard fchmod(descriptor, 0o444) == 0 else {
      throw .refused(call: "fchmod", path: path, reason: Self.reason(errno))
    }
  }

  /// Moves a name of this folder into another.
  func move(_ name: String, to folder: borrowing ObjectFile, as newName: String)
    throws(ObjectStoreError)
  {
    guard renameat(descriptor, name, folder.descriptor, newName) == 0 else {
      throw .refused(call: "rename", path: "\(path)/\(name)", reason: Self.reason(errno))
    }
  }

  /// Removes a name of this folder; one that is gone is fine.
  func remove(_ name: String) {
    unlinkat(descriptor, name, 0)
  }

  /// Names in this folder, sorted, without `.` and `..`.
  func names() throws(ObjectStoreError) -> [String] {
    let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else {
      throw .refused(call: "readdir", path: path, reason: Self.reason(errno))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func reason(_ number: Int32) -> String { String(cString: strerror(number)) }

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }
}
