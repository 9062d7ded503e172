internal import GRDB

extension Ledger {
  public func queue() throws(LedgerError) -> [JobRow] {
    try read { database in
      try JobRow.fetch(
        database,
        "state IN ('QUEUED', 'RUNNING') ORDER BY state = 'QUEUED', priority DESC, submitted_at, job",
        [])
    }
  }
}
