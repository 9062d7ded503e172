import Digests

/// Receives the members of an archive, one after the other, piece by piece.
///
/// The name is for the receiver's messages; content should be kept by digest. A single top folder
/// may still be taken off the names at the end: `ArchiveContents` has the final ones.
public protocol MemberSink {
  /// Whether the member is to be read at all; `true` unless the sink says otherwise. A member that is
  /// not wanted is skipped: it is not digested and not among the members found.
  mutating func wants(_ name: String) -> Bool
  /// A member starts. Its name has been checked.
  mutating func begin(name: String) throws
  /// The next bytes of the member; valid only during the call.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws
  /// The member is complete.
  mutating func finish(digest: Digest, size: Int) throws
}

extension MemberSink {
  public mutating func wants(_ name: String) -> Bool { true }
}

/// Keeps members in memory, by name: for small archives and for tests.
public struct MemorySink: MemberSink {
  public private(set) var members: [String: [UInt8]] = [:]
  private var name = ""
  private var bytes: [UInt8] = []

  public init() {}

  public mutating func begin(name: String) {
    self.name = name
    bytes = []
  }

  public mutating func write(_ bytes: UnsafeRawBufferPointer) {
    self.bytes.append(contentsOf: bytes)
  }

  public mutating func finish(digest: Digest, size: Int) {
    members[name] = bytes
    bytes = []
  }
}
