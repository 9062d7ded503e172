internal import GRDB
import Records

/// Comparisons with their controls, and what their metrics are.
extension Database {
  func insert(_ comparison: ComparisonRecord, job: Int, cells: inout CellNumbers) throws {
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
        "fused_mean": comparison.fusedMean.finite,
        "outcome": comparison.outcome, "claim": comparison.claim, "selected": comparison.selected,
        "setting": comparison.setting, "claim_p_value": comparison.claimPValue.finite,
        "student_variant": comparison.studentVariant,
        "distilled_variant": comparison.distilledVariant,
        "cell": try cells.number(of: comparison.cell),
      ])
    for (ordinal, control) in comparison.controls.enumerated() {
      try insert(
        into: "comparison_controls",
        [
          "job": job, "comparison": comparison.ordinal, "ordinal": ordinal, "arm": control.arm,
          "part": control.part, "gain": control.gain.finite, "lower": control.lower.finite,
          "upper": control.upper.finite, "held": control.held,
        ])
    }
  }

  /// The rows of the view `kd_gain` of a job, in the order of the plan, each with its controls.
  func comparisons(ofJob job: Int) throws -> [ComparisonRecord] {
    let cells = try cells(ofJob: job)
    var controls: [Int: [ControlRecord]] = [:]
    let rows = try Row.fetchCursor(
      self,
      sql: "SELECT * FROM comparison_controls WHERE job = ? ORDER BY comparison, ordinal",
      arguments: [job])
    while let row = try rows.next() {
      controls[row["comparison"], default: []].append(ControlRecord(row))
    }
    return try Row.fetchAll(
      self, sql: "SELECT * FROM kd_gain WHERE job = ? ORDER BY ordinal", arguments: [job]
    ).map { row in
      var record = ComparisonRecord(row)
      record.cell = cells[row]
      record.controls = controls[record.ordinal] ?? []
      return record
    }
  }

  /// A metric that is known already stays what it was.
  func insert(_ kind: MetricKindRecord) throws {
    let known = try cachedStatement(sql: "SELECT 1 FROM metric_kinds WHERE metric = ?")
    guard try Int.fetchOne(known, arguments: [kind.metric]) == nil else { return }
    try insert(
      into: "metric_kinds",
      [
        "metric": kind.metric, "title": kind.title, "unit": kind.unit,
        "higher_is_better": kind.higherIsBetter, "flat_band": kind.flatBand,
        "band_is_relative": kind.bandIsRelative,
      ])
  }
}

extension ControlRecord {
  fileprivate init(_ row: Row) {
    self.init(
      arm: row["arm"], part: row["part"], gain: row["gain"], lower: row["lower"],
      upper: row["upper"], held: row["held"])
  }
}
