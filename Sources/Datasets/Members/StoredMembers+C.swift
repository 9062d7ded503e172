import Bundles
import Digests
import Glibc

/// Members kept by digest: every name leads to the file of an object.
public struct StoredMembers: MemberSource {
  private let members: [String: ArchiveMember]
  private let path: @Sendable (Digest) -> String

  /// - Parameters:
  ///   - members: of one bundle, names unique.
  ///   - path: where the object of a digest lies.
  public init(_ members: [ArchiveMember], path: @escaping @Sendable (Digest) -> String) {
    self.members = Dictionary(
      members.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.path = path
  }

  public var names: [String] {
    members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  public func size(_ name: String) throws(DatasetProblem) -> Int { try member(name).size }

  public func digest(_ name: String) throws(DatasetProblem) -> Digest { try member(name).digest }

  public func map(_ name: String) throws(DatasetProblem) -> MappedFile {
    let member = try member(name)
    let descriptor = open(path(member.digest), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw lost(member, strerror(errno).map { String(cString: $0) } ?? "unknown")
    }
    defer { close(descriptor) }
    let file = try MappedFile(descriptor: descriptor, name: name)
    guard file.count == member.size else {
      throw lost(member, "\(file.count) bytes instead of \(member.size)")
    }
    return file
  }

  private func member(_ name: String) throws(DatasetProblem) -> ArchiveMember {
    guard let member = members[name] else {
      throw DatasetProblem(.memberAbsent, at: name, found: "no such file in the bundle")
    }
    return member
  }

  private func lost(_ member: ArchiveMember, _ reason: String) -> DatasetProblem {
    DatasetProblem(
      .memberUnreadable, at: member.name,
      found: "its stored object \(member.digest) cannot be used: \(reason)",
      remedy: "drop the bundle again")
  }
}
