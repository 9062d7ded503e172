/// How much an archive may hold. Anything above is refused before it is kept.
public struct ArchiveLimits: Sendable, Hashable {
  /// Files and folders together.
  public var members = 10_000
  /// Bytes of all members together, unpacked. 16 GiB.
  public var totalBytes = 16 << 30
  /// Unpacked bytes for each packed byte, looked at once `ratioFreeBytes` have been unpacked.
  public var ratio = 1_000
  /// 16 MiB.
  public var ratioFreeBytes = 16 << 20
  /// Bytes of a whole name.
  public var nameBytes = 1_024
  /// Bytes of one component of a name.
  public var componentBytes = 255
  /// Components of a name.
  public var depth = 16
  /// Bytes of `job.yaml`. 1 MiB.
  public var specificationBytes = 1 << 20
  /// Bytes of `manifest.json`. 16 MiB.
  public var manifestBytes = 16 << 20

  public init() {}

  /// What may stand in an unpacked stream beside the members themselves: headers and padding.
  var overheadBytes: Int { members * 16_384 }
}
