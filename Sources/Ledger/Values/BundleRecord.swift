import Records

/// An archive as it was dropped: its digest and its members, each an object of the store.
public struct BundleRecord: Sendable, Hashable, Codable {
  /// Of the archive's bytes.
  public var sha256: String
  public var bytes: Int
  /// In the order of the archive.
  public var members: [MemberRecord]

  public init(sha256: String, bytes: Int, members: [MemberRecord]) {
    self.sha256 = sha256
    self.bytes = bytes
    self.members = members
  }
}
