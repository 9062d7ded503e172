import CArchive
import Digests
import Glibc

/// Goes through the members of an archive once: checks each before a byte of it is kept, digests it,
/// and hands it to a sink.
struct ArchiveWalk<Sink: MemberSink> {
  let format: ArchiveFormat
  let limits: ArchiveLimits
  /// Members so far, in the archive's order, under their names in the archive.
  private(set) var members: [ArchiveMember] = []

  private var register = NameRegister()
  private var entries = 0
  private var bytes = 0

  init(format: ArchiveFormat, limits: ArchiveLimits) {
    self.format = format
    self.limits = limits
  }

  mutating func run(_ source: ByteSource, into sink: inout Sink) throws(ArchiveError) {
    if format == .zip {
      try walkZip(source, into: &sink)
    } else {
      try walkTar(source, into: &sink)
    }
  }

  private mutating func walkZip(
    _ source: ByteSource, into sink: inout Sink
  ) throws(ArchiveError) {
    try ZipEnd.check(source)
    guard let archive = archive_read_new() else { throw ArchiveLibrary.outOfMemory() }
    defer { archive_read_free(archive) }
    try format.enableFilter(archive)
    // Only the reader that starts from the directory at the end: a cut zip has none.
    archive_read_support_format_zip_seekable(archive)
    guard source.open(archive, seekable: true) == ARCHIVE_OK else {
      throw source.failure ?? ArchiveLibrary.failure(archive)
    }
    let limits = limits
    while let entry = try nextEntry(archive, failure: { source.failure }) {
      try EntryFacts.refuseCompression(of: entry, in: archive)
      try take(
        entry, of: archive, into: &sink, failure: { source.failure },
        refusal: { limits.refusal(unpacked: $0, packed: source.count) })
    }
  }

  private mutating func walkTar(
    _ source: ByteSource, into sink: inout Sink
  ) throws(ArchiveError) {
    let stream = try UnpackedStream(source, format: format, limits: limits)
    do throws(ArchiveError) {
      try walkTar(stream, into: &sink)
      try stream.drain()
      try stream.framing.checkEnd()
    } catch {
      // Bits flipped inside a compressed file look like a cut, which would be waited for, or like no
      // tar at all. Its own checks, further on, know better.
      if [.truncated, .notAnArchive].contains(error.kind) { try stream.drain() }
      throw error
    }
  }

  private mutating func walkTar(
    _ stream: UnpackedStream, into sink: inout Sink
  ) throws(ArchiveError) {
    guard let archive = archive_read_new() else { throw ArchiveLibrary.outOfMemory() }
    defer { archive_read_free(archive) }
    archive_read_support_filter_none(archive)
    archive_read_support_format_tar(archive)
    guard stream.open(archive) == ARCHIVE_OK else {
      throw stream.failure ?? noTar(stream)
    }
    while true {
      let problem = { [entries] in stream.framing.problem(upTo: entries + 1) }
      let entry = try nextEntry(archive, failure: { stream.failure ?? problem() })
      guard let entry else { return }
      if var problem = problem() {
        problem.member = EscapedName.of(EntryFacts.name(entry))
        throw problem
      }
      // The stream itself watches how much it unpacks.
      try take(
        entry, of: archive, into: &sink, failure: { stream.failure }, refusal: { _ in nil })
    }
  }

  private func noTar(_ stream: UnpackedStream) -> ArchiveError {
    if stream.count == 0 {
      return ArchiveError(
        .truncated, found: "the archive is truncated: nothing is inside the \(format.rawValue)",
        remedy: "copy or pack it again")
    }
    return ArchiveError(
      .notAnArchive, found: "not an archive: what is compressed here is no tar",
      expected: "a tar inside the compressed file",
      remedy: "make an archive with 'retort pack DIRECTORY'")
  }

  /// The next member's header, or `nil` at the end.
  private func nextEntry(
    _ archive: OpaquePointer, failure: () -> ArchiveError?
  ) throws(ArchiveError) -> OpaquePointer? {
    var entry: OpaquePointer?
    let status = archive_read_next_header(archive, &entry)
    if status == ARCHIVE_EOF { return nil }
    guard status == ARCHIVE_OK, let entry else {
      throw failure() ?? ArchiveLibrary.failure(archive)
    }
    return entry
  }

