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
      for comparison in seal.comparisons { try database.insert(comparison, job: job) }
      for summary in seal.summaries { try database.insert(summary, job: job) }
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
      let digest = try ResultDigest.digest(database, job: job)
      try database.append(
        event: "SEALED", job: job, "all result rows are final", sha256: digest, at: now)
      try database.recordNight(job: job, sealedBy: Int(database.lastInsertedRowID))
      try database.countLooks(job: job)
      return digest
    }
  }

  /// The digest of a job's result rows as they stand now; equal to the seal, or the ledger was
  /// changed by hand.
  public func resultDigest(job: Int) throws(LedgerError) -> String {
    try read { database in
      _ = try database.state(ofJob: job)
      return try ResultDigest.digest(database, job: job)
    }
  }
}

extension Database {
  fileprivate func warnOfEmptyPlaces(job: Int, at moment: Timestamp) throws {
    let empty = try Int.fetchAll(
      self, sql: "SELECT ordinal FROM job_runs WHERE job = ? AND run IS NULL ORDER BY ordinal",
      arguments: [job])
    guard let first = empty.first else { return }
    try append(
      event: "UNFILLED", .warning, job: job,
      "\(empty.count) planned runs could not be computed, the first is run \(first)", at: moment)
  }

  fileprivate func insert(_ comparison: ComparisonRecord, job: Int) throws {
    try insert(
      into: "comparisons",
      [
        "job": job, "ordinal": comparison.ordinal, "teacher": comparison.teacher,
        "student": comparison.student, "variant": comparison.variant, "method": comparison.method,
        "split": comparison.split, "metric": comparison.metric, "seeds": comparison.seeds,
        "rows": comparison.rows, "student_mean": comparison.studentMean.finite,
        "distilled_mean": comparison.distilledMean.finite, "gain": comparison.gain.finite,
        "gain_lower": comparison.gainLower.finite, "gain_upper": comparison.gainUpper.finite,
        "se_seeds": comparison.seSeeds.finite, "se_rows": comparison.seRows.finite,
        "p_value": comparison.pValue.finite, "p_adjusted": comparison.pAdjusted.finite,
        "transfer": comparison.transfer.finite,
        "transfer_lower": comparison.transferLower.finite,
        "transfer_upper": comparison.transferUpper.finite,
        "transfer_reference": comparison.transferReference,
        "within_gain": comparison.withinGain.finite, "across_gain": comparison.acrossGain.finite,
        "class_mean_gain": comparison.classMeanGain.finite,
        "smoothed_gain": comparison.smoothedGain.finite, "fused_mean": comparison.fusedMean.finite,
        "outcome": comparison.outcome, "claim": comparison.claim, "selected": comparison.selected,
        "setting": comparison.setting, "claim_p_value": comparison.claimPValue.finite,
        "student_variant": comparison.studentVariant,
        "distilled_variant": comparison.distilledVariant,
      ])
  }

  fileprivate func insert(_ summary: SummaryRecord, job: Int) throws {
    try insert(
      into: "summaries",
      [
        "job": job, "ordinal": summary.ordinal, "section": summary.section, "item": summary.item,
        "label": summary.label, "teacher": summary.teacher, "student": summary.student,
        "variant": summary.variant, "value": summary.value.finite, "lower": summary.lower.finite,
        "upper": summary.upper.finite, "extra": summary.extra.finite, "count": summary.count,
        "text": summary.text, "setting": summary.setting,
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
