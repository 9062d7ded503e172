import Digests

/// Hands members on, and keeps the bytes of what may turn out to be `job.yaml` and `manifest.json`:
/// whether they lie at the root is known only when the whole archive was seen.
struct BundleSink<Inner: MemberSink>: MemberSink {
  var inner: Inner
  private let limits: ArchiveLimits
  private(set) var kept: [String: [UInt8]] = [:]
  /// What the present member may hold at most to be kept; `nil` if it is not to be kept.
  private var room: Int?
  private var name = ""
  private var bytes: [UInt8] = []
  /// Bytes kept so far: an archive of a thousand manifests must not fill the memory.
  private var total = 0

  init(_ inner: Inner, limits: ArchiveLimits) {
    self.inner = inner
    self.limits = limits
  }

  mutating func run(
    _ source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits
  ) throws(ArchiveError) -> ([ArchiveMember], [String: [UInt8]]) {
    var walk = ArchiveWalk<BundleSink<Inner>>(format: format, limits: limits)
    try walk.run(source, into: &self)
    return (walk.members, kept)
  }

  mutating func begin(name: String) throws {
    self.name = name
    bytes = []
    let components = name.split(separator: "/")
    room =
      switch components.last {
      case "job.yaml"? where components.count <= 2: limits.specificationBytes
      case "manifest.json"? where components.count <= 2: limits.manifestBytes
      default: nil
      }
    try inner.begin(name: name)
  }

  mutating func write(_ piece: UnsafeRawBufferPointer) throws {
    if let room {
      if bytes.count + piece.count > room || total + piece.count > 2 * limits.manifestBytes {
        self.room = nil
        total -= bytes.count
        bytes = []
      } else {
        total += piece.count
        bytes.append(contentsOf: piece)
      }
    }
    try inner.write(piece)
  }

  mutating func finish(digest: Digest, size: Int) throws {
    if room != nil { kept[name] = bytes }
    bytes = []
    try inner.finish(digest: digest, size: size)
  }
}
