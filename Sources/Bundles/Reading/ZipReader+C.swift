import CArchive
import Digests

/// Reads single members of a zip that lies in memory: an `.npz` inside a bundle.
package enum ZipReader {
  /// Walks over a zip and keeps what is wanted.
  ///
  /// - Parameter wanted: the name of the one member to unpack; the others are only listed.
  /// - Returns: the names of all members in the zip's order, and the wanted member's bytes, `nil` if
  ///   no member has that name.
  package static func read(
    _ wanted: String?, of memory: UnsafeRawBufferPointer, limits: ArchiveLimits
  ) throws(ArchiveError) -> (names: [String], bytes: [UInt8]?) {
    let source = ByteSource(memory: memory)
    guard try source.bytes(at: 0, count: 4).starts(with: [0x50, 0x4B]) else {
      throw ArchiveError(
        .notAnArchive, found: "not a zip, which an .npz must be",
        remedy: "write it with numpy.savez")
    }
    return try ArchiveLibrary.inUTF8 {
      () throws(ArchiveError) -> (names: [String], bytes: [UInt8]?) in
      var sink = OneMemberSink(wanted: wanted)
      var walk = ArchiveWalk<OneMemberSink>(format: .zip, limits: limits)
      try walk.run(source, into: &sink)
      return (sink.names, sink.bytes)
    }
  }
}

/// Lists all members, and keeps the one that is wanted.
private struct OneMemberSink: MemberSink {
  let wanted: String?
  private(set) var names: [String] = []
  private(set) var bytes: [UInt8]?

  init(wanted: String?) { self.wanted = wanted }

  mutating func wants(_ name: String) -> Bool {
    names.append(name)
    return name == wanted
  }

  mutating func begin(name: String) { bytes = [] }

  mutating func write(_ piece: UnsafeRawBufferPointer) { bytes?.append(contentsOf: piece) }

  mutating func finish(digest: Digest, size: Int) {}
}
