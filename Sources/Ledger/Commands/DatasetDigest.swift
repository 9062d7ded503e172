internal import Digests
internal import GRDB

/// What makes two datasets the same: the canonical `data:` without its split, and the bytes of the files
/// it names. Splits of one dataset may differ; what people call by one name may not.
enum DatasetDigest {
  /// Raised when the form below changes.
  private static let form = "retort data 1"

  /// - Parameters:
  ///   - json: a job's canonical specification.
  ///   - files: digests of files by name, others among them.
  /// - Returns: `nil` where the specification has no data, or a file it names is not there.
  static func digest(
    _ database: Database, specification json: String, files digests: [String: String]
  ) throws -> String? {
    guard
      let section = try String.fetchOne(
        database, sql: "SELECT json_remove(\(Self.data), '$.split')", arguments: [json, json])
    else { return nil }
    var lines = [form, section]
    for file in try files(database, of: section).sorted() {
      guard let digest = digests[file] else { return nil }
      lines.append("member \(file.utf8.count):\(file) \(digest)")
    }
    return Digest(of: lines.joined(separator: "\n")).hex
  }

  /// The files a job's data is read from, those of its split among them.
  static func files(
    _ database: Database, ofSpecification json: String
  ) throws -> Set<String> {
    guard
      let section = try String.fetchOne(
        database, sql: "SELECT \(Self.data)", arguments: [json, json])
    else { return [] }
    return try files(database, of: section)
  }

  /// The data of a specification, taken twice as an argument; NULL where there is none.
  private static let data = "CASE WHEN json_valid(?) THEN json_extract(?, '$.data') END"

  private static func files(_ database: Database, of section: String) throws -> Set<String> {
    try String.fetchSet(
      database,
      sql: """
        SELECT atom FROM json_tree(?)
        WHERE key IN ('file', 'classes') AND type = 'text' AND atom <> ''
        """, arguments: [section])
  }
}
