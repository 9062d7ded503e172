internal import GRDB
import Records

/// The cells of one job by their numbers. A cell that is met for the first time gets the next one.
struct CellNumbers {
  private let database: Database
  private let job: Int
  private var numbers: [Cell: Int]

  init(_ database: Database, job: Int) throws {
    self.database = database
    self.job = job
    numbers = Dictionary(
      try database.cells(ofJob: job).map { ($0.value, $0.key) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The number of a cell; `nil` of an empty one.
  mutating func number(of cell: Cell) throws -> Int? {
    guard !cell.isEmpty else { return nil }
    if let known = numbers[cell] { return known }
    let number =
      try Int.fetchOne(
        database, sql: "SELECT coalesce(max(cell) + 1, 0) FROM cells WHERE job = ?",
        arguments: [job]) ?? 0
    for (ordinal, entry) in cell.entries.enumerated() {
      let stored = entry.value.stored
      try insert(number, ordinal, key: entry.key, stored.value, kind: stored.kind.rawValue)
    }
    if !cell.part.isEmpty {
      try insert(number, cell.entries.count, key: "", cell.part.databaseValue, kind: Self.part)
    }
    numbers[cell] = number
    return number
  }

  private func insert(
    _ number: Int, _ ordinal: Int, key: String, _ value: DatabaseValue, kind: String
  ) throws {
    try database.insert(
      into: "cells",
      [
        "job": job, "cell": number, "ordinal": ordinal, "key": key, "value": value,
        "value_kind": kind,
      ])
  }

  /// The kind of what is no value.
  fileprivate static let part = "part"
}

extension Database {
  /// The cells of a job by their numbers.
  func cells(ofJob job: Int) throws -> [Int: Cell] {
    var cells: [Int: Cell] = [:]
    let rows = try Row.fetchCursor(
      self, sql: "SELECT * FROM cells WHERE job = ? ORDER BY cell, ordinal", arguments: [job])
    while let row = try rows.next() {
      let number: Int = row["cell"]
      if row["value_kind"] == CellNumbers.part {
        cells[number, default: Cell()].part = row["value"]
      } else {
        cells[number, default: Cell()].entries.append(
          Cell.Entry(row["key"], try CellValue(row)))
      }
    }
    return cells
  }
}

extension CellValue {
  /// What a column can hold: a number that is none is kept in words.
  fileprivate var stored: (value: DatabaseValue, kind: Kind) {
    switch self {
    case .number(let number) where !number.isFinite: ("\(number)".databaseValue, .text)
    case .number(let number): (number.databaseValue, .number)
    case .integer(let number): (number.databaseValue, .integer)
    case .text(let text): (text.databaseValue, .text)
    case .flag(let flag): (flag.databaseValue, .flag)
    }
  }

  fileprivate init(_ row: Row) throws {
    let kind: Kind = try row.word("value_kind")
    self =
      switch kind {
      case .number: .number(row["value"])
      case .integer: .integer(row["value"])
      case .text: .text(row["value"])
      case .flag: .flag(row["value"])
      }
  }
}
