import Bundles
import Digests
import Glibc

/// The files of a directory as members: what `retort run DIRECTORY` reads.
public struct DirectoryMembers: MemberSource {
  private let directory: BundleDirectory

  public init(_ directory: BundleDirectory) {
    self.directory = directory
  }

  public var names: [String] { directory.names }

  public func size(_ name: String) throws(DatasetProblem) -> Int {
    try map(name).count
  }

  public func digest(_ name: String) throws(DatasetProblem) -> Digest {
    try map(name).digest
  }

  public func map(_ name: String) throws(DatasetProblem) -> MappedFile {
    let descriptor: Int32
    do throws(ArchiveError) {
      descriptor = try directory.open(name)
    } catch {
      throw DatasetProblem(.memberUnreadable, at: name, found: error.found)
    }
    defer { close(descriptor) }
    return try MappedFile(descriptor: descriptor, name: name)
  }
}
