internal import Digests

/// Objects that come from another store.
extension ObjectStore {
  /// Copies an object, whole or not at all; known ones are left as they are.
  ///
  /// - Returns: the bytes that were copied.
  /// - Throws: `ObjectStoreError.missing` or `.corrupt` where the other store cannot give it.
  @discardableResult
  public func copy(_ digest: String, from other: ObjectStore) throws(ObjectStoreError) -> Int {
    if try contains(digest) { return 0 }
    guard let file = try other.objects.read(digest) else {
      throw .missing(digest: digest, store: other.path)
    }
    var writer = try writer()
    try file.forEachPiece { piece throws(ObjectStoreError) in try writer.write(piece) }
    let bytes = writer.count
    let found = try writer.finish(onlyAs: digest)
    guard found.hex == digest else {
      throw .corrupt(digest: digest, found: found.hex, store: other.path)
    }
    return bytes
  }

  /// Gives an object of another store on the same file system a second name here; its bytes are not
  /// looked at.
  public func link(_ digest: String, from other: ObjectStore) throws(ObjectStoreError) {
    guard try other.contains(digest) else { throw .missing(digest: digest, store: other.path) }
    try other.objects.link(digest, to: objects)
  }

  /// Whichever of the two the file systems allow.
  public func adopt(_ digest: String, from other: ObjectStore) throws(ObjectStoreError) {
    do { try link(digest, from: other) } catch {
      guard case .refused = error else { throw error }
      try copy(digest, from: other)
    }
  }
}
