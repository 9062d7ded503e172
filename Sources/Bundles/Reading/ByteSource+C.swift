import CArchive
import Glibc

/// The bytes of an archive: a regular file read at positions (its own offset is left alone), or
/// memory. libarchive pulls from it through callbacks.
final class ByteSource {
  private enum Origin {
    case descriptor(Int32)
    case memory(UnsafeRawBufferPointer)
  }

  /// In bytes.
  let count: Int
  /// Bytes handed out so far, the furthest position reached.
  private(set) var furthest = 0
  /// Whether libarchive has asked for more than there is.
  private(set) var hasEnded = false
  /// Why a read failed; libarchive only learns that it did.
  private(set) var failure: ArchiveError?
  private let origin: Origin
  private let buffer: UnsafeMutableRawBufferPointer
  private var position = 0

  init(descriptor: Int32) throws(ArchiveError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ArchiveError(.system, found: "the archive cannot be read: \(SystemMessage.last)")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ArchiveError(
        .notAnArchive, found: "not an archive: it is no regular file",
        expected: ArchiveFormat.accepted)
    }
    origin = .descriptor(descriptor)
    count = Int(status.st_size)
    buffer = .allocate(byteCount: 1 << 17, alignment: 64)
  }

  /// - Parameter memory: must outlive the source.
  init(memory: UnsafeRawBufferPointer) {
    origin = .memory(memory)
    count = memory.count
    buffer = .allocate(byteCount: 1 << 17, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// Bytes from a place on, fewer where the source ends; without moving. What was handed out last is
  /// not valid any more.
  func bytes(at start: Int, count wanted: Int) throws(ArchiveError) -> [UInt8] {
    var bytes: [UInt8] = []
    let (before, far) = (position, furthest)
    position = start
    defer { (position, furthest) = (before, far) }
    while bytes.count < wanted {
      guard let piece = next() else {
        throw ArchiveError(.system, found: "the archive cannot be read: \(SystemMessage.last)")
      }
      if piece.isEmpty { break }
      bytes.append(contentsOf: piece.prefix(wanted - bytes.count))
    }
    return bytes
  }

  /// The next bytes, empty at the end, `nil` if the system refused.
  private func next() -> UnsafeRawBufferPointer? {
    defer { furthest = max(furthest, position) }
    switch origin {
    case .memory(let memory):
      let end = min(position + buffer.count, memory.count)
      defer { position = end }
      return UnsafeRawBufferPointer(rebasing: memory[position..<end])
    case .descriptor(let descriptor):
      while true {
        let read = pread(descriptor, buffer.baseAddress, buffer.count, off_t(position))
        if read < 0 && errno == EINTR { continue }
        guard read >= 0 else { return nil }
        position += read
        return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[0..<read])
      }
    }
  }

  /// Makes `archive` read from this source, which must outlive it.
  ///
  /// - Returns: libarchive's status of the opening.
  func open(_ archive: OpaquePointer, seekable: Bool) -> Int32 {
    archive_read_set_read_callback(archive) { _, context, out in
      guard let context, let out else { return -1 }
      let source = Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue()
      guard let piece = source.next() else {
        source.failure = ArchiveError(
          .system, found: "the archive cannot be read: \(SystemMessage.last)")
        return -1
      }
      if piece.isEmpty { source.hasEnded = true }
      out.pointee = piece.baseAddress
      return piece.count
    }
    if seekable {
      archive_read_set_seek_callback(archive) { _, context, offset, whence in
        guard let context else { return Int64(ARCHIVE_FATAL) }
        let source = Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue()
        let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? source.position : source.count
        let (target, overflow) = base.addingReportingOverflow(Int(offset))
        guard !overflow else { return Int64(ARCHIVE_FATAL) }
        source.position = min(max(target, 0), source.count)
        return Int64(source.position)
      }
    }
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    return archive_read_open1(archive)
  }
}

/// What the system says about its last refusal.
enum SystemMessage {
  static var last: String { of(errno) }

  static func of(_ code: Int32) -> String {
    // The GNU C library keeps this text for each thread.
    strerror(code).map { String(cString: $0) } ?? "error \(code)"
  }
}
