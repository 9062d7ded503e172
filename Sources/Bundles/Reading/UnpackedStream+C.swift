import CArchive

/// A compressed file as the stream of bytes inside it: exactly one filter, and the limits on what it
/// may unpack to. A tar is read from this stream, so its true end can be seen.
///
/// libarchive would undo any number of compressions on top of each other, and leaves unread what stands
/// behind the end of most; both are noticed here, and the tar inside is followed (``TarFraming``).
final class UnpackedStream {
  /// Bytes handed out so far.
  private(set) var count = 0
  /// Why the stream stopped; libarchive only learns that it did.
  private(set) var failure: ArchiveError?

  /// What has been seen of the tar inside; ahead of who reads it by at most a piece.
  private(set) var framing = TarFraming()
  private var checksum = GzipChecksum()

  private let archive: OpaquePointer
  private let source: ByteSource
  private let format: ArchiveFormat
  private let limits: ArchiveLimits
  private var ended = false

  init(
    _ source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits
  ) throws(ArchiveError) {
    guard let archive = archive_read_new() else { throw ArchiveLibrary.outOfMemory() }
    self.archive = archive
    self.source = source
    self.format = format
    self.limits = limits
    try format.enableFilter(archive)
    archive_read_support_format_raw(archive)
    guard source.open(archive, seekable: false) == ARCHIVE_OK else { throw reasonOfFailure() }
    var entry: OpaquePointer?
    let status = archive_read_next_header(archive, &entry)
    guard status == ARCHIVE_OK || status == ARCHIVE_EOF else { throw reasonOfFailure() }
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
        failure = reasonOfFailure()
        return nil
      }
    } while size == 0
    count += size
    failure = limits.refusal(unpacked: count, packed: source.furthest)
    guard failure == nil else { return nil }
    let piece = UnsafeRawBufferPointer(start: start, count: size)
    framing.follow(piece)
    if format == .gzip { checksum.update(piece) }
    return piece
  }

  /// Reads to the end, so that a cut, damage or more data behind the last member are noticed: of the
  /// file, not of the tar inside.
  func drain() throws(ArchiveError) {
    while let piece = next(), !piece.isEmpty {}
    if let failure { throw failure }
    try checkEnd()
  }

  /// gzip, bzip2 and lz4 end where their end is, whatever follows.
  private func checkEnd() throws(ArchiveError) {
    let end = Int(archive_filter_bytes(archive, -1))
    if end < source.count {
      guard try !format.mayStart(with: source.bytes(at: end, count: 8)) else {
        throw .truncated("another \(format.rawValue) starts at byte \(end) and ends too early")
      }
      throw .trailing("\(source.count - end) bytes from byte \(end) of the file on")
    }
    if format == .gzip, try !checksum.agrees(with: source) {
      throw ArchiveError(
        .damaged, found: "the archive is damaged: what it unpacks to is not what its checksum says",
        remedy: "copy or pack it again")
    }
  }

  /// Why libarchive gave up just now. zstd and xz read on behind their end and take what stands there
  /// for a broken archive.
  private func reasonOfFailure() -> ArchiveError {
    if let failure = source.failure { return failure }
    let message = ArchiveLibrary.message(archive)
    let isBehindEnd =
      switch format {
      case .zstd: message.contains("Unknown frame descriptor")
      case .xz: !source.hasEnded && !endsAsXZ
      default: false
      }
    return isBehindEnd
      ? .trailing("or damage that looks like it (\(message))")
      : ArchiveLibrary.failure(archive, of: source)
  }

  /// Every xz stream ends in the letters `YZ`.
  private var endsAsXZ: Bool {
    (try? source.bytes(at: max(0, source.count - 2), count: 2)) == Array("YZ".utf8)
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
