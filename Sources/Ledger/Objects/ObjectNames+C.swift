import Glibc

/// The names in a folder in no order, read a few at a time: a store of a million objects is walked
/// in little memory. Names that are removed on the way are no trouble.
struct ObjectNames: ~Copyable {
  private let stream: OpaquePointer
  private let path: String

  init(of folder: borrowing ObjectFile) throws(ObjectStoreError) {
    let copy = openat(folder.descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0 else { throw ObjectFile.refusal(errno, to: "open", folder.path) }
    guard let stream = fdopendir(copy) else {
      let number = errno
      close(copy)
      throw ObjectFile.refusal(number, to: "readdir", folder.path)
    }
    self.stream = stream
    path = folder.path
  }

  /// - Returns: the next name, never `.` nor `..`; `nil` after the last.
  mutating func next() throws(ObjectStoreError) -> String? {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw ObjectFile.refusal(errno, to: "readdir", path) }
        return nil
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { return name }
    }
  }

  deinit { closedir(stream) }
}
