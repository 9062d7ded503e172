internal import GRDB

/// The cells of jobs that said them in words only, read out of these words: the last time anything does.
struct Version5Cells {
  let database: Database

  /// Rows that lie in a cell, by the columns that say which.
  private static let places = [
    (table: "job_runs", setting: "setting", variant: "variant"),
    (table: "comparisons", setting: "setting", variant: "variant"),
    (table: "summaries", setting: "setting", variant: "variant"),
    (table: "verdict_decisions", setting: "variant", variant: "variant"),
  ]

  func fill() throws {
    for job in try Int.fetchAll(database, sql: "SELECT id FROM jobs ORDER BY id") {
      try fill(job)
    }
  }

  private func fill(_ job: Int) throws {
    var numbers: [Words: Int] = [:]
    for place in Self.places {
      let found = try Row.fetchAll(
        database,
        sql: """
          SELECT \(place.setting) AS setting, \(place.variant) AS variant FROM \(place.table)
          WHERE job = ? AND \(place.setting) || \(place.variant) <> '' GROUP BY 1, 2
          ORDER BY min(ordinal)
          """, arguments: [job])
      for row in found {
        let words = Words(setting: row["setting"], variant: row["variant"])
        if numbers[words] == nil {
          try insert(words, job: job, number: numbers.count)
          numbers[words] = numbers.count
        }
        try database.execute(
          sql: """
            UPDATE \(place.table) SET cell = ?
            WHERE job = ? AND \(place.setting) = ? AND \(place.variant) = ?
            """, arguments: [numbers[words], job, words.setting, words.variant])
      }
    }
    try database.execute(
      sql: """
        UPDATE job_runs SET part = coalesce((SELECT value FROM cells
          WHERE cells.job = job_runs.job AND cells.cell = job_runs.cell AND key = ''), '')
        WHERE job = ?
        """, arguments: [job])
  }

  private func insert(_ words: Words, job: Int, number: Int) throws {
    var rows = words.values.map { (key: $0.key, value: $0.typed.value, kind: $0.typed.kind) }
    if !words.part.isEmpty { rows.append(("", words.part.databaseValue, "part")) }
    for (ordinal, row) in rows.enumerated() {
      try database.execute(
        sql: """
          INSERT OR IGNORE INTO cells (job, cell, ordinal, key, value, value_kind)
          VALUES (?, ?, ?, ?, ?, ?)
          """, arguments: [job, number, ordinal, row.key, row.value, row.kind])
    }
  }
}

/// A cell in the words of versions 1 to 4: `training.epochs=30, lambda=0.5, temperature=4`.
private struct Words: Hashable {
  struct Value {
    var key: String
    var text: String

    /// As a number where it is written like one.
    var typed: (value: DatabaseValue, kind: String) {
      if let whole = Int(text), "\(whole)" == text { return (whole.databaseValue, "integer") }
      if let number = Double(text), number.isFinite { return (number.databaseValue, "number") }
      if text == "true" || text == "false" { return ((text == "true").databaseValue, "flag") }
      return (text.databaseValue, "text")
    }
  }

  let setting: String
  let variant: String

  private static let separator = ", "
  /// What students chose for themselves; every other value outside of a setting is the method's.
  private static let configuration: Set = ["weight_decay", "label_smoothing"]

  private var parts: (settings: [Value], options: [Value], part: String) {
    let settings = Self.parts(of: setting[...]).values
    var rest = variant[...]
    if !setting.isEmpty, rest.hasPrefix(setting) {
      rest = rest.dropFirst(setting.count)
      if rest.hasPrefix(Self.separator) { rest = rest.dropFirst(Self.separator.count) }
    }
    let (options, remark) = Self.parts(of: rest)
    return (settings, options, remark)
  }

  var values: [Value] {
    parts.settings
      + parts.options.map { option in
        Self.configuration.contains(option.key)
          ? option : Value(key: "method.\(option.key)", text: option.text)
      }
  }

  var part: String { parts.part }

  /// A value reaches to the next `, key=`, so that it may hold commas itself (`mlp 64, dropout 0.1`).
  private static func parts(of words: Substring) -> (values: [Value], remark: String) {
    var values: [Value] = []
    var remark: [Substring] = []
    for piece in words.split(separator: separator, omittingEmptySubsequences: false) {
      if let value = value(piece) {
        values.append(value)
      } else if values.isEmpty {
        remark.append(piece)
      } else {
        values[values.count - 1].text += separator + piece
      }
    }
    return (values, remark.joined(separator: separator))
  }

  private static func value(_ piece: Substring) -> Value? {
    guard let sign = piece.firstIndex(of: "="), let first = piece.first, first.isASCII,
      first.isLetter,
      piece[..<sign].allSatisfy({
        $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0))
      })
    else { return nil }
    return Value(key: String(piece[..<sign]), text: String(piece[piece.index(after: sign)...]))
  }
}
