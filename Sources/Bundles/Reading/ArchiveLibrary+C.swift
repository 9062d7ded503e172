import CArchive

/// libarchive, entered with every name converted through UTF-8.
enum ArchiveLibrary {
  /// Runs `body` while the calling thread's character set is UTF-8.
  static func inUTF8<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = retort_enter_utf8()
    defer { retort_leave_utf8(before) }
    return try body()
  }

  static func message(_ archive: OpaquePointer) -> String {
    archive_error_string(archive).map { EscapedName.of(String(cString: $0)) } ?? "no reason given"
  }

  /// The error for a status that is neither OK nor the end.
  ///
  /// - Parameter source: where the archive reads a compressed file front to back. Its filters ask for
  ///   more only when they have used up what they had: a failure after the last byte is a cut,
  ///   whatever libarchive calls it.
  static func failure(
    _ archive: OpaquePointer, member: String? = nil, of source: ByteSource? = nil
  ) -> ArchiveError {
    let message = message(archive)
    let lower = message.lowercased()
    let marks = ["truncated", "premature", "unexpected end", "end of file", "too small"]
    let truncated = source?.hasEnded == true || marks.contains { lower.contains($0) }
    return ArchiveError(
      truncated ? .truncated : .damaged, member: member,
      found: truncated
        ? "the archive is truncated (\(message))" : "the archive is damaged (\(message))",
      remedy: "copy or pack it again")
  }

  static func outOfMemory() -> ArchiveError {
    ArchiveError(.system, found: "no memory left to open the archive")
  }
}

extension ArchiveFormat {
  /// Turns on the one filter of this format. Filters come by name only: libarchive's "all" would let
  /// a file's first bytes start external programs.
  ///
  /// - Throws: where this libarchive was built without the filter and would start a program for it.
  func enableFilter(_ archive: OpaquePointer) throws(ArchiveError) {
    let status: Int32 =
      switch self {
      case .tar, .zip: archive_read_support_filter_none(archive)
      case .gzip: archive_read_support_filter_gzip(archive)
      case .zstd: archive_read_support_filter_zstd(archive)
      case .xz: archive_read_support_filter_xz(archive)
      case .bzip2: archive_read_support_filter_bzip2(archive)
      case .lz4: archive_read_support_filter_lz4(archive)
      }
    guard status == ARCHIVE_OK else {
      throw ArchiveError(
        .system, found: "this machine's libarchive cannot unpack \(rawValue) by itself",
        remedy: "install a libarchive built with it, or pack as plain tar")
    }
  }
}
