import CArchive
import Digests
import Glibc

/// An archive being written.
final class ArchiveOutput {
  enum Destination {
    case descriptor(Int32)
    case memory(Buffer)
  }

  /// Collects the archive's bytes.
  final class Buffer {
    fileprivate(set) var bytes: [UInt8] = []
  }

  private let archive: OpaquePointer
  private let destination: Destination
  private var failure: ArchiveError?
  private var isFinished = false

  init(_ destination: Destination) throws(ArchiveError) {
    guard let archive = archive_write_new() else { throw ArchiveLibrary.outOfMemory() }
    self.archive = archive
    self.destination = destination
    // Only what libzstd does inside this process; a libarchive without it would start a program.
    guard archive_write_add_filter_zstd(archive) == ARCHIVE_OK,
      archive_write_set_filter_option(archive, "zstd", "compression-level", "9") == ARCHIVE_OK,
      archive_write_set_format_pax_restricted(archive) == ARCHIVE_OK
    else {
      throw ArchiveError(
        .system, found: "this machine's libarchive cannot write tar.zst by itself",
        remedy: "install a libarchive built with zstd, or pack with 'tar'")
    }
    archive_write_set_bytes_per_block(archive, 1 << 16)
    archive_write_set_bytes_in_last_block(archive, 1)
    let context = Unmanaged.passUnretained(self).toOpaque()
    let status = archive_write_open(
      archive, context, nil,
      { _, context, start, count in
        guard let context, let start else { return -1 }
        let output = Unmanaged<ArchiveOutput>.fromOpaque(context).takeUnretainedValue()
        return output.store(UnsafeRawBufferPointer(start: start, count: count))
      }, nil)
    guard status == ARCHIVE_OK else { throw ArchiveLibrary.failure(archive) }
  }

  deinit {
    // Freeing an unfinished archive would flush it through the callback of an object that is going.
    if !isFinished { archive_write_fail(archive) }
    archive_write_free(archive)
  }

  /// - Parameter member: what the entry was when the manifest was made.
  func append(
    _ entry: BundleWriter.Entry, expecting member: ArchiveMember
  ) throws(ArchiveError) {
    guard let header = archive_entry_new() else { throw ArchiveLibrary.outOfMemory() }
    defer { archive_entry_free(header) }
    archive_entry_copy_pathname(header, entry.name)
    archive_entry_set_filetype(header, S_IFREG)
    archive_entry_set_perm(header, 0o644)
    archive_entry_set_size(header, Int64(member.size))
    archive_entry_set_mtime(header, 0, 0)
    archive_entry_set_uid(header, 0)
    archive_entry_set_gid(header, 0)
    try check(archive_write_header(archive, header))

    var hasher = DigestHasher()
    var written = 0
    try entry.forEachPiece { piece throws(ArchiveError) in
      hasher.update(piece)
      written += piece.count
      guard written <= member.size else { throw Self.changed(member) }
      guard !piece.isEmpty else { return }
      guard archive_write_data(archive, piece.baseAddress, piece.count) == piece.count else {
        throw failure ?? writing()
      }
    }
    guard written == member.size, hasher.finish() == member.digest else {
      throw Self.changed(member)
    }
    try check(archive_write_finish_entry(archive))
  }

  func finish() throws(ArchiveError) {
    try check(archive_write_close(archive))
    isFinished = true
  }

  private func check(_ status: Int32) throws(ArchiveError) {
    guard status == ARCHIVE_OK else { throw failure ?? writing() }
  }

  private func writing() -> ArchiveError {
    ArchiveError(
      .system, found: "the archive cannot be written (\(ArchiveLibrary.message(archive)))")
  }

  private static func changed(_ member: ArchiveMember) -> ArchiveError {
    ArchiveError(
      .storing, member: EscapedName.of(member.name), found: "it changed while it was packed",
      expected: "files that stay as they are", remedy: "pack again when it is complete")
  }

  /// - Returns: the number of bytes taken, −1 on failure.
  private func store(_ bytes: UnsafeRawBufferPointer) -> Int {
    switch destination {
    case .memory(let buffer):
      buffer.bytes.append(contentsOf: bytes)
      return bytes.count
    case .descriptor(let descriptor):
      while true {
        let written = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        if written < 0 && errno == EINTR { continue }
        if written < 0 {
          failure = ArchiveError(
            .system, found: "the archive cannot be written: \(SystemMessage.last)")
        }
        return written
      }
    }
  }
}
