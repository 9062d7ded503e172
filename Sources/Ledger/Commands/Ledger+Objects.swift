internal import Digests
internal import GRDB

/// Objects no row names: left by a bundle that was refused after it was unpacked, or by an end
/// between storing and committing.
extension Ledger {
  /// How many names a sweep looks up in one transaction.
  private static let sweepBatch = 500

  /// Removes those of the given objects that no row names.
  ///
  /// It holds the ledger's write transaction, in which rows that name objects look for them too: an
  /// object is either named or gone, and a row never names one that is gone.
  ///
  /// - Returns: the bytes that were freed.
  @discardableResult
  public func removeUnnamed(_ digests: some Sequence<String>) throws(LedgerError) -> Int {
    try removeObjects(digests) { database, digest in try !database.isNamed(object: digest) }
  }

  private func removeObjects(
    _ digests: some Sequence<String>, where mayGo: (Database, String) throws -> Bool
  ) throws(LedgerError) -> Int {
    try write { database in
      var bytes = 0
      for digest in digests where try mayGo(database, digest) {
        bytes += try objects.remove(digest)
      }
      return bytes
    }
  }

  /// Removes every object that no row names, for a start after an end that was not clean; only while
  /// nobody stores objects. Files that are not objects stay.
  ///
  /// - Returns: the bytes that were freed.
  @discardableResult
  public func removeUnnamedObjects() throws(LedgerError) -> Int {
    try removeObjects { database, digest in try !database.isNamed(object: digest) }
  }

  /// Walks the store and removes the objects that may go, asked in the ledger's write transaction.
  ///
  /// - Returns: the bytes that were freed.
  func removeObjects(
    where mayGo: (Database, String) throws -> Bool
  ) throws(LedgerError) -> Int {
    var bytes = 0
    var names = try ObjectStore.asking { () throws(ObjectStoreError) in try objects.names() }
    var batch: [String] = []
    while true {
      let name: String?
      do throws(ObjectStoreError) { name = try names.next() } catch { throw .object(error) }
      if let name, Digest(hex: name) != nil { batch.append(name) }
      guard name == nil || batch.count == Self.sweepBatch else { continue }
      bytes += try removeObjects(batch, where: mayGo)
      guard name != nil else { return bytes }
      batch = []
    }
  }
}

extension Database {
  fileprivate func isNamed(object digest: String) throws -> Bool {
    let statement = try cachedStatement(sql: "SELECT 1 FROM objects WHERE sha256 = ?")
    return try Int.fetchOne(statement, arguments: [digest]) != nil
  }
}
