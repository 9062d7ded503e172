import Randomness
import Specifications

/// Makes a split out of its specification, and checks it.
struct SplitReader {
  let target: Target
  /// Dense numbers, where rows come in groups.
  let groups: [Int]?
  /// Ids of the rows, where the data have them.
  let ids: [String]?
  var problems: [DatasetProblem] = []
  /// Unlabelled rows that are not used because their group was drawn into validation or test.
  private(set) var leftOut = 0

  init(_ target: Target, groups: [Int]?, ids: [String]? = nil) {
    self.target = target
    self.groups = groups
    self.ids = ids
  }

  private var rows: Int { target.rows }

  static let place = "data.split"
  private static let words = ["train", "validation", "test"]

  // MARK: drawn

  /// - Parameter tests: further test sets, whose rows are not drawn from.
  mutating func drawn(_ draw: DrawnSplit, besides tests: [TestSet] = []) -> Split? {
    guard rows > 0 else {
      problems.append(
        DatasetProblem(.emptyPart, at: Self.place, found: "no rows to split"))
      return nil
    }
    var stream = RandomStream(seed: draw.seed, role: .design, purpose: .split)
    let unlabelled = target.unlabelledRows
    let others = Set(tests.flatMap(\.rows))
    let labelled = (0..<rows).filter { target.isLabelled($0) && !others.contains($0) }
    let parts = SplitDraw(
      fractions: [draw.train, draw.validation, draw.test],
      strata: draw.stratify ? Strata.of(target, leavingOut: unlabelled) : nil, groups: groups
    ).parts(of: labelled, stream: &stream)
    let fractions = [draw.train, draw.validation, draw.test]
    for (part, word) in Self.words.enumerated() where parts[part].isEmpty {
      guard part != 1 || fractions[part] > 0 else { continue }
      let units =
        groups.map { groups in Shown.count(Set(labelled.map { groups[$0] }).count, "group") }
        ?? Shown.count(labelled.count, unlabelled.isEmpty ? "row" : "labelled row")
      problems.append(
        DatasetProblem(
          .emptyPart, at: Self.place,
          found: "\(word): \(fractions[part]) of \(units) leaves it without a row",
          expected: "at least one row in every part", remedy: "raise the fraction of \(word)"))
    }
    guard problems.isEmpty else { return nil }
    return complete(
      train: parts[0], validation: parts[1], test: parts[2],
      unlabelled: apart(unlabelled, from: parts[1] + parts[2]), policy: draw.validationPolicy,
      seed: draw.seed)
  }

  /// Unlabelled rows without those of groups that were drawn into another part: a group stays in one.
  private mutating func apart(_ unlabelled: [Int], from held: [Int]) -> [Int] {
    guard let groups else { return unlabelled }
    let heldGroups = Set(held.map { groups[$0] })
    let kept = unlabelled.filter { !heldGroups.contains(groups[$0]) }
    leftOut += unlabelled.count - kept.count
    return kept
  }

  // MARK: index files

  /// - Parameter validation: `nil` where the specification names none.
  mutating func files(
    train: (name: String, values: ColumnValues), validation: (name: String, values: ColumnValues)?,
    test: (name: String, values: ColumnValues), policy: ValidationPolicy
  ) -> Split? {
    var parts: [(word: String, rows: [Int])] = []
    for (word, part) in [("train", train), ("validation", validation), ("test", test)] {
      guard let part else { continue }
      parts.append((word, indices(part.values, word: word, name: part.name)))
    }
    for (index, later) in parts.enumerated() {
      let seen = Set(later.rows)
      for earlier in parts[..<index] {
        let shared = earlier.rows.filter(seen.contains)
        guard !shared.isEmpty else { continue }
        problems.append(
          DatasetProblem(
            .splitOverlap, at: Self.place,
            found: "\(earlier.word) and \(later.word) share \(Shown.count(shared.count, "row")): "
              + Shown.list(shared.map(String.init)),
            expected: "every row in one part at most",
            remedy: "a row of both would be learned and tested: make the index files disjoint"))
      }
    }
    guard problems.isEmpty else { return nil }
    let found = Dictionary(uniqueKeysWithValues: parts.map { ($0.word, $0.rows) })
    return given(
      [found["train"] ?? [], found["validation"] ?? [], found["test"] ?? []], policy: policy,
      place: Self.place)
  }

  /// A split whose rows were given: train rows without a label are parted from the others, and no other part may
  /// have any.
  private mutating func given(
    _ parts: [[Int]], policy: ValidationPolicy, place: String
  ) -> Split? {
    for part in [1, 2] {
      noteUnlabelled(
        parts[part], of: Self.words[part], at: place,
        remedy: "move these rows to train, where no label loss sees them, or label them")
    }
    let labelled = parts[0].filter(target.isLabelled)
    if labelled.isEmpty, !parts[0].isEmpty {
      problems.append(
        DatasetProblem(
          .unlabelled, at: place,
          found: "no label in any of \(Shown.count(parts[0].count, "train row"))",
          expected: "train rows with a label", remedy: "add labelled rows to train"))
    }
    guard problems.isEmpty else { return nil }
    return complete(
      train: labelled, validation: parts[1], test: parts[2],
      unlabelled: parts[0].filter { !target.isLabelled($0) }, policy: policy, seed: 1)
  }

  /// A row as messages name it: with its id, where it has one.
  func shown(_ row: Int) -> String {
    ids.map { "row \(row) (id \(Shown.quoted($0[row])))" } ?? "row \(row)"
  }