  private mutating func take(
    _ entry: OpaquePointer, of archive: OpaquePointer, into sink: inout Sink,
    failure: () -> ArchiveError?, refusal: (Int) -> ArchiveError?
  ) throws(ArchiveError) {
    entries += 1
    guard entries <= limits.members else {
      throw ArchiveError(
        .limit, found: "the archive has more than \(limits.members) members",
        expected: "at most \(limits.members) files and folders",
        remedy: "store many small arrays in one .npz or .csv")
    }
    let raw = EntryFacts.name(entry)
    let shown = EscapedName.of(raw)
    try EntryFacts.refuseSpecial(entry, shown: shown)
    let isFolder = archive_entry_filetype(entry) == S_IFDIR
    guard let name = try MemberName(raw, limits: limits) else {
      guard isFolder else {
        throw ArchiveError(
          .memberName, member: shown, found: "the name means the root itself",
          remedy: "rename the file and pack it again")
      }
      return
    }
    if isFolder {
      try register.insert(folder: name)
      return
    }
    try register.insert(file: name)
    guard sink.wants(name.text) else { return }
    if archive_entry_size_is_set(entry) != 0 {
      let declared = archive_entry_size(entry)
      guard declared >= 0 else {
        throw ArchiveError(
          .damaged, member: shown, found: "its size is negative", remedy: "copy or pack it again")
      }
      try check(size: Int(declared), of: name.text)
    }
    let member = try copy(archive, name.text, into: &sink, failure: failure, refusal: refusal)
    if archive_entry_size_is_set(entry) != 0, archive_entry_size(entry) != member.size {
      throw ArchiveError(
        .damaged, member: shown,
        found: "\(member.size) bytes where its header says \(archive_entry_size(entry))",
        remedy: "copy or pack it again")
    }
    members.append(member)
  }

  private func check(size: Int, of name: String) throws(ArchiveError) {
    guard size <= limits.totalBytes - bytes else {
      throw limits.tooManyBytes(member: EscapedName.of(name))
    }
    if name == BundleNames.specification, size > limits.specificationBytes {
      throw limits.specificationTooLong(size)
    }
  }

  private mutating func copy(
    _ archive: OpaquePointer, _ name: String, into sink: inout Sink,
    failure: () -> ArchiveError?, refusal: (Int) -> ArchiveError?
  ) throws(ArchiveError) -> ArchiveMember {
    let shown = EscapedName.of(name)
    var hasher = DigestHasher()
    var size = 0
    try storing(shown) { try sink.begin(name: name) }
    while true {
      var start: UnsafeRawPointer?
      var length = 0
      var offset: Int64 = 0
      let status = archive_read_data_block(archive, &start, &length, &offset)
      if status == ARCHIVE_EOF { break }
      guard status == ARCHIVE_OK else {
        throw failure() ?? ArchiveLibrary.failure(archive, member: shown)
      }
      guard length > 0 else { continue }
      guard offset == Int64(size) else {
        throw EntryFacts.sparse(shown)
      }
      size += length
      try check(size: size, of: name)
      if let error = refusal(bytes + size) { throw error }
      let piece = UnsafeRawBufferPointer(start: start, count: length)
      hasher.update(piece)
      try storing(shown) { try sink.write(piece) }
    }
    bytes += size
    let digest = hasher.finish()
    try storing(shown) { try sink.finish(digest: digest, size: size) }
    return ArchiveMember(name: name, size: size, digest: digest)
  }

  private func storing(
    _ member: String, _ body: () throws -> Void
  ) throws(ArchiveError) {
    do {
      try body()
    } catch {
      throw ArchiveError(
        .storing, member: member, found: "it could not be stored: \(error)", underlying: error)
    }
  }
}

extension ArchiveLimits {
  func specificationTooLong(_ size: Int) -> ArchiveError {
    ArchiveError(
      .limit, member: BundleNames.specification, found: "it is \(size) bytes long",
      expected: "at most \(specificationBytes) bytes (1 MiB)",
      remedy: "put data into files of their own and name them in \(BundleNames.specification)")
  }
}
