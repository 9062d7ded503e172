import Datasets
import Records
import Specifications

/// The data of an earlier job, as a bundle with `data: {from: …}` is given it: everything that is needed
/// to read it without a ledger.
public struct BorrowedData: Sendable, Hashable, Codable {
  /// `data:` as canonical JSON without what is `null`.
  public var section: String
  /// The files it names.
  public var members: [MemberRecord]
  /// Folder of the object store they lie in.
  public var objectsDirectory: String

  public init(section: String, members: [MemberRecord], objectsDirectory: String) {
    self.section = section
    self.members = members
    self.objectsDirectory = objectsDirectory
  }

  /// The bundle's own members and those of these that its data names.
  ///
  /// A split of its own may bring files of its own; every other file it shares a name with would make it
  /// unclear whose rows are meant.
  func joined(
    to own: any MemberSource, _ ownMembers: [MemberRecord], of data: DataSpecification,
    from source: any MemberSource
  ) throws(JobRefusal) -> (any MemberSource, [MemberRecord]) {
    let ownNames = Set(ownMembers.map(\.name))
    let twice = data.filesWithoutSplit.intersection(ownNames).sorted()
    guard twice.isEmpty else {
      throw JobRefusal(
        problems: [
          """
          \(twice.joined(separator: ", ")): in the bundle, and in the data it takes with 'data.from'
            remedy: leave it out of the bundle, or describe the data there
          """
        ], kind: .data)
    }
    let wanted = data.files.subtracting(ownNames)
    return (
      JoinedMembers(own, and: source, only: wanted),
      ownMembers + members.filter { wanted.contains($0.name) }
    )
  }
}
