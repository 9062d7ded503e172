internal import Digests
internal import GRDB

/// The digest over a job's result rows, ``ResultSource/all``, in the order of the plan. Times, attempts and
/// job numbers are left out, so that the same bundle gives the same digest in every root.
///
/// What is digested can be read back in one way only. A table is its name and its columns, a row is the
/// number 1 and one value a column, and the number 0 ends the table:
///
///     retort results 2\n  (t9:summaries t12:ordinal, item 1 i0 t4:text 1 i1 - 0)*
///
/// A value is `-` (NULL), `i12`, `r0.5` (the shortest decimal that reads back) or `t5:words` with the number
/// of bytes before them: a NUL among these is one of them. No value moves into the next column, nor into
/// the next row, without another digest.
enum ResultDigest {
  /// The rule that new seals follow, kept beside each of them. ``FirstResultDigest`` is the one before.
  static let form = 2

  /// - Parameter form: the rule of the job's seal.
  static func digest(_ database: Database, job: Int, form: Int) throws -> String {
    switch form {
    case 1: return try FirstResultDigest.digest(database, job: job)
    case Self.form: return try digest(database, job: job)
    default: throw LedgerError.unreadable(column: "events.form", found: "\(form)")
    }
  }

  private static func digest(_ database: Database, job: Int) throws -> String {
    var hasher = DigestHasher()
    hasher.update(Array("retort results \(form)\n".utf8))
    for source in ResultSource.all {
      let rows = try Row.fetchCursor(
        database,
        sql: "SELECT \(asBytes(source.columns)) FROM (\(source.query)) ORDER BY \(source.order)",
        arguments: [job])
      hasher.update(text(Array(source.name.utf8)) + text(Array(source.columns.utf8)))
      while let row = try rows.next() {
        var bytes = Array("1 ".utf8)
        for value in row.databaseValues { bytes += canonical(value) }
        hasher.update(bytes)
      }
      hasher.update(Array("0\n".utf8))
    }
    return hasher.finish().hex
  }

  /// Text as the bytes it is made of: read as text, it would end at a NUL.
  private static func asBytes(_ columns: String) -> String {
    columns.split(whereSeparator: { ", \n".contains($0) })
      .map { "iif(typeof(\($0)) = 'text', CAST(\($0) AS BLOB), \($0))" }
      .joined(separator: ", ")
  }

  private static func canonical(_ value: DatabaseValue) -> [UInt8] {
    switch value.storage {
    case .null: Array("- ".utf8)
    case .int64(let number): Array("i\(number) ".utf8)
    case .double(let number): Array("r\(number) ".utf8)
    // A text; no column of a result holds other bytes.
    case .blob(let bytes): text(Array(bytes))
    case .string(let words): text(Array(words.utf8))
    }
  }

  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    Array("t\(bytes.count):".utf8) + bytes + Array(" ".utf8)
  }
}
