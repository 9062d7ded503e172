internal import Foundation
internal import GRDB
public import Records

/// Tables that methods leave for the report.
extension Ledger {
  /// The facts of a job, in the order of the report.
  public func facts(job: Int) throws(LedgerError) -> [FactRecord] {
    try read { try $0.facts(ofJob: job) }
  }
}

extension Database {
  func insert(_ fact: FactRecord, job: Int, cells: inout CellNumbers) throws {
    try insert(
      into: "facts",
      [
        "job": job, "ordinal": fact.ordinal, "section": fact.section, "teacher": fact.teacher,
        "student": fact.student, "cell": try cells.number(of: fact.cell), "title": fact.title,
        "columns_json": try Self.json(fact.columns), "rows_json": try Self.json(fact.rows),
      ])
  }

  func facts(ofJob job: Int) throws -> [FactRecord] {
    let cells = try cells(ofJob: job)
    return try Row.fetchAll(
      self, sql: "SELECT * FROM facts WHERE job = ? ORDER BY ordinal", arguments: [job]
    ).map { row in
      FactRecord(
        ordinal: row["ordinal"], section: row["section"], teacher: row["teacher"],
        student: row["student"], cell: cells[row], title: row["title"],
        columns: try Self.value(of: "columns_json", in: row),
        rows: try Self.value(of: "rows_json", in: row))
    }
  }

  private static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private static func value<Value: Decodable>(of column: String, in row: Row) throws -> Value {
    let text: String = row[column]
    do {
      return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
    } catch {
      throw LedgerError.unreadable(column: "facts.\(column)", found: text)
    }
  }
}

extension [Int: Cell] {
  /// The cell a row lies in.
  subscript(row: Row) -> Cell {
    let number: Int? = row["cell"]
    return number.flatMap { self[$0] } ?? Cell()
  }
}