  mutating func noteUnlabelled(
    _ rows: [Int], of word: String, at place: String, remedy: String
  ) {
    let without = rows.filter { !target.isLabelled($0) }
    guard !without.isEmpty else { return }
    problems.append(
      DatasetProblem(
        .unlabelled, at: place,
        found: "\(Shown.count(without.count, "\(word) row")) without a label: "
          + Shown.list(without.map(shown)),
        expected: "a label for every row that chooses or tests (rows are counted from 0)",
        remedy: remedy))
  }

  // MARK: row numbers

  /// The valid row numbers of one part, ascending; what is wrong with the others is noted.
  ///
  /// Where the data have ids, values that are not all whole numbers are ids.
  mutating func indices(_ values: ColumnValues, word: String, name: String) -> [Int] {
    func note(
      _ kind: DatasetProblem.Kind, _ found: String, _ expected: String, remedy: String
    ) {
      problems.append(
        DatasetProblem(
          kind, at: "\(Self.place), \(word) (\(name))", found: found, expected: expected,
          remedy: remedy))
    }
    guard values.count > 0 else {
      note(
        .emptyPart, "no row numbers in the file", "at least one",
        remedy: "write the row numbers of \(word) into it")
      return []
    }
    var wrong: [String] = []
    var outside: [Int] = []
    var repeated: [Int] = []
    var seen: Set<Int> = []
    var indices: [Int] = []
    let numbers = values.integers
    if let ids, numbers.contains(nil) {
      let known = Dictionary(
        ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      let unknown = values.texts.filter { known[$0] == nil }
      if !unknown.isEmpty {
        note(
          .splitIndex,
          "\(Shown.count(unknown.count, "id")) unknown: "
            + Shown.list(unknown.map(Shown.quoted)), "ids of 'data.ids', or row numbers from 0",
          remedy: "correct these ids, or leave them out")
        return []
      }
      return self.indices(
        .integers(values.texts.compactMap { known[$0] }), word: word, name: name)
    }
    for (position, value) in numbers.enumerated() {
      guard let value else {
        wrong.append("item \(position)")
        continue
      }
      guard value >= 0, value < rows else {
        outside.append(value)
        continue
      }
      if seen.insert(value).inserted { indices.append(value) } else { repeated.append(value) }
    }
    if !wrong.isEmpty {
      note(
        .splitIndex, "\(Shown.count(wrong.count, "item")) no whole number: \(Shown.list(wrong))",
        "row numbers, counted from 0", remedy: "write whole numbers only")
    }
    if !outside.isEmpty {
      note(
        .splitIndex,
        "\(Shown.count(outside.count, "row number")) out of range: "
          + Shown.list(outside.map(String.init)),
        "row numbers 0 to \(rows - 1): there are \(Shown.count(rows, "row"))",
        remedy: "count rows from 0, and remove the numbers that have no row")
    }
    if !repeated.isEmpty {
      note(
        .splitIndex,
        "\(Shown.count(repeated.count, "row number")) repeated: "
          + Shown.list(repeated.map(String.init)), "every row once",
        remedy: "remove the repeats")
    }
    return indices.sorted()
  }

  // MARK: column

  mutating func column(
    _ values: ColumnValues, name: String, policy: ValidationPolicy
  ) -> Split? {
    var parts: [[Int]] = [[], [], []]
    var wrong: [String] = []
    for (row, word) in values.texts.enumerated() {
      if let part = Self.words.firstIndex(of: word) {
        parts[part].append(row)
      } else {
        wrong.append("row \(row) has \(Shown.quoted(word))")
      }
    }
    if !wrong.isEmpty {
      problems.append(
        DatasetProblem(
          .splitIndex, at: "\(Self.place) (\(name))",
          found: "\(Shown.count(wrong.count, "row")) of no part: \(Shown.list(wrong))",
          expected: "'train', 'validation' or 'test' in every row (rows are counted from 0)"))
    }
    for part in [0, 2] where parts[part].isEmpty {
      problems.append(
        DatasetProblem(
          .emptyPart, at: "\(Self.place) (\(name))", found: "no row is '\(Self.words[part])'",
          expected: "at least one"))
    }
    guard problems.isEmpty else { return nil }
    return given(parts, policy: policy, place: "\(Self.place) (\(name))")
  }

  // MARK: validation

  /// Takes a stratified sixth of train as validation where there is none and one is wanted.
  private mutating func complete(
    train: [Int], validation: [Int], test: [Int], unlabelled: [Int], policy: ValidationPolicy,
    seed: Int
  ) -> Split? {
    guard validation.isEmpty, policy == .held else {
      return Split(
        train: train, validation: validation, test: test, validationPolicy: policy,
        unlabelled: unlabelled)
    }
    // Index 1: the draw of the split itself has index 0.
    var stream = RandomStream(seed: seed, role: .design, purpose: .split, index: 1)
    let parts = SplitDraw(
      fractions: [5.0 / 6, 1.0 / 6], strata: Strata.of(target, leavingOut: unlabelled),
      groups: groups
    ).parts(of: train, stream: &stream)
    guard !parts[0].isEmpty, !parts[1].isEmpty else {
      problems.append(
        DatasetProblem(
          .emptyPart, at: Self.place,
          found: "a sixth of \(Shown.count(train.count, "train row")) leaves "
            + "\(parts[0].count) for train and \(parts[1].count) for validation",
          expected: "at least one row in each",
          remedy: "name validation rows, or write 'validation: none'"))
      return nil
    }
    return Split(
      train: parts[0], validation: parts[1], test: test, validationTakenFromTrain: true,
      validationPolicy: policy, unlabelled: apart(unlabelled, from: parts[1]))
  }
}
