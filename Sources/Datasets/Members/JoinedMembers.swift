import Digests

/// The members of a bundle and some of another one.
public struct JoinedMembers: MemberSource {
  private let own: any MemberSource
  private let other: any MemberSource
  private let borrowed: Set<String>

  /// - Parameter names: which of the other's count; none that the first has.
  public init(_ own: any MemberSource, and other: any MemberSource, only names: Set<String>) {
    self.own = own
    self.other = other
    borrowed = names.intersection(other.names)
  }

  public var names: [String] {
    (own.names + borrowed).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  public func size(_ name: String) throws(DatasetProblem) -> Int {
    try source(of: name).size(name)
  }

  public func digest(_ name: String) throws(DatasetProblem) -> Digest {
    try source(of: name).digest(name)
  }

  public func map(_ name: String) throws(DatasetProblem) -> MappedFile {
    try source(of: name).map(name)
  }

  private func source(of name: String) -> any MemberSource {
    borrowed.contains(name) ? other : own
  }
}
