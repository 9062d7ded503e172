import Digests

/// Members in memory: for tests and generated data.
public struct MemoryMembers: MemberSource {
  private let members: [String: [UInt8]]

  public init(_ members: [String: [UInt8]]) {
    self.members = members
  }

  public var names: [String] {
    members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  public func size(_ name: String) throws(DatasetProblem) -> Int { try content(name).count }

  public func digest(_ name: String) throws(DatasetProblem) -> Digest {
    Digest(of: try content(name))
  }

  public func map(_ name: String) throws(DatasetProblem) -> MappedFile {
    MappedFile(try content(name))
  }

  private func content(_ name: String) throws(DatasetProblem) -> [UInt8] {
    guard let bytes = members[name] else {
      throw DatasetProblem(.memberAbsent, at: name, found: "no such file in the bundle")
    }
    return bytes
  }
}
