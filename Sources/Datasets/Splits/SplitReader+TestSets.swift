/// Further test sets beside a split.
extension SplitReader {
  /// Each set with its rows; what is wrong with the others is noted.
  mutating func tests(_ columns: [(name: String, rows: (name: String, values: ColumnValues))])
    -> [TestSet]
  {
    columns.map { column in
      let word = "tests.\(column.name)"
      let rows = indices(column.rows.values, word: word, name: column.rows.name)
      noteUnlabelled(
        rows, of: word, at: "\(Self.place), \(word) (\(column.rows.name))",
        remedy: "leave these rows out of the set, or label them")
      return TestSet(name: column.name, rows: rows)
    }
  }

  /// The split with further test sets, unless it learns from them or chooses by them.
  mutating func adding(_ tests: [TestSet], to split: Split) -> Split? {
    for (word, rows) in [("train", split.trainInputs), ("validation", split.validation)] {
      let known = Set(rows)
      for test in tests {
        let shared = test.rows.filter(known.contains)
        guard !shared.isEmpty else { continue }
        problems.append(
          DatasetProblem(
            .splitOverlap, at: Self.place,
            found: "tests.\(test.name) and \(word) share \(Shown.count(shared.count, "row")): "
              + Shown.list(shared.map(shown)),
            expected: "test sets without a row of train or validation",
            remedy: "take these rows out of the set, or out of \(word)"))
      }
    }
    guard problems.isEmpty else { return nil }
    var split = split
    split.tests = tests
    return split
  }
}
