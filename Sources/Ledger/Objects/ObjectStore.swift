public import Digests

/// The immutable objects of a ledger, one file a digest: `objects/<sha256>`.
///
/// An object is written under a temporary name in `objects/.incoming`, synchronised, and renamed to
/// its digest, so that a name that is there is whole. Folders are synchronised in batches by
/// ``flush()``, which the ledger calls before a row names an object; a process that only writes
/// objects (a worker) calls it before it tells anyone their digests.
public final class ObjectStore: Sendable {
  /// Path of the folder `objects`.
  public let path: String
  let objects: ObjectFile
  private let incoming: ObjectFile

  /// Opens a store that was created before.
  public init(opening path: String) throws(ObjectStoreError) {
    self.path = path
    objects = try ObjectFile(folder: path)
    incoming = try objects.folder(".incoming")
  }

  /// Makes the folders inside an existing folder, or opens those that are there.
  public static func create(in directory: String) throws(ObjectStoreError) -> ObjectStore {
    let parent = try ObjectFile(folder: directory)
    try parent.makeFolder("objects")
    try parent.folder("objects").makeFolder(".incoming")
    try parent.synchronise()
    return try ObjectStore(opening: "\(directory)/objects")
  }

  /// Stores bytes and returns their name; known bytes are not written again.
  public func write(_ bytes: [UInt8]) throws(ObjectStoreError) -> Digest {
    let digest = Digest(of: bytes)
    if try contains(digest.hex) { return digest }
    var writer = try writer()
    try writer.write(bytes)
    return try writer.finish()
  }

  /// Starts an object whose bytes come in pieces.
  public func writer() throws(ObjectStoreError) -> ObjectWriter {
    try ObjectWriter(store: self)
  }

  /// The bytes of an object, with their digest checked.
  public func read(_ digest: String) throws(ObjectStoreError) -> [UInt8] {
    guard let file = try objects.read(try checked(digest)) else {
      throw .missing(digest: digest, store: path)
    }
    let bytes = try file.readAll()
    let found = Digest(of: bytes).hex
    guard found == digest else { throw .corrupt(digest: digest, found: found, store: path) }
    return bytes
  }

  /// Reads an object through, in little memory, and compares its digest.
  /// - Throws: `ObjectStoreError.missing` or `.corrupt`, which name it.
  public func check(_ digest: String) throws(ObjectStoreError) {
    guard let file = try objects.read(try checked(digest)) else {
      throw .missing(digest: digest, store: path)
    }
    let found = try file.digest().hex
    guard found == digest else { throw .corrupt(digest: digest, found: found, store: path) }
  }

  public func contains(_ digest: String) throws(ObjectStoreError) -> Bool {
    try objects.read(try checked(digest)) != nil
  }

  /// Bytes of an object.
  public func size(of digest: String) throws(ObjectStoreError) -> Int {
    guard let file = try objects.read(try checked(digest)) else {
      throw .missing(digest: digest, store: path)
    }
    return try file.size()
  }

  /// Where an object lies, for mapping large ones; the bytes are not checked.
  public func path(of digest: String) throws(ObjectStoreError) -> String {
    "\(path)/\(try checked(digest))"
  }

  /// Makes the names of all finished objects survive a power cut.
  public func flush() throws(ObjectStoreError) {
    try objects.synchronise()
  }

  /// Removes what writers that died have left; only while nobody else writes.
  /// - Returns: how many there were.
  @discardableResult
  public func removeAbandoned() throws(ObjectStoreError) -> Int {
    var names = try incoming.names()
    var count = 0
    while let name = try names.next() {
      if try incoming.remove(name) { count += 1 }
    }
    return count
  }

  /// Removes an object. That no row names it is the ledger's to know: `Ledger.removeUnnamed(_:)`.
  /// - Returns: its bytes; 0 where there is none.
  func remove(_ digest: String) throws(ObjectStoreError) -> Int {
    guard let file = try objects.read(try checked(digest)) else { return 0 }
    let bytes = try file.size()
    return try objects.remove(digest) ? bytes : 0
  }

  /// Everything in the folder of the objects, in no order.
  func names() throws(ObjectStoreError) -> ObjectNames { try objects.names() }

  /// A new file in `.incoming`, or `nil` where the name is taken.
  func begin(_ name: String) throws(ObjectStoreError) -> ObjectFile? {
    try incoming.create(name)
  }

  /// Gives a finished file its name; drops it where the object is known already.
  func keep(_ name: String, as digest: Digest) throws(ObjectStoreError) {
    if try contains(digest.hex) {
      abandon(name)
    } else {
      try incoming.move(name, to: objects, as: digest.hex)
    }
  }

  /// A name that cannot be removed now is swept away by ``removeAbandoned()``.
  func abandon(_ name: String) { _ = try? incoming.remove(name) }

  private func checked(_ digest: String) throws(ObjectStoreError) -> String {
    guard Digest(hex: digest) != nil else { throw .notADigest(digest) }
    return digest
  }
}
