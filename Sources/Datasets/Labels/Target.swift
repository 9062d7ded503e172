/// What is to be predicted, one value a row, where the row has one.
public enum Target: Sendable, Hashable {
  /// Class numbers, −1 where a row has no label, and the names of the classes.
  case labels([Int], classes: [String])
  /// Real numbers, NaN where a row has none.
  case values([Double])

  /// Stands for the class of a row without a label.
  public static let unlabelled = -1

  public var rows: Int {
    switch self {
    case .labels(let labels, _): labels.count
    case .values(let values): values.count
    }
  }

  /// Whether a row has a label, or a number to be predicted.
  public func isLabelled(_ row: Int) -> Bool {
    switch self {
    case .labels(let labels, _): labels[row] != Self.unlabelled
    case .values(let values): !values[row].isNaN
    }
  }

  /// Rows without a label, ascending.
  public var unlabelledRows: [Int] { (0..<rows).filter { !isLabelled($0) } }

  /// The same without the labels of some rows.
  func hiding(_ rows: [Int]) -> Target {
    switch self {
    case .labels(var labels, let classes):
      for row in rows { labels[row] = Self.unlabelled }
      return .labels(labels, classes: classes)
    case .values(var values):
      for row in rows { values[row] = .nan }
      return .values(values)
    }
  }

  /// Makes class numbers out of labels.
  ///
  /// Without a class list the distinct labels are the classes: whole numbers sorted by value, texts by
  /// their characters. With a list of numbers, labels are looked up by value. With a list of texts,
  /// labels that are texts and all in the list are looked up by name; whole numbers are class numbers,
  /// counted from 0. Rows without a label (``MissingLabels``) get −1.
  static func labels(
    _ values: ColumnValues, name: String, classes: (name: String, values: ColumnValues)?
  ) throws(DatasetProblem) -> Target {
    if let classes { try checkClasses(classes.values.texts, name: classes.name) }
    let rows = try MissingLabels.labelledRows(
      of: values, name: name, classes: classes?.values.texts)
    guard rows.count < values.count else {
      return try labels(values, rows: rows, name: name, classes: classes)
    }
    let known = try labels(values.values(of: rows), rows: rows, name: name, classes: classes)
    guard case .labels(let numbers, let names) = known else { return known }
    var all = [Int](repeating: unlabelled, count: values.count)
    for (row, number) in zip(rows, numbers) { all[row] = number }
    return .labels(all, classes: names)
  }

  /// Class numbers of rows that have a label each.
  ///
  /// - Parameter rows: the row of each value, for messages.
  private static func labels(
    _ values: ColumnValues, rows: [Int], name: String,
    classes: (name: String, values: ColumnValues)?
  ) throws(DatasetProblem) -> Target {
    let whole = values.integers
    let texts = values.texts
    if case .reals = values, let place = whole.firstIndex(of: nil) {
      throw DatasetProblem(
        .label, at: name, found: "row \(rows[place]) (counted from 0) is \(texts[place])",
        expected: "class numbers or class names",
        remedy: "for real numbers write 'target:' instead of 'labels:'")
    }
    let numbers = whole.contains(nil) ? nil : whole.compactMap { $0 }
    guard let classes else {
      if let numbers {
        let distinct = Set(numbers).sorted()
        return .labels(places(numbers, in: distinct), classes: distinct.map(String.init))
      }
      let distinct = Set(texts).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      return .labels(places(texts, in: distinct), classes: distinct)
    }

    let names = classes.values.texts
    if case .integers(let list) = classes.values, let numbers {
      return .labels(
        try listed(
          numbers, rows: rows, in: list, shown: String.init, name: name, classes: classes.name),
        classes: names)
    }
    let isTextual = if case .text = values { true } else { false }
    if let numbers, !(isTextual && Set(texts).isSubset(of: Set(names))) {
      let outside = numbers.indices.filter { !names.indices.contains(numbers[$0]) }
      guard outside.isEmpty else {
        throw Self.outside(
          outside.map { (row: rows[$0], label: String(numbers[$0])) }, name: name,
          expected: "class numbers 0 to \(names.count - 1), as \(classes.name) lists "
            + Shown.count(names.count, "class"))
      }
      return .labels(numbers, classes: names)
    }
    return .labels(
      try listed(
        texts, rows: rows, in: names, shown: Shown.quoted, name: name, classes: classes.name),
      classes: names)
  }

  /// Makes real numbers out of a target column, NaN where a row has none: an empty cell, NaN, `null`, or one
  /// of the ``MissingLabels/words``. Whether the others are finite is checked later.
  static func values(_ values: ColumnValues, name: String) throws(DatasetProblem) -> Target {
    let texts = values.texts
    let reals = values.reals.enumerated().map { row, value in
      value ?? (texts[row].isEmpty || MissingLabels.isWord(texts[row]) ? .nan : nil)
    }
    let wrong = reals.indices.filter { reals[$0] == nil }
    guard wrong.isEmpty else {
      throw DatasetProblem(
        .target, at: name,
        found: "\(Shown.count(wrong.count, "row")) without a number: "
          + Shown.list(wrong.map { "row \($0) has \(Shown.quoted(texts[$0]))" }),
        expected: "real numbers, and an empty cell where a row has none (rows are counted from 0)",
        remedy: "for class names write 'labels:' instead of 'target:'")
    }
    let known = reals.compactMap { $0 }
    guard known.isEmpty || known.contains(where: { !$0.isNaN }) else {
      throw DatasetProblem(
        .target, at: name, found: "no number in any of \(Shown.count(known.count, "row"))",
        expected: "numbers for the rows that train, choose and test",
        remedy: "name the column or the file that has the target")
    }
    return .values(known)
  }

  private static func checkClasses(_ names: [String], name: String) throws(DatasetProblem) {
    guard names.count >= 2 else {
      throw DatasetProblem(
        .classes, at: name, found: Shown.count(names.count, "class"), expected: "at least two",
        remedy: "list every class of the labels")
    }
    var seen: Set<String> = []
    let repeated = names.filter { !seen.insert($0).inserted }
    guard repeated.isEmpty else {
      throw DatasetProblem(
        .classes, at: name,
        found: "repeated in the list: \(Shown.list(repeated.map(Shown.quoted)))",
        expected: "every class once", remedy: "remove the repeated names from the list")
    }
  }

  private static func listed<Value: Hashable>(
    _ labels: [Value], rows: [Int], in list: [Value], shown: (Value) -> String, name: String,
    classes: String
  ) throws(DatasetProblem) -> [Int] {
    let known = Set(list)
    let outside = labels.indices.filter { !known.contains(labels[$0]) }
    guard outside.isEmpty else {
      throw Self.outside(
        outside.map { (row: rows[$0], label: shown(labels[$0])) }, name: name,
        expected: "one of the \(Shown.count(list.count, "class")) of \(classes): "
          + Shown.list(list.map(shown), most: 10))
    }
    return places(labels, in: list)
  }

  private static func places<Value: Hashable>(_ labels: [Value], in list: [Value]) -> [Int] {
    let places = Dictionary(
      list.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return labels.compactMap { places[$0] }
  }

  private static func outside(
    _ outside: [(row: Int, label: String)], name: String, expected: String
  ) -> DatasetProblem {
    DatasetProblem(
      .label, at: name,
      found: "\(Shown.count(outside.count, "label")) outside the class list: "
        + Shown.list(outside.map { "row \($0.row) has \($0.label)" }),
      expected: expected + " (rows are counted from 0)",
      remedy: "add the class to the list, or correct these labels")
  }
}
