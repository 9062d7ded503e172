public import Digests
import Synchronization

/// Objects that are written but not yet safe: known by their digest at once, made durable together.
///
/// Many small files reach the disk in little more time than one, if all of them are on their way before
/// the first is waited for. Nobody outside may be told a digest before ``settle()`` has returned.
public final class StagedObjects: Sendable {
  private let store: ObjectStore
  private let staged = Mutex<[String: StagedObject]>([:])

  public init(in store: ObjectStore) { self.store = store }

  /// Writes bytes under a temporary name; known bytes are not written again.
  public func write(_ bytes: [UInt8]) throws(ObjectStoreError) -> Digest {
    let digest = Digest(of: bytes)
    guard staged.withLock({ $0[digest.hex] }) == nil else { return digest }
    if try store.contains(digest.hex) { return digest }
    let object = try StagedObject(bytes, digest: digest, in: store)
    staged.withLock { $0[digest.hex] = object }
    return digest
  }

  /// The bytes of an object, staged or stored.
  public func read(_ digest: String) throws(ObjectStoreError) -> [UInt8] {
    if let object = staged.withLock({ $0[digest] }) { return object.bytes }
    return try store.read(digest)
  }

  /// Bytes that are held until they are settled.
  public var bytes: Int { staged.withLock { $0.values.reduce(0) { $0 + $1.bytes.count } } }

  /// Makes durable what has been written so far, and gives it its names. Called by one thread at a
  /// time.
  public func settle() throws(ObjectStoreError) {
    let objects = staged.withLock { Array($0.values) }
    for object in objects { object.draft.file.startWriting() }
    for object in objects { try object.draft.file.synchronise() }
    for object in objects { try store.keep(object.draft.name, as: object.digest) }
    staged.withLock { staged in
      for object in objects { staged[object.digest.hex] = nil }
    }
  }
}

/// A file in `.incoming` with all of its bytes; gone with its owner, unless it was given its name.
private final class StagedObject: Sendable {
  let draft: ObjectDraft
  let bytes: [UInt8]
  let digest: Digest

  init(
    _ bytes: [UInt8], digest: Digest, in store: ObjectStore
  ) throws(ObjectStoreError) {
    let draft = try ObjectDraft(store: store)
    let written: Result<Void, ObjectStoreError> = bytes.withUnsafeBytes { buffer in
      Result { () throws(ObjectStoreError) in try draft.file.write(buffer) }
    }
    try written.get()
    try draft.file.makeReadOnly()
    self.draft = draft
    self.bytes = bytes
    self.digest = digest
  }
}
