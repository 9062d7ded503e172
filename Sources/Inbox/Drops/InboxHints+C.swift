import Glibc

/// Tells when something in a folder has changed (inotify). Only a hint: what has changed is for a scan
/// to find out, and a scan every now and then finds what no hint told of.
final class InboxHints: Sendable {
  /// Readable when there is a hint.
  let descriptor: Descriptor

  /// - Throws: where the system has no more watches or does not know any.
  init(_ folder: Folder) throws(SystemError) {
    let number = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard number >= 0 else { throw .last("watch \(folder.path)") }
    descriptor = Descriptor(number, path: "the watch on \(folder.path)")
    let changes =
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
      | IN_MOVE_SELF
    // The descriptor's own path: whatever has the folder's name by now, this is the one that is held.
    let path = "/proc/self/fd/\(folder.descriptor.number)"
    guard inotify_add_watch(number, path, UInt32(changes)) >= 0 else {
      throw .last("watch \(folder.path)")
    }
  }

  /// Takes all hints there are.
  /// - Returns: whether the system had to drop some, which a scan makes good.
  func clear() -> Bool {
    var hasOverflowed = false
    while let bytes = try? descriptor.readAvailable(atMost: 1 << 16), !bytes.isEmpty {
      hasOverflowed = hasOverflowed || Self.isOverflow(bytes)
    }
    return hasOverflowed
  }

  /// Whether one of the records says that the queue was full.
  static func isOverflow(_ records: [UInt8]) -> Bool {
    let header = MemoryLayout<inotify_event>.size
    return records.withUnsafeBytes { buffer in
      var offset = 0
      while offset + header <= buffer.count {
        let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return true }
        offset += header + Int(event.len)
      }
      return false
    }
  }
}
