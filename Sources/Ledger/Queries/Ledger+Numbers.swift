internal import GRDB
public import Records

/// Numbers of one job without all the rows its report needs: a sweep has thousands of those.
extension Ledger {
  /// Its rows of the view `kd_gain`, in the order of the plan.
  public func gains(job: Int) throws(LedgerError) -> [ComparisonRecord] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM kd_gain WHERE job = ? ORDER BY ordinal", arguments: [job]
      ).map { ComparisonRecord($0) }
    }
  }

  /// Its facts of one section of the report, in order.
  public func summaries(job: Int, section: String) throws(LedgerError) -> [SummaryRecord] {
    try read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM summaries WHERE job = ? AND section = ? ORDER BY ordinal",
        arguments: [job, section]
      ).map { SummaryRecord($0) }
    }
  }
}
