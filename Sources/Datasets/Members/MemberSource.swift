import Digests

/// The members of a bundle, wherever they lie: in the object store by digest, or in a directory.
public protocol MemberSource: Sendable {
  /// Sorted by their bytes.
  var names: [String] { get }
  /// In bytes.
  func size(_ name: String) throws(DatasetProblem) -> Int
  func digest(_ name: String) throws(DatasetProblem) -> Digest
  /// The member's bytes, mapped and read when touched.
  func map(_ name: String) throws(DatasetProblem) -> MappedFile
}

extension MemberSource {
  /// All bytes of a small member.
  public func bytes(_ name: String) throws(DatasetProblem) -> [UInt8] {
    try map(name).copy()
  }
}
