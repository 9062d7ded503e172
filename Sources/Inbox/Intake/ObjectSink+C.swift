import Bundles
import Digests
import Ledger

/// Receives an archive's members into the object store: kept by digest, never by name.
struct ObjectSink: MemberSink {
  private let objects: ObjectStore
  private var open: OpenObject?
  /// Digests of what was received whole.
  private(set) var stored: [String] = []

  init(_ objects: ObjectStore) { self.objects = objects }

  func begin(name: String) throws {}

  mutating func write(_ bytes: UnsafeRawBufferPointer) throws {
    try current().write(bytes)
  }

  mutating func finish(digest: Digest, size: Int) throws {
    let stored = try current().finish()
    open = nil
    self.stored.append(stored.hex)
    guard stored == digest else {
      throw ObjectStoreError.corrupt(digest: digest.hex, found: stored.hex, store: objects.path)
    }
  }

  private mutating func current() throws -> OpenObject {
    if let open { return open }
    let begun = OpenObject(try objects.writer())
    open = begun
    return begun
  }
}

/// A box for a writer that cannot be copied, so that a sink, which can, may hold it.
private final class OpenObject {
  private var writer: ObjectWriter?

  init(_ writer: consuming ObjectWriter) { self.writer = consume writer }

  func write(_ bytes: UnsafeRawBufferPointer) throws(ObjectStoreError) {
    try writer?.write(bytes)
  }

  func finish() throws(ObjectStoreError) -> Digest {
    guard let finished = writer.take() else {
      preconditionFailure("an object was finished twice")
    }
    return try finished.finish()
  }
}
