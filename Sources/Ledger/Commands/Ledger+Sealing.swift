internal import GRDB
public import Records

/// Sealing: conclusions are added, and a digest over all result rows closes the job.
extension Ledger {
  /// Seals a job in one transaction and returns the digest its report prints. A sealed job keeps
  /// its seal: the same call again changes nothing.
  ///
  /// Places of a search that nothing was asked for leave the plan. Others that no run could fill
  /// (controls of a pair whose every variant diverged) stay empty, and a warning event says how many.
  public func seal(job: Int, _ seal: SealRecord) throws(LedgerError) -> String {
    try ObjectStore.asking { () throws(ObjectStoreError) in try objects.flush() }
    let now = clock()
    return try write { database in
      if let digest = try database.seal(ofJob: job) { return digest }
      try database.checkOpen(job: job)
      var cells = try CellNumbers(database, job: job)
      for kind in seal.metricKinds { try database.insert(kind) }
      for comparison in seal.comparisons {
        try database.insert(comparison, job: job, cells: &cells)
      }
      for summary in seal.summaries { try database.insert(summary, job: job, cells: &cells) }
      for fact in seal.facts { try database.insert(fact, job: job, cells: &cells) }
      for point in seal.curves { try database.insert(point, job: job) }
      for (ordinal, file) in seal.files.enumerated() {
        try database.insertObject(file.sha256, bytes: try objects.size(of: file.sha256), at: now)
        try database.insert(
          into: "report_files",
          ["job": job, "ordinal": ordinal, "name": file.name, "sha256": file.sha256])
      }
      for ordinal in seal.unfilled {
        try database.execute(
          sql: "DELETE FROM job_runs WHERE job = ? AND ordinal = ? AND run IS NULL",
          arguments: [job, ordinal])
      }
      try database.warnOfEmptyPlaces(job: job, at: now)
      let digest = try ResultDigest.digest(database, job: job, form: ResultDigest.form)
      try database.append(
        event: "SEALED", job: job, "all result rows are final", sha256: digest,
        form: ResultDigest.form, at: now)
      try database.recordNight(job: job, sealedBy: Int(database.lastInsertedRowID))
      try database.countLooks(job: job)
      return digest
    }
  }

  /// The digest of a job's result rows as they stand now, by the rule its seal follows; equal to the
  /// seal, or the ledger was changed by hand.
  public func resultDigest(job: Int) throws(LedgerError) -> String {
    try read { database in
      _ = try database.state(ofJob: job)
      return try ResultDigest.digest(
        database, job: job, form: try database.sealForm(ofJob: job) ?? ResultDigest.form)
    }
  }
}

extension Database {
  /// Which rule the seal of a job follows; `nil` where it has none.
  fileprivate func sealForm(ofJob job: Int) throws -> Int? {
    try Int.fetchOne(
      self,
      sql: "SELECT coalesce(form, 1) FROM events WHERE job = ? AND kind = 'SEALED'",
      arguments: [job])
  }

  fileprivate func warnOfEmptyPlaces(job: Int, at moment: Timestamp) throws {
    let empty = try Int.fetchAll(
      self, sql: "SELECT ordinal FROM job_runs WHERE job = ? AND run IS NULL ORDER BY ordinal",
      arguments: [job])
    guard let first = empty.first else { return }
    try append(
      event: "UNFILLED", .warning, job: job,
      "\(empty.count) planned runs could not be computed, the first is run \(first)", at: moment)
  }

  fileprivate func insert(_ summary: SummaryRecord, job: Int, cells: inout CellNumbers) throws {
    try insert(
      into: "summaries",
      [
        "job": job, "ordinal": summary.ordinal, "section": summary.section, "item": summary.item,
        "label": summary.label, "teacher": summary.teacher, "student": summary.student,
        "variant": summary.variant, "value": summary.value.finite, "lower": summary.lower.finite,
        "upper": summary.upper.finite, "extra": summary.extra.finite, "count": summary.count,
        "text": summary.text, "setting": summary.setting,
        "cell": try cells.number(of: summary.cell),
      ])
  }

  fileprivate func insert(_ point: CurvePointRecord, job: Int) throws {
    try insert(
      into: "curves",
      [
        "job": job, "ordinal": point.ordinal, "arm": point.arm, "teacher": point.teacher,
        "student": point.student, "variant": point.variant, "seed": point.seed,
        "epoch": point.epoch, "train_loss": point.trainLoss.finite,
        "validation_loss": point.validationLoss.finite,
        "validation_metric": point.validationMetric.finite, "setting": point.setting,
      ])
  }
}
