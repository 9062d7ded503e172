import Digests
import Glibc

extension BundleWriter.Entry {
  /// The member as it is now.
  func digested() throws(ArchiveError) -> ArchiveMember {
    var hasher = DigestHasher()
    var size = 0
    try forEachPiece { piece throws(ArchiveError) in
      hasher.update(piece)
      size += piece.count
    }
    return ArchiveMember(name: name, size: size, digest: hasher.finish())
  }

  /// Hands over the content, piece by piece.
  func forEachPiece(
    _ body: (UnsafeRawBufferPointer) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    switch content {
    case .bytes(let bytes):
      var failure: ArchiveError?
      bytes.withUnsafeBytes { piece in
        do throws(ArchiveError) { try body(piece) } catch { failure = error }
      }
      if let failure { throw failure }
    case .file(let directory):
      let descriptor = try directory.open(name)
      defer { close(descriptor) }
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
      defer { buffer.deallocate() }
      while true {
        let read = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        if read < 0 && errno == EINTR { continue }
        guard read >= 0 else {
          throw ArchiveError(
            .system, member: EscapedName.of(name), found: "it cannot be read: \(SystemMessage.last)"
          )
        }
        if read == 0 { return }
        try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[0..<read]))
      }
    }
  }
}
