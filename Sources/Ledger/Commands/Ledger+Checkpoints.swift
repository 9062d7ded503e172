internal import GRDB
public import Records

/// Where long runs have come to before they are finished.
extension Ledger {
  /// Keeps how far a run has come, in place of what was kept of it before. The earlier object is no
  /// longer named by it, and goes with the next ``removeUnnamedObjects()`` where nothing else names it.
  ///
  /// A checkpoint of a run that is committed, or one behind the one that is kept, changes nothing.
  public func saveCheckpoint(job: Int, _ checkpoint: CheckpointRecord) throws(LedgerError) {
    try ObjectStore.asking { () throws(ObjectStoreError) in try objects.flush() }
    let now = clock()
    try write { database in
      try database.checkOpen(job: job)
      guard try CommittedRun.fetch(database, keys: [checkpoint.run]).isEmpty else { return }
      let kept = try CheckpointRecord.fetch(database, run: checkpoint.run)
      guard kept.map({ $0.epoch < checkpoint.epoch }) ?? true else { return }
      let bytes = try objects.size(of: checkpoint.object)
      try database.insertObject(checkpoint.object, bytes: bytes, at: now)
      try database.execute(
        sql: "DELETE FROM checkpoints WHERE run = ?", arguments: [checkpoint.run])
      try database.insert(
        into: "checkpoints",
        [
          "run": checkpoint.run, "epoch": checkpoint.epoch, "object": checkpoint.object,
          "at": now.text,
        ])
      if let kept { try database.forgetObject(kept.object) }
    }
  }

  /// How far a run has come; `nil` where nothing is kept of it.
  public func checkpoint(run: String) throws(LedgerError) -> CheckpointRecord? {
    try read { try CheckpointRecord.fetch($0, run: run) }
  }
}

extension Database {
  /// A run is finished: how far it had come is of no use any more.
  func removeCheckpoint(ofRun run: String) throws {
    guard let kept = try CheckpointRecord.fetch(self, run: run) else { return }
    try execute(sql: "DELETE FROM checkpoints WHERE run = ?", arguments: [run])
    try forgetObject(kept.object)
  }

  /// Takes out the row of an object that nothing names; its file goes with the next sweep.
  fileprivate func forgetObject(_ sha256: String) throws {
    let names = Self.columnsOfObjects.map { table, column in
      "NOT EXISTS (SELECT 1 FROM \(table) WHERE \(column) = :object)"
    }
    try execute(
      sql: "DELETE FROM objects WHERE sha256 = :object AND \(names.joined(separator: " AND "))",
      arguments: ["object": sha256])
  }

  /// Every column that names an object.
  private static let columnsOfObjects = [
    ("members", "sha256"), ("borrowed_members", "sha256"), ("runs", "products"),
    ("run_products", "object"), ("checkpoints", "object"), ("report_files", "sha256"),
  ]
}

extension CheckpointRecord {
  fileprivate static func fetch(_ database: Database, run: String) throws -> CheckpointRecord? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM checkpoints WHERE run = ?", arguments: [run]
    ).map { CheckpointRecord(run: $0["run"], epoch: $0["epoch"], object: $0["object"]) }
  }
}
