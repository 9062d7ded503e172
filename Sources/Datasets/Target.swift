/// What is to be predicted, one value a row.
public enum Target: Sendable, Hashable {
  /// Class numbers, and the names of the classes.
  case labels([Int], classes: [String])
  case values([Double])

  public var rows: Int {
    switch self {
    case .labels(let labels, _): labels.count
    case .values(let values): values.count
    }
  }

  /// Makes class numbers out of labels.
  ///
  /// Without a class list the distinct labels are the classes: whole numbers sorted by value, texts by
  /// their characters. With a list of numbers, labels are looked up by value. With a list of texts,
  /// labels that are texts and all in the list are looked up by name; whole numbers are class numbers,
  /// counted from 0.
  static func labels(
    _ values: ColumnValues, name: String, classes: (name: String, values: ColumnValues)?
  ) throws(DatasetProblem) -> Target {
    let whole = values.integers
    if case .reals = values, let row = whole.firstIndex(of: nil) {
      throw DatasetProblem(
        .label, at: name, found: "row \(row) (counted from 0) is \(values.texts[row])",
        expected: "class numbers or class names",
        remedy: "for real numbers write 'target:' instead of 'labels:'")
    }
    let texts = values.texts
    if let row = texts.firstIndex(of: "") {
      throw DatasetProblem(
        .label, at: name, found: "row \(row) (counted from 0) has no label",
        expected: "a label for every row")
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
    try checkClasses(names, name: classes.name)
    if case .integers(let list) = classes.values, let numbers {
      return .labels(
        try listed(numbers, in: list, shown: String.init, name: name, classes: classes.name),
        classes: names)
    }
    let isTextual = if case .text = values { true } else { false }
    if let numbers, !(isTextual && Set(texts).isSubset(of: Set(names))) {
      let outside = numbers.indices.filter { !names.indices.contains(numbers[$0]) }
      guard outside.isEmpty else {
        throw Self.outside(
          outside.map { (row: $0, label: String(numbers[$0])) }, name: name,
          expected: "class numbers 0 to \(names.count - 1), as \(classes.name) lists "
            + Shown.count(names.count, "class"))
      }
      return .labels(numbers, classes: names)
    }
    return .labels(
      try listed(texts, in: names, shown: Shown.quoted, name: name, classes: classes.name),
      classes: names)
  }

  /// Makes real numbers out of a target column. Whether the used ones are finite is checked later.
  static func values(_ values: ColumnValues, name: String) throws(DatasetProblem) -> Target {
    let reals = values.reals
    let wrong = reals.indices.filter { reals[$0] == nil }
    guard wrong.isEmpty else {
      let texts = values.texts
      throw DatasetProblem(
        .target, at: name,
        found: "\(Shown.count(wrong.count, "row")) without a number: "
          + Shown.list(wrong.map { "row \($0) has \(Shown.quoted(texts[$0]))" }),
        expected: "a real number in every row (rows are counted from 0)",
        remedy: "for class names write 'labels:' instead of 'target:'")
    }
    return .values(reals.compactMap { $0 })
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
    _ labels: [Value], in list: [Value], shown: (Value) -> String, name: String, classes: String
  ) throws(DatasetProblem) -> [Int] {
    let known = Set(list)
    let outside = labels.indices.filter { !known.contains(labels[$0]) }
    guard outside.isEmpty else {
      throw Self.outside(
        outside.map { (row: $0, label: shown(labels[$0])) }, name: name,
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
