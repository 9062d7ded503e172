/// Why an archive is refused, or could not be read or written.
public struct ArchiveError: Error, Sendable, CustomStringConvertible {
  public enum Kind: String, Sendable, Hashable {
    /// The bytes are of no format Retort reads.
    case notAnArchive = "not an archive"
    /// The archive ends before its end.
    case truncated
    /// The archive contradicts itself (checksum, header).
    case damaged
    /// Something stands behind the archive's end.
    case trailingData = "data after the end"
    /// A link, a device, a FIFO, an encrypted or sparse member.
    case memberType = "member type"
    /// A name that could reach outside, or that cannot be shown.
    case memberName = "member name"
    /// The same name twice, or two names that differ in case only.
    case collision
    /// More than `ArchiveLimits` allows.
    case limit
    /// No `job.yaml` at the root.
    case noSpecification = "no job.yaml"
    /// `manifest.json` does not agree with the members.
    case manifest
    /// The receiver of the members failed; `underlying` says how. Not the archive's fault.
    case storing
    /// The system refused to read or write.
    case system
  }

  public var kind: Kind
  /// The member's name, escaped for display; `nil` where the archive as a whole is meant.
  public var member: String?
  public var found: String
  public var expected: String?
  public var remedy: String?
  public var underlying: (any Error)?

  init(
    _ kind: Kind, member: String? = nil, found: String, expected: String? = nil,
    remedy: String? = nil, underlying: (any Error)? = nil
  ) {
    self.kind = kind
    self.member = member
    self.found = found
    self.expected = expected
    self.remedy = remedy
    self.underlying = underlying
  }

  /// - Parameter how: what is missing.
  static func truncated(_ how: String) -> ArchiveError {
    ArchiveError(
      .truncated, found: "the archive is truncated: \(how)", remedy: "copy or pack it again")
  }

  /// - Parameter what: what follows, and where.
  static func trailing(_ what: String) -> ArchiveError {
    ArchiveError(
      .trailingData, found: "data after the archive's end: \(what)",
      expected: "nothing behind the end of the archive but the zero blocks of a tar",
      remedy: "pack everything into one archive; joining archives with 'cat' does not make one")
  }

  public var description: String {
    var text = member.map { "member '\($0)': \(found)" } ?? found
    if let expected { text += "\n  expected: \(expected)" }
    if let remedy { text += "\n  remedy: \(remedy)" }
    return text
  }
}
