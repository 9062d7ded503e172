internal import GRDB

/// A value of a job's result rows that another computation of the same job has otherwise.
public struct ResultDifference: Sendable, Hashable, Codable {
  /// Table or view.
  public var source: String
  /// The row in words: its place, and what it is about.
  public var row: String
  public var column: String
  /// In this ledger; "no row" where it lacks the row.
  public var found: String
  /// In the other.
  public var expected: String
}

extension Ledger {
  /// Where the result rows of a job differ from those of a job in another ledger, in the order of the
  /// plan.
  ///
  /// - Parameter limit: no more are listed.
  public func differences(
    job: Int, from other: Ledger, job otherJob: Int, limit: Int
  ) throws(LedgerError) -> [ResultDifference] {
    try read { database in
      try other.read { otherDatabase in
        var differences: [ResultDifference] = []
        for source in ResultSource.all {
          var comparison = RowComparison(source, limit: limit - differences.count)
          try comparison.run(
            RowComparison.rows(source, database, job: job),
            RowComparison.rows(source, otherDatabase, job: otherJob))
          differences += comparison.differences
        }
        return differences
      }
    }
  }
}

/// Walks the rows of one source in two ledgers side by side.
private struct RowComparison {
  private let name: String
  /// The columns that say which row it is.
  private let key: [String]
  private let limit: Int
  private(set) var differences: [ResultDifference] = []

  init(_ source: ResultSource, limit: Int) {
    name = source.name
    key = source.order.split(separator: ",").map { $0.filter { $0 != " " } }
    self.limit = limit
  }

  static func rows(_ source: ResultSource, _ database: Database, job: Int) throws -> RowCursor {
    try Row.fetchCursor(database, sql: source.query, arguments: [job])
  }

  mutating func run(_ here: RowCursor, _ there: RowCursor) throws {
    var found = try here.next()?.copy()
    var expected = try there.next()?.copy()
    while differences.count < limit {
      switch (found, expected) {
      case (nil, nil): return
      case (let row?, nil):
        note(row, column: "row", found: "a row", expected: "no row")
        found = try here.next()?.copy()
      case (nil, let row?):
        note(row, column: "row", found: "no row", expected: "a row")
        expected = try there.next()?.copy()
      case (let left?, let right?):
        let (places, others) = (place(left), place(right))
        if places == others {
          compare(left, right)
          found = try here.next()?.copy()
          expected = try there.next()?.copy()
        } else if places.lexicographicallyPrecedes(others) {
          note(left, column: "row", found: "a row", expected: "no row")
          found = try here.next()?.copy()
        } else {
          note(right, column: "row", found: "no row", expected: "a row")
          expected = try there.next()?.copy()
        }
      }
    }
  }

  private mutating func compare(_ found: Row, _ expected: Row) {
    for (column, value) in found where differences.count < limit {
      let other: DatabaseValue = expected[column]
      if value != other {
        note(
          found, column: column, found: Self.shown(value), expected: Self.shown(other))
      }
    }
  }

  private static func shown(_ value: DatabaseValue) -> String {
    switch value.storage {
    case .null: "nothing"
    case .int64(let number): "\(number)"
    case .double(let number): "\(number)"
    case .string(let text): "'\(text)'"
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }

  private func place(_ row: Row) -> [Int] { key.map { row[$0] } }

  private mutating func note(_ row: Row, column: String, found: String, expected: String) {
    differences.append(
      ResultDifference(
        source: name, row: words(row), column: column, found: found, expected: expected))
  }

  /// "12: distilled, pixels, morphology, lambda=0.5, seed 3, test, accuracy".
  private func words(_ row: Row) -> String {
    let number = place(row).map(String.init).joined(separator: ".")
    let names = [
      "arm", "section", "item", "label", "teacher", "student", "variant", "seed", "quantity",
      "estimator", "split", "metric", "name",
    ]
    let texts = names.compactMap { name -> String? in
      guard row.hasColumn(name), let value = String.fromDatabaseValue(row[name]) ?? count(row, name)
      else { return nil }
      return value.isEmpty ? nil : name == "seed" ? "seed \(value)" : value
    }
    return texts.isEmpty ? number : "\(number): \(texts.joined(separator: ", "))"
  }

  private func count(_ row: Row, _ column: String) -> String? {
    let value: Int? = Int.fromDatabaseValue(row[column])
    return value.map(String.init)
  }
}
