/// A table or a view: what it is for, and its SQL, in which a comment stands above every column.
/// `docs/ledger.md` is read out of these, and `.schema` of `sqlite3` shows the same comments.
struct SchemaObject: Sendable, Hashable {
  struct Column: Sendable, Hashable {
    var name: String
    var meaning: String
  }

  var name: String
  var purpose: String
  var sql: String

  init(_ name: String, _ purpose: String, sql: String) {
    self.name = name
    self.purpose = purpose
    self.sql = sql
  }

  /// The commented columns, in order: a line that follows `-- meaning` begins with its column.
  var columns: [Column] {
    var columns: [Column] = []
    var meaning: [Substring] = []
    for line in sql.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("-- ") {
        meaning.append(text.dropFirst(3))
      } else if text.hasPrefix(")") {
        break
      } else if !meaning.isEmpty {
        let name = text.prefix { $0 != " " && $0 != "," }
        columns.append(Column(name: String(name), meaning: meaning.joined(separator: " ")))
        meaning = []
      }
    }
    return columns
  }
}

/// A rule the database itself keeps.
struct SchemaRule: Sendable, Hashable {
  var purpose: String
  var sql: String

  init(_ purpose: String, sql: String) {
    self.purpose = purpose
    self.sql = sql
  }

  /// Rows of a table that, once written, are neither changed nor deleted.
  ///
  /// `INSERT OR REPLACE` deletes the row it replaces without asking triggers for it, unless a connection
  /// wants recursive triggers; so an insertion beside a row of the same key is refused by itself,
  /// whoever connects.
  ///
  /// - Parameters:
  ///   - keys: columns that are unique together.
  ///   - other: what else may not be there twice.
  static func writtenOnce(
    _ table: String, keys: [[String]], or other: String? = nil
  ) -> [SchemaRule] {
    let same = keys.map { columns in
      columns.map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
    }
    let taken = (same + [other].compactMap { $0 })
      .map { "EXISTS (SELECT 1 FROM \(table) WHERE \($0))" }
    let rules = [
      ("UPDATE", "changed", ""), ("DELETE", "deleted", ""),
      ("INSERT", "replaced", "\nWHEN \(taken.joined(separator: "\n  OR "))"),
    ]
    return rules.map { action, word, condition in
      SchemaRule(
        "A row of `\(table)` is never \(word).",
        sql: """
          CREATE TRIGGER \(table)_never_\(word) BEFORE \(action) ON \(table)\(condition)
          BEGIN SELECT RAISE(ABORT, '\(table) is written once: rows are never \(word)'); END
          """)
    }
  }
}
