internal import Digests
internal import GRDB
internal import Records

/// What arrives: drops, and the three answers they can get.
extension Ledger {
  /// Records a claimed drop. The same claim again changes nothing.
  public func recordDrop(
    claim: String, name: String, receivedAt: Timestamp
  ) throws(LedgerError) -> DropRow {
    try write { database in
      try database.execute(
        sql: """
          INSERT INTO drops (claim, name, received_at) VALUES (?, ?, ?)
          ON CONFLICT (claim) DO NOTHING
          """, arguments: [claim, name, receivedAt.text])
      guard let drop = try DropRow.fetch(database, "claim = ?", [claim]).first else {
        throw LedgerError.unreadable(column: "drops.claim", found: claim)
      }
      return drop
    }
  }

  /// Answers a drop with a new job and all the runs it plans.
  ///
  /// Every member must be in the object store. A drop that was answered keeps its answer: the
  /// same call again returns the same job.
  public func insertJob(_ new: NewJob) throws(LedgerError) -> Int {
    try ObjectStore.asking { () throws(ObjectStoreError) in try objects.flush() }
    let now = clock()
    return try write { database in
      // Inside the transaction: ``removeUnnamed(_:)`` cannot come between the look and the row.
      for member in new.bundle.members + new.borrowed.map(\.member) {
        _ = try objects.size(of: member.sha256)
      }
      let drop = try DropRow.existing(database, drop: new.drop)
      if drop.outcome != nil, let job = drop.job { return job }
      try database.insert(bundle: new.bundle, at: now)
      let files = try DatasetDigest.files(database, ofSpecification: new.canonicalJSON)
      let borrowed = new.borrowed.filter { files.contains($0.member.name) }
      let dataset = try DatasetDigest.digest(
        database, specification: new.canonicalJSON,
        files: (new.bundle.members + borrowed.map(\.member)).digests)
      try database.insert(
        into: "jobs",
        [
          "drop_id": new.drop, "name": new.name, "slug": new.slug,
          "state": JobState.queued.rawValue, "priority": new.priority, "rerun": new.rerun,
          "repeats": new.repeats,
          "submitted_at": drop.receivedAt.text, "content_sha256": new.contentSHA256,
          "bundle_sha256": new.bundle.sha256, "specification_yaml": new.specificationYAML,
          "specification_json": new.canonicalJSON, "dataset_sha256": dataset,
        ])
      let job = Int(database.lastInsertedRowID)
      for setting in new.settings {
        try database.insert(
          into: "settings", ["job": job, "name": setting.name, "value": setting.value])
      }
      try database.insert(new.arms, job: job)
      var cells = try CellNumbers(database, job: job)
      for run in new.plan {
        try database.insert(
          into: "job_runs",
          [
            "job": job, "ordinal": run.ordinal, "stage": run.stage, "setting": run.setting,
            "arm": run.arm, "teacher": run.teacher, "student": run.student, "variant": run.variant,
            "method": run.method, "seed": run.seed, "cell": try cells.number(of: run.cell),
            "part": run.cell.part, "scope": run.scope.rawValue,
          ])
      }
      try database.insert(borrowed, job: job, at: now)
      try database.insert(new.testSets, of: dataset ?? "", job: job)
      try database.answer(drop: new.drop, .accepted, job: job, reason: nil)
      try database.append(
        event: "STATE", job: job, JobState.queued.rawValue, at: now)
      return job
    }
  }

  /// Answers a drop whose content another job already has.
  public func recordDuplicate(drop: Int, of job: Int) throws(LedgerError) {
    let now = clock()
    try write { database in
      guard try DropRow.existing(database, drop: drop).outcome == nil else { return }
      let state = try database.state(ofJob: job)
      let message = "drop \(drop) has the content of job \(job), which is \(state.rawValue)"
      try database.answer(drop: drop, .duplicate, job: job, reason: message)
      try database.append(event: "DUPLICATE", job: job, message, at: now)
    }
  }

  /// Answers a drop with a refusal: a job row in state REJECTED, whose number names the answer.
  ///
  /// - Parameter bundle: digest and size of the archive, where they are known; its members are
  ///   not kept.
  /// - Returns: the number of the REJECTED row; the same call again returns the same.
  public func recordRefusal(
    drop: Int, bundle: BundleRecord? = nil, reason: String
  ) throws(LedgerError) -> Int {
    let now = clock()
    return try write { database in
      let row = try DropRow.existing(database, drop: drop)
      if row.outcome != nil, let job = row.job { return job }
      if let bundle {
        try database.insertBundleRow(bundle, at: now)
      }
      try database.insert(
        into: "jobs",
        [
          "drop_id": drop, "name": row.name, "slug": "", "state": JobState.rejected.rawValue,
          "reason": reason, "priority": 0, "rerun": false, "submitted_at": row.receivedAt.text,
          "ended_at": now.text, "bundle_sha256": bundle?.sha256,
        ])
      let job = Int(database.lastInsertedRowID)
      try database.answer(drop: drop, .rejected, job: job, reason: reason)
      try database.append(
        event: "STATE", .error, job: job, "\(JobState.rejected.rawValue): \(reason)", at: now)
      return job
    }
  }

