import Specifications
import Tensors

/// Joins modalities by id: every id of the dataset once in every modality, in any order, but for those that a
/// modality is allowed to lack.
struct IdentifierJoin {
  let problems: [DatasetProblem]
  private let ids: [String]
  private let name: String

  init(_ ids: [String], name: String) {
    self.ids = ids
    self.name = name
    problems = Self.check(ids, name: name)
  }

  /// The modality with its rows in the order of the dataset's ids.
  func joined(
    _ modality: Modality, file: String, ids column: (name: String, values: ColumnValues)?,
    missing: MissingSpecification? = nil
  ) -> Result<Modality, DatasetError> {
    guard let column else {
      return failure(
        .ids, at: "modality '\(modality.name)' (\(file))", found: "no ids",
        expected: "ids of its rows, since the data are joined by id",
        remedy: "add 'ids: {file: …}' to the modality")
    }
    let own = column.values.texts
    guard own.count == modality.features.rows else {
      return failure(
        .rowCounts, at: "modality '\(modality.name)' (\(file))",
        found: "\(Shown.count(modality.features.rows, "row")) and "
          + "\(Shown.count(own.count, "id")) in \(column.name)", expected: "one id a row")
    }
    var problems = column.name == name ? [] : Self.check(own, name: column.name)
    let known = Set(ids)
    let rows = Dictionary(
      own.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    if missing != .allowed {
      problems += absent(
        ids.filter { rows[$0] == nil }, from: column.name, but: name,
        remedy: "keep the rows both have, or let the modality lack rows: 'missing: allowed'")
    }
    problems += absent(
      own.filter { !known.contains($0) }, from: name, but: column.name,
      remedy: "keep the rows both have")
    guard problems.isEmpty else { return .failure(DatasetError(problems: problems)) }

    return .success(
      modality.ordered(
        by: ids.map { id in
          rows[id].flatMap { modality.lacks($0) ? nil : Int32($0) } ?? -1
        }))
  }

  private func absent(
    _ missing: [String], from name: String, but other: String, remedy: String
  ) -> [DatasetProblem] {
    guard !missing.isEmpty else { return [] }
    return [
      DatasetProblem(
        .ids, at: name,
        found: "\(Shown.count(missing.count, "id")) of \(other) absent: "
          + Shown.list(missing.map(Shown.quoted)),
        expected: "the same ids in both files",
        remedy: remedy)
    ]
  }

  private static func check(_ ids: [String], name: String) -> [DatasetProblem] {
    var problems: [DatasetProblem] = []
    let empty = ids.indices.filter { ids[$0].isEmpty }
    if !empty.isEmpty {
      problems.append(
        DatasetProblem(
          .ids, at: name,
          found: "\(Shown.count(empty.count, "id")) missing: "
            + Shown.list(empty.map { "row \($0)" }),
          expected: "an id for every row (rows are counted from 0)"))
    }
    var first: [String: Int] = [:]
    var repeated: [String] = []
    for (row, id) in ids.enumerated() where !id.isEmpty {
      if let earlier = first[id] {
        repeated.append("\(Shown.quoted(id)) in rows \(earlier) and \(row)")
      } else {
        first[id] = row
      }
    }
    if !repeated.isEmpty {
      problems.append(
        DatasetProblem(
          .ids, at: name,
          found: "\(Shown.count(repeated.count, "id")) repeated: \(Shown.list(repeated))",
          expected: "every id once (rows are counted from 0)"))
    }
    return problems
  }

  private func failure(
    _ kind: DatasetProblem.Kind, at place: String, found: String, expected: String,
    remedy: String? = nil
  ) -> Result<Modality, DatasetError> {
    .failure(
      DatasetError(problems: [
        DatasetProblem(kind, at: place, found: found, expected: expected, remedy: remedy)
      ]))
  }
}
