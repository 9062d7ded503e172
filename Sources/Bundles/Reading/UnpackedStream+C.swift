import CArchive

/// A compressed file as the stream of bytes inside it: exactly one filter, and the limits on what it
/// may unpack to. A tar is read from this stream, so its true end can be seen.
///
/// libarchive takes a tar that ends at a member's boundary for complete, and would undo any number of
/// compressions on top of each other; both are noticed here.
final class UnpackedStream {
  /// Bytes handed out so far.
  private(set) var count = 0
  /// Why the stream stopped; libarchive only learns that it did.
  private(set) var failure: ArchiveError?

  private let archive: OpaquePointer
  private let source: ByteSource
  private let limits: ArchiveLimits
  private var ended = false
  /// The last piece handed out, after the last 1 024 bytes before it.
  private var recent: [UInt8] = []

  init(
    _ source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits
  ) throws(ArchiveError) {
    guard let archive = archive_read_new() else { throw ArchiveLibrary.outOfMemory() }
    self.archive = archive
    self.source = source
    self.limits = limits
    try format.enableFilter(archive)
    archive_read_support_format_raw(archive)
    guard source.open(archive, seekable: false) == ARCHIVE_OK else {
      throw source.failure ?? ArchiveLibrary.failure(archive, of: source)
    }
    var entry: OpaquePointer?
    let status = archive_read_next_header(archive, &entry)
    guard status == ARCHIVE_OK || status == ARCHIVE_EOF else {
      throw source.failure ?? ArchiveLibrary.failure(archive, of: source)
    }
    let filters = Int(archive_filter_count(archive)) - 1
    guard format == .tar || filters > 0 || !source.hasEnded else {
      throw .truncated("the file ends within its \(format.rawValue) header")
    }
    guard filters == (format == .tar ? 0 : 1) else {
      throw ArchiveError(
        .damaged,
        found: filters == 0
          ? "the \(format.rawValue) header is damaged"
          : "the archive is compressed \(filters) times over",
        expected: "a tar compressed once", remedy: "pack it again")
    }
    ended = status == ARCHIVE_EOF
  }

  deinit { archive_read_free(archive) }

  /// The next bytes, valid until the next call; empty at the end; `nil` after `failure` was set.
  func next() -> UnsafeRawBufferPointer? {
    guard !ended, failure == nil else { return failure == nil ? .init(start: nil, count: 0) : nil }
    var start: UnsafeRawPointer?
    var size = 0
    var offset: Int64 = 0
    repeat {
      let status = archive_read_data_block(archive, &start, &size, &offset)
      if status == ARCHIVE_EOF {
        ended = true
        return .init(start: nil, count: 0)
      }
      guard status == ARCHIVE_OK else {
        failure = source.failure ?? ArchiveLibrary.failure(archive, of: source)
        return nil
      }
    } while size == 0
    count += size
    failure = limits.refusal(unpacked: count, packed: source.furthest)
    guard failure == nil else { return nil }
    let piece = UnsafeRawBufferPointer(start: start, count: size)
    recent.removeFirst(max(0, recent.count - 1_024))
    recent.append(contentsOf: piece)
    return piece
  }

  /// Reads to the end, so that a cut or damage behind the last member is noticed.
  func drain() throws(ArchiveError) {
    while let piece = next() { if piece.isEmpty { return } }
    if let failure { throw failure }
  }

  /// Whether the 1 024 bytes that end at `position`, near the end of what was handed out, are zero.
  func isZeroBefore(_ position: Int) -> Bool {
    let end = recent.count - (count - position)
    guard end >= 1_024, end <= recent.count else { return false }
    return recent[(end - 1_024)..<end].allSatisfy { $0 == 0 }
  }

  /// Makes `tar` read from this stream, which must outlive it.
  func open(_ tar: OpaquePointer) -> Int32 {
    archive_read_set_read_callback(tar) { _, context, out in
      guard let context, let out else { return -1 }
      let stream = Unmanaged<UnpackedStream>.fromOpaque(context).takeUnretainedValue()
      guard let piece = stream.next() else { return -1 }
      out.pointee = piece.baseAddress
      return piece.count
    }
    archive_read_set_callback_data(tar, Unmanaged.passUnretained(self).toOpaque())
    return archive_read_open1(tar)
  }
}

extension ArchiveLimits {
  /// The error if `unpacked` bytes out of `packed` ones are more than allowed.
  func refusal(unpacked: Int, packed: Int) -> ArchiveError? {
    let (most, overflow) = totalBytes.addingReportingOverflow(overheadBytes)
    if unpacked > (overflow ? .max : most) {
      return tooManyBytes()
    }
    if unpacked > ratioFreeBytes, unpacked / ratio > packed {
      return ArchiveError(
        .limit, found: "the archive unpacks to more than \(ratio) bytes for each of its own",
        expected: "at most \(ratio) : 1 beyond the first \(ratioFreeBytes >> 20) MiB",
        remedy: "if the data are really that repetitive, pack them as a plain tar")
    }
    return nil
  }

  func tooManyBytes(member: String? = nil) -> ArchiveError {
    ArchiveError(
      .limit, member: member,
      found: "the archive's members are more than \(totalBytes) bytes together",
      expected: "at most \(totalBytes) bytes",
      remedy: "split the bundle, or store the arrays in a smaller type (float16, uint8)")
  }
}
