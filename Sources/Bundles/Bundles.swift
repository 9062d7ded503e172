/// Archives and their members, nothing else.
///
/// - `ArchiveReader` reads an archive member by member into a `MemberSink`; names and limits are
///   checked before a byte of the member is kept, and nothing is ever written by name.
/// - `BundleWriter` packs members into a reproducible archive with a manifest of digests.
/// - `BundleDirectory` sees a directory of the same shape as an archive.
///
/// What the members mean (arrays, tables, labels) is the matter of `Datasets`.
import Digests

/// A member of an archive: its name inside the bundle, and its content by digest.
public struct ArchiveMember: Sendable, Hashable {
  /// Path below the root of the bundle, components separated by `/`.
  public var name: String
  /// In bytes.
  public var size: Int
  public var digest: Digest

  public init(name: String, size: Int, digest: Digest) {
    self.name = name
    self.size = size
    self.digest = digest
  }
}

/// What an archive held.
public struct ArchiveContents: Sendable, Hashable {
  /// Sorted by the bytes of their names. `job.yaml` and `manifest.json` are among them.
  public var members: [ArchiveMember]
  /// The bytes of `job.yaml`.
  public var specification: [UInt8]
  /// The single folder that held everything, taken off the members' names.
  public var strippedFolder: String?
  /// Whether a `manifest.json` was there; if so, it agreed with every member.
  public var hasManifest: Bool
  public var format: ArchiveFormat
}

/// The names Retort itself gives to members.
public enum BundleNames {
  public static let specification = "job.yaml"
  public static let manifest = "manifest.json"
}
