public import Digests

/// Writes one object piece by piece and digests it on the way.
///
/// Dropped without ``finish()``, it leaves nothing behind.
public struct ObjectWriter: ~Copyable {
  private let draft: ObjectDraft
  private var hasher = DigestHasher()
  /// Bytes written so far.
  public private(set) var count = 0

  init(store: ObjectStore) throws(ObjectStoreError) {
    draft = try ObjectDraft(store: store)
  }

  public mutating func write(_ bytes: [UInt8]) throws(ObjectStoreError) {
    let written: Result<Void, ObjectStoreError> = bytes.withUnsafeBytes { buffer in
      Result { () throws(ObjectStoreError) in try draft.file.write(buffer) }
    }
    try written.get()
    hasher.update(bytes)
    count += bytes.count
  }

  public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(ObjectStoreError) {
    try draft.file.write(bytes)
    hasher.update(bytes)
    count += bytes.count
  }

  /// Synchronises the file and gives it its name.
  public consuming func finish() throws(ObjectStoreError) -> Digest { try finish(onlyAs: nil) }

  /// - Parameter expected: the digest the bytes must have; with another nothing is kept.
  consuming func finish(onlyAs expected: String?) throws(ObjectStoreError) -> Digest {
    try draft.file.makeReadOnly()
    try draft.file.synchronise()
    let digest = hasher.finish()
    guard expected == nil || expected == digest.hex else { return digest }
    try draft.store.keep(draft.name, as: digest)
    return digest
  }
}

/// A file in `.incoming`; its temporary name goes with it.
struct ObjectDraft: ~Copyable, Sendable {
  let store: ObjectStore
  let name: String
  let file: ObjectFile

  init(store: ObjectStore) throws(ObjectStoreError) {
    while true {
      let name = ObjectName.next()
      if let file = try store.begin(name) {
        self.store = store
        self.name = name
        self.file = file
        return
      }
    }
  }

  deinit { store.abandon(name) }
}
