internal import GRDB
public import Records

/// Verdicts, written before distillation and never changed.
extension Ledger {
  /// Commits the verdict of a pair with its estimates. The first one stays: the same again changes
  /// nothing, another one is kept out with a warning event.
  @discardableResult
  public func commitVerdict(job: Int, _ verdict: VerdictRecord) throws(LedgerError) -> RunCommit {
    let now = clock()
    return try write { database in
      try database.checkOpen(job: job)
      if let stored = try VerdictRecord.fetch(database, job: job)
        .first(where: { $0.ordinal == verdict.ordinal })
      {
        if stored == verdict.asStored { return .unchanged }
        try database.append(
          event: "DIFFERS", .warning, job: job,
          "the verdict for \(verdict.teacher) → \(verdict.student) came out differently when it "
            + "was computed again; the first stays", at: now)
        return .differs
      }
      do {
        try database.insert(verdict, job: job, at: now)
      } catch let error as DatabaseError where error.message == ResultTables.verdictTooLate {
        throw LedgerError.verdictTooLate(
          job: job, teacher: verdict.teacher, student: verdict.student)
      }
      return .stored
    }
  }

  /// The verdicts of a job with their estimates, as they were committed: what a resumed worker is
  /// told.
  public func committedVerdicts(job: Int) throws(LedgerError) -> [VerdictRecord] {
    try read { try VerdictRecord.fetch($0, job: job) }
  }
}

extension Database {
  fileprivate func insert(_ verdict: VerdictRecord, job: Int, at moment: Timestamp) throws {
    var cells = try CellNumbers(self, job: job)
    try insert(
      into: "verdict_decisions",
      [
        "job": job, "ordinal": verdict.ordinal, "teacher": verdict.teacher,
        "student": verdict.student, "variant": verdict.variant, "estimator": verdict.estimator,
        "rows": verdict.rows, "i_teacher_student": verdict.iTeacherStudent.finite,
        "i_student_label": verdict.iStudentLabel.finite, "delta": verdict.delta.finite,
        "delta_lower": verdict.deltaLower.finite, "delta_upper": verdict.deltaUpper.finite,
        "delta_within": verdict.deltaWithin.finite, "verdict": verdict.verdict,
        "reason": verdict.reason, "teacher_better": verdict.teacherBetter,
        "teacher_temperature": verdict.teacherTemperature.finite, "decided_at": moment.text,
        "cell": try cells.number(of: verdict.cell), "key": verdict.key,
      ])
    for estimate in verdict.information {
      try insert(
        into: "information_estimates",
        [
          "job": job, "verdict": verdict.ordinal, "ordinal": estimate.ordinal,
          "teacher": estimate.teacher, "student": estimate.student, "quantity": estimate.quantity,
          "estimator": estimate.estimator, "value_nats": estimate.valueNats.finite,
          "lower": estimate.lower.finite, "upper": estimate.upper.finite, "rows": estimate.rows,
          "dimension": estimate.dimension, "recovered": estimate.recovered.finite,
        ])
    }
  }
}

extension VerdictRecord {
  static func fetch(_ database: Database, job: Int) throws -> [VerdictRecord] {
    let cells = try database.cells(ofJob: job)
    let verdicts = try Row.fetchAll(
      database, sql: "SELECT * FROM verdict_decisions WHERE job = ? ORDER BY ordinal",
      arguments: [job])
    return try verdicts.map { row in
      var verdict = VerdictRecord(row)
      verdict.cell = cells[row]
      verdict.information = try Row.fetchAll(
        database,
        sql: """
          SELECT * FROM information_estimates WHERE job = ? AND verdict = ? ORDER BY ordinal
          """, arguments: [job, verdict.ordinal]
      ).map { InformationRecord($0) }
      return verdict
    }
  }

  /// As the ledger gives it back: no infinities, estimates in order.
  fileprivate var asStored: VerdictRecord {
    var stored = self
    stored.iTeacherStudent = iTeacherStudent.finite
    stored.iStudentLabel = iStudentLabel.finite
    stored.delta = delta.finite
    stored.deltaLower = deltaLower.finite
    stored.deltaUpper = deltaUpper.finite
    stored.deltaWithin = deltaWithin.finite
    stored.teacherTemperature = teacherTemperature.finite
    stored.information = information.sorted { $0.ordinal < $1.ordinal }.map { estimate in
      var kept = estimate
      kept.valueNats = estimate.valueNats.finite
      kept.lower = estimate.lower.finite
      kept.upper = estimate.upper.finite
      kept.recovered = estimate.recovered.finite
      return kept
    }
    return stored
  }
}
