/// Which rows of a label column have no label.
///
/// Nothing is guessed: whatever could be a class by itself stays one.
///
/// | in the column | with a class list | without one |
/// |---|---|---|
/// | an empty cell, NaN, `null` | no label | no label |
/// | `NA`, `nan`, `?` and what else people write | no label, unless the list names it | a class |
/// | −1 | no label, unless the list names it | no label beside class numbers from 0, else a class |
///
/// Without a list −1 beside 0 and 1 alone may be a third class or none: it is refused.
enum MissingLabels {
  /// What people and programs write where they have no value, in lower case.
  static let words: Set<String> = [
    "na", "n/a", "#n/a", "<na>", "nan", "nil", "null", "none", "missing", "unknown", "unlabelled",
    "unlabeled", "?", "-", "--", ".",
  ]

  static func isWord(_ text: String) -> Bool { words.contains(text.lowercased()) }

  /// Rows with a label, ascending.
  ///
  /// - Parameters:
  ///   - name: of the column, for messages.
  ///   - classes: texts of the class list, where there is one.
  /// - Throws: where −1 may mean either, and where no row has a label.
  static func labelledRows(
    of values: ColumnValues, name: String, classes: [String]?
  ) throws(DatasetProblem) -> [Int] {
    let texts = values.texts
    let listed = classes.map { Set($0) }
    var rows = texts.indices.filter { row in
      if case .reals(let reals) = values, reals[row].isNaN { return false }
      guard !texts[row].isEmpty else { return false }
      guard let listed, !listed.contains(texts[row]) else { return true }
      return texts[row] != "-1" && !isWord(texts[row])
    }
    if listed == nil, try isMissing(-1, in: values.values(of: rows), name: name) {
      let whole = values.integers
      rows.removeAll { whole[$0] == -1 }
    }
    guard !rows.isEmpty || texts.isEmpty else {
      throw DatasetProblem(
        .label, at: name,
        found: "no label in any of \(Shown.count(texts.count, "row"))",
        expected: "labels for the rows that train, choose and test",
        remedy: "name the column or the file that has the labels")
    }
    return rows
  }

  /// Whether a number that numbers no class stands for a missing label, where no list tells.
  private static func isMissing(
    _ number: Int, in values: ColumnValues, name: String
  ) throws(DatasetProblem) -> Bool {
    let whole = values.integers
    guard !whole.contains(nil) else { return false }
    let distinct = Set(whole.compactMap { $0 })
    let others = distinct.subtracting([number])
    guard distinct.contains(number), others.min() == 0, others.count > 1 else { return false }
    guard others != [0, 1] else {
      throw DatasetProblem(
        .label, at: name, found: "labels -1, 0 and 1: -1 may be a class or a missing label",
        expected: "a class list, which tells",
        remedy:
          "add 'classes: classes.json' to the labels, with [0, 1] where -1 is no label, and with "
          + "[-1, 0, 1] where it is a class")
    }
    return true
  }
}
