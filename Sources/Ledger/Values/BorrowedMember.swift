import Records

/// A file a job reads that came with an earlier bundle.
public struct BorrowedMember: Sendable, Hashable, Codable {
  public var member: MemberRecord
  /// The archive it came in.
  public var bundleSHA256: String

  public init(member: MemberRecord, bundleSHA256: String) {
    self.member = member
    self.bundleSHA256 = bundleSHA256
  }
}
