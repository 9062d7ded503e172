import Bundles
import CArchive
import Glibc

/// Archives made by libarchive's own writers.
public enum ArchiveMaking {
  /// libarchive would not do what it was asked to.
  public struct Failure: Error {}

  private final class Buffer { var bytes: [UInt8] = [] }

  /// Compresses bytes with the filter of a format.
  public static func compressed(_ bytes: [UInt8], as format: ArchiveFormat) throws -> [UInt8] {
    guard format != .tar else { return bytes }
    return try written { archive in
      switch format {
      case .gzip: archive_write_add_filter_gzip(archive)
      case .zstd: archive_write_add_filter_zstd(archive)
      case .xz: archive_write_add_filter_xz(archive)
      case .bzip2: archive_write_add_filter_bzip2(archive)
      case .lz4: archive_write_add_filter_lz4(archive)
      case .tar, .zip: ARCHIVE_OK
      }
    } format: {
      archive_write_set_format_raw($0)
    } members: { archive in
      try add("content", bytes, to: archive)
    }
  }

  public static func zip(_ members: [(String, [UInt8])], link: String? = nil) throws -> [UInt8] {
    try written { _ in
      ARCHIVE_OK
    } format: {
      archive_write_set_format_zip($0)
    } members: { archive in
      for (name, bytes) in members { try add(name, bytes, to: archive) }
      if let link { try add(link, [], to: archive, linkTo: "/etc/passwd") }
    }
  }

  private static func written(
    filter: (OpaquePointer) -> Int32, format: (OpaquePointer) -> Int32,
    members: (OpaquePointer) throws -> Void
  ) throws -> [UInt8] {
    guard let archive = archive_write_new() else { throw Failure() }
    let buffer = Buffer()
    try require(filter(archive) == ARCHIVE_OK)
    try require(format(archive) == ARCHIVE_OK)
    archive_write_set_bytes_in_last_block(archive, 1)
    archive_write_open(
      archive, Unmanaged.passUnretained(buffer).toOpaque(), nil,
      { _, context, start, count in
        guard let context, let start else { return -1 }
        Unmanaged<Buffer>.fromOpaque(context).takeUnretainedValue().bytes
          .append(contentsOf: UnsafeRawBufferPointer(start: start, count: count))
        return count
      }, nil)
    try members(archive)
    archive_write_close(archive)
    archive_write_free(archive)
    return withExtendedLifetime(buffer) { buffer.bytes }
  }

  private static func add(
    _ name: String, _ bytes: [UInt8], to archive: OpaquePointer, linkTo target: String? = nil
  ) throws {
    guard let entry = archive_entry_new() else { throw Failure() }
    defer { archive_entry_free(entry) }
    archive_entry_copy_pathname(entry, name)
    archive_entry_set_perm(entry, 0o644)
    if let target {
      archive_entry_set_filetype(entry, S_IFLNK)
      archive_entry_copy_symlink(entry, target)
    } else {
      archive_entry_set_filetype(entry, S_IFREG)
      archive_entry_set_size(entry, Int64(bytes.count))
    }
    try require(archive_write_header(archive, entry) == ARCHIVE_OK)
    if !bytes.isEmpty {
      try require(archive_write_data(archive, bytes, bytes.count) == bytes.count)
    }
  }

  private static func require(_ isGood: Bool) throws {
    guard isGood else { throw Failure() }
  }
}
