import GRDB
import Records
import Testing

@testable import Ledger

@Suite("Facts of a method") struct FactTests {
  let sample: SampleLedger
  let job: HandMadeJob

  init() throws {
    sample = try SampleLedger()
    job = try HandMadeJob(in: sample)
  }

  private func seal(_ facts: [FactRecord]) throws {
    _ = try job.ledger.seal(
      job: job.job,
      SealRecord(comparisons: [], summaries: [], curves: [], files: [], facts: facts))
  }

  private let distances = FactRecord(
    ordinal: 0, section: "aligner", teacher: "pixels", student: "morphology",
    cell: Cell([.init("method.schedule", .text("alternating"))]), title: "Distances, \"layer\"",
    columns: ["layer", "distance"],
    rows: [[.text("1"), .number(0.1)], [.text("ü | \\ /"), .missing]])

  @Test("are read as they were left, numbers to the last bit and texts that look like numbers")
  func read() throws {
    let empty = FactRecord(ordinal: 1, section: "prompts", title: "None", columns: [], rows: [])
    try seal([distances, empty])
    #expect(try job.ledger.facts(job: job.job) == [distances, empty])
    #expect(try job.ledger.jobReport(job: job.job).facts == [distances, empty])
  }

  @Test("can be asked for in SQL, value by value")
  func sql() throws {
    try seal([distances])
    #expect(
      try sample.answer(
        """
        SELECT lines.key, places.key, places.value FROM facts, json_each(rows_json) AS lines,
          json_each(lines.value) AS places
        """) == ["0|0|1", "0|1|0.1", "1|0|ü | \\ /", "1|1|-"])
    #expect(
      try sample.answer("SELECT value FROM cells JOIN facts USING (job, cell)") == ["alternating"])
  }

  @Test("that are damaged are told by their column")
  func damaged() throws {
    try seal([distances])
    try sample.sql("UPDATE facts SET columns_json = '[1, 2]'")
    #expect(throws: LedgerError.unreadable(column: "facts.columns_json", found: "[1, 2]")) {
      try job.ledger.facts(job: job.job)
    }
    #expect(throws: DatabaseError.self) { try sample.sql("UPDATE facts SET rows_json = '{}'") }
  }
}
