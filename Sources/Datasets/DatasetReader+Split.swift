import Randomness
import Specifications

/// The target, and which rows are for what.
extension DatasetReader {
  mutating func makeTarget(_ column: NamedColumn) -> Target? {
    guard column.values.count > 0 else { return nil }
    do throws(DatasetProblem) {
      switch specification.target {
      case .values: return try Target.values(column.values, name: column.name)
      case .labels(_, nil): return try Target.labels(column.values, name: column.name, classes: nil)
      case .labels(_, let file?):
        guard let list = try files.classes(file) else { return nil }
        return try Target.labels(column.values, name: column.name, classes: (file, list))
      }
    } catch {
      problems.append(error)
      return nil
    }
  }

  /// The split as the specification wants it, its label budget kept.
  mutating func readSplit(_ target: Target, ids: NamedColumn?, groups: NamedColumn?) -> Split? {
    guard isUsable(groups, rows: target.rows) else { return nil }
    // Ids of another number of rows were told of when the files were joined.
    let names = ids?.values.count == target.rows ? ids?.values.texts : nil
    var reader = SplitReader(target, groups: groups?.values.dense, ids: names)
    let columns = specification.tests.compactMap { test in
      read(test.rows, as: "data.split.tests.\(test.name)").map { (test.name, $0) }
    }
    let tests = reader.tests(columns)
    let drawn = makeSplit(&reader, besides: tests)
    let whole = drawn.flatMap { reader.adding(tests, to: $0) }
    problems += reader.problems
    guard columns.count == specification.tests.count else { return nil }
    if reader.leftOut > 0, specification.unlabelled == .keep {
      warnings.append(
        DatasetWarning(
          kind: .unlabelledGroups, place: "data.split.group",
          text:
            "\(Shown.count(reader.leftOut, "row")) without a label left out: their groups were drawn "
            + "into validation or test"))
    }
    guard var split = whole.flatMap({ budgeted($0, target) }) else { return nil }
    if specification.unlabelled == .drop { split.unlabelled = [] }
    return split
  }

  private func isUsable(_ groups: NamedColumn?, rows: Int) -> Bool {
    guard specification.split.group != nil else { return true }
    return groups?.values.count == rows
  }

  /// - Parameter tests: further test sets, whose rows a drawn split leaves alone.
  private mutating func makeSplit(_ reader: inout SplitReader, besides tests: [TestSet]) -> Split? {
    let rows = reader.target.rows
    switch specification.split {
    case .drawn(let draw): return reader.drawn(draw, besides: tests)
    case .files(let train, let validation, let test, let policy, _):
      let trainRows = read(train, as: "data.split.train")
      let validationRows = validation.map { read($0, as: "data.split.validation") }
      let testRows = read(test, as: "data.split.test")
      guard let trainRows, let testRows else { return nil }
      if let validationRows, validationRows == nil { return nil }
      return reader.files(
        train: trainRows, validation: validationRows ?? nil, test: testRows, policy: policy)
    case .column(let reference, let policy, _):
      guard let column = read(reference, as: "data.split") else { return nil }
      guard column.values.count == rows else {
        problems.append(
          DatasetProblem(
            .rowCounts, at: "data.split (\(column.name))",
            found: Shown.count(column.values.count, "row"),
            expected: "one word for each of the \(rows) rows"))
        return nil
      }
      return reader.column(column.values, name: column.name, policy: policy)
    }
  }

  /// The split with as many labelled train rows as the specification asks for.
  private mutating func budgeted(_ split: Split, _ target: Target) -> Split? {
    guard let count = specification.labelBudget else { return split }
    guard count <= split.train.count else {
      let rows = split.unlabelled.isEmpty ? "train row" : "labelled train row"
      problems.append(
        DatasetProblem(
          .tooFewRows, at: "data.split.labels",
          found: "\(Shown.count(count, "label")) for \(Shown.count(split.train.count, rows))",
          expected: "at most as many labels as there are \(rows)s",
          remedy: "write 'all', or a smaller number"))
      return nil
    }
    // Index 2: the draws of the split and of validation have 0 and 1.
    var stream = RandomStream(
      seed: specification.split.seed, role: .design, purpose: .split, index: 2)
    let strata = Strata.of(target, leavingOut: split.unlabelled)
    var split = split
    let labelled = LabelBudget(strata: strata).rows(
      of: split.train, count: count, stream: &stream)
    let kept = Set(labelled)
    split.unlabelled = (split.unlabelled + split.train.filter { !kept.contains($0) }).sorted()
    split.train = labelled
    return split
  }

  mutating func check(_ split: Split, _ target: Target) {
    switch target {
    case .labels(let labels, let classes):
      problems += ClassCheck(labels, classes: classes, split: split).problems
    case .values(let values): problems += TargetCheck(values, split: split).problems
    }
  }
}

extension SplitSpecification {
  /// Of a drawn split its own; rows given by name have none.
  fileprivate var seed: Int { if case .drawn(let draw) = self { draw.seed } else { 1 } }
}