  /// A claimed drop is given back to the inbox unanswered: its row and its attempts go, so that every
  /// row that stays has an answer or is being answered. Call it before the claim is given back; the
  /// same call again changes nothing.
  public func withdrawDrop(claim: String) throws(LedgerError) {
    try write { database in
      guard let drop = try DropRow.fetch(database, "claim = ?", [claim]).first,
        drop.outcome == nil
      else { return }
      try database.execute(sql: "DELETE FROM attempts WHERE drop_id = ?", arguments: [drop.drop])
      try database.execute(sql: "DELETE FROM drops WHERE id = ?", arguments: [drop.drop])
    }
  }

  /// Drops that were claimed and have no answer yet, in the order of their claims.
  public func openDrops() throws(LedgerError) -> [DropRow] {
    try read { try DropRow.fetch($0, "outcome IS NULL", []) }
  }

  /// Drops that a job answers, in the order of their claims: its own, and those that repeat it.
  public func drops(job: Int) throws(LedgerError) -> [DropRow] {
    try read { try DropRow.fetch($0, "job = ?", [job]) }
  }

  public func drop(claim: String) throws(LedgerError) -> DropRow? {
    try read { try DropRow.fetch($0, "claim = ?", [claim]).first }
  }

  /// Drops of a name, in the order of their claims.
  public func drops(named name: String) throws(LedgerError) -> [DropRow] {
    try read { try DropRow.fetch($0, "name = ?", [name]) }
  }

  /// All drops, in the order of their claims.
  public func drops() throws(LedgerError) -> [DropRow] {
    try read { try DropRow.fetch($0, "1", []) }
  }
}

extension Database {
  fileprivate func answer(
    drop: Int, _ outcome: DropRow.Outcome, job: Int, reason: String?
  ) throws {
    try execute(
      sql: "UPDATE drops SET outcome = ?, job = ?, reason = ? WHERE id = ?",
      arguments: [outcome.rawValue, job, reason, drop])
  }

  fileprivate func insertBundleRow(_ bundle: BundleRecord, at moment: Timestamp) throws {
    try execute(
      sql: """
        INSERT INTO bundles (sha256, bytes, first_seen_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
        """, arguments: [bundle.sha256, bundle.bytes, moment.text])
  }

  fileprivate func insert(bundle: BundleRecord, at moment: Timestamp) throws {
    try insertBundleRow(bundle, at: moment)
    for (ordinal, member) in bundle.members.enumerated() {
      try insertObject(member.sha256, bytes: member.bytes, at: moment)
      try execute(
        sql: """
          INSERT INTO members (bundle_sha256, ordinal, name, sha256, bytes) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (bundle_sha256, ordinal) DO NOTHING
          """,
        arguments: [bundle.sha256, ordinal, member.name, member.sha256, member.bytes])
    }
  }
}

extension Database {
  fileprivate func insert(
    _ borrowed: [BorrowedMember], job: Int, at moment: Timestamp
  ) throws {
    for (ordinal, file) in borrowed.enumerated() {
      // Known with its own bundle, but in a scratch root.
      try insertObject(file.member.sha256, bytes: file.member.bytes, at: moment)
      try insert(
        into: "borrowed_members",
        [
          "job": job, "ordinal": ordinal, "name": file.member.name, "sha256": file.member.sha256,
          "bytes": file.member.bytes, "bundle_sha256": file.bundleSHA256,
        ])
    }
  }

  /// The same rows of two datasets are two test sets.
  fileprivate func insert(_ testSets: [TestSetRecord], of dataset: String, job: Int) throws {
    for (ordinal, testSet) in testSets.enumerated() {
      try insert(
        into: "test_sets",
        [
          "job": job, "ordinal": ordinal, "rows": testSet.rows,
          "sha256": Digest(of: "retort test set 1\n\(dataset)\n\(testSet.sha256)").hex,
        ])
    }
  }
}

extension DropRow {
  static func fetch(
    _ database: Database, _ condition: String, _ arguments: StatementArguments
  ) throws -> [DropRow] {
    try Row.fetchAll(
      database, sql: "SELECT * FROM drops WHERE \(condition) ORDER BY id", arguments: arguments
    ).map { row in
      DropRow(
        drop: row["id"], claim: row["claim"], name: row["name"],
        receivedAt: try row.moment("received_at"), outcome: try row.wordIfAny("outcome"),
        job: row["job"], reason: row["reason"])
    }
  }

  static func existing(_ database: Database, drop: Int) throws -> DropRow {
    guard let row = try fetch(database, "id = ?", [drop]).first else {
      throw LedgerError.unknownDrop(drop)
    }
    return row
  }
}
