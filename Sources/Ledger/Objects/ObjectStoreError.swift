/// What can go wrong with the immutable objects beside the ledger.
public enum ObjectStoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder of the objects is not there, or is a link or a file.
  case noStore(path: String, reason: String)
  /// A row or a caller names an object the folder does not hold.
  case missing(digest: String, store: String)
  /// Text that cannot name an object.
  case notADigest(String)
  /// The bytes do not have the digest they are stored under.
  case corrupt(digest: String, found: String, store: String)
  /// No room on the disk, or in the quota. The object was not stored.
  case full(path: String)
  /// The operating system refused.
  case refused(call: String, path: String, reason: String)

  public var description: String {
    switch self {
    case .noStore(let path, let reason):
      """
      \(path): expected the folder of the ledger's objects, found none (\(reason))
      restore it from a backup of the ledger; objects are never made anew by opening
      """
    case .missing(let digest, let store):
      """
      \(store): object \(digest) is missing
      restore it from a backup, or drop the bundle again to compute it afresh
      """
    case .notADigest(let text):
      "expected the SHA-256 of an object (64 lower-case hexadecimal digits), found '\(text)'"
    case .corrupt(let digest, let found, let store):
      """
      \(store): object \(digest) has been changed: its bytes now have the digest \(found)
      restore it from a backup; nothing computed from it can be trusted until then
      """
    case .full(let path):
      """
      \(path): no room left on the disk, or in its quota
      nothing half-written is kept; make room, then repeat
      """
    case .refused(let call, let path, let reason):
      "\(path): \(call) failed: \(reason)"
    }
  }
}
