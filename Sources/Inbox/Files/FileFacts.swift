/// What the system knows of a file without opening it.
public struct FileFacts: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case regular, folder, link, pipe, socket, device
  }

  public var kind: Kind
  /// Permission bits, `0o644`.
  public var permissions: UInt32
  /// Which file it is, whatever it is called: device and inode.
  public var identity: FileIdentity
  public var bytes: Int
  /// When the content last changed, in nanoseconds since 1970. A writer may set it.
  public var modified: Int64
  /// When content, owner or name last changed, in nanoseconds since 1970. Kept by the system.
  public var changed: Int64
}

public struct FileIdentity: Sendable, Hashable {
  public var device: UInt64
  public var inode: UInt64
}
