import Bundles
import Digests
import Randomness
import Specifications
import Tensors

/// Makes a dataset out of members, collecting every problem it can reach.
///
/// Stages: files present → tables and arrays read → rows joined → target → split → features checked.
/// A stage whose input is missing is left out; the others still run, so that a person sees all
/// problems at once.
struct DatasetReader {
  private let specification: DataSpecification
  private var files: MemberFiles
  private var problems: [DatasetProblem] = []
  private var warnings: [DatasetWarning] = []

  init(_ specification: DataSpecification, source: any MemberSource) {
    self.specification = specification
    files = MemberFiles(specification, source: source)
  }

  mutating func dataset() throws(DatasetError) -> Dataset {
    problems += files.open()
    let modalities = readModalities()
    let column = readTargetColumn()
    let ids = specification.ids.flatMap { read($0, as: "data.ids") }
    let groups = readGroups()
    let joined = join(modalities, target: column, ids: ids, groups: groups)
    let target = column.flatMap { makeTarget($0) }
    let whole = target.flatMap { target in
      groupsAreUsable(groups, rows: target.rows)
        ? makeSplit(target, groups: groups?.values.dense) : nil
    }
    let split = whole.flatMap { whole in target.flatMap { labelled(whole, $0) } }
    if let split, let target { check(split, target) }

    var scans: [FeatureScan] = []
    if let split, let joined {
      for modality in joined {
        let scan = FeatureScan(modality.features, used: split.used, train: split.train)
        problems += scan.problems(modality, file: place(of: modality.name))
        scans.append(scan)
      }
    }
    guard problems.isEmpty, let joined, let target, let split else {
      throw DatasetError(problems: problems)
    }
    do throws(DatasetProblem) {
      return try finish(
        joined, scans: scans, target: target, split: split, ids: ids?.values.texts,
        groups: groups?.values)
    } catch {
      throw DatasetError(problems: [error])
    }
  }

  private mutating func finish(
    _ joined: [Modality], scans: [FeatureScan], target: Target, split: Split, ids: [String]?,
    groups: ColumnValues?
  ) throws(DatasetProblem) -> Dataset {
    var modalities = joined
    if specification.standardise {
      for index in modalities.indices {
        modalities[index].standardisation = Standardisation.fitted(
          to: modalities[index].features, rows: split.train)
      }
    }
    let card = DataCard(
      modalities, scans: scans, target: target, split: split, groups: groups?.dense)
    warnings += files.unusedWarnings() + card.warnings(modalities, split: split)
    for index in modalities.indices { modalities[index].dropUnneededDigits() }
    return Dataset(
      modalities: modalities, target: target, ids: ids, groups: groups?.dense,
      groupNames: groups?.texts.withoutRepeats, split: split,
      warnings: warnings, card: card,
      digest: DatasetIdentity.digest(specification, members: try files.digests()))
  }

  // MARK: reading

  /// One column of a file and where it came from.
  typealias NamedColumn = (name: String, values: ColumnValues)

  private struct ReadModality {
    var modality: Modality
    var file: String
    var ids: NamedColumn?
  }

  /// `nil` where any modality could not be read: the join needs all.
  private mutating func readModalities() -> [ReadModality]? {
    var read: [ReadModality] = []
    for modality in specification.modalities {
      do throws(DatasetProblem) {
        guard let (features, shape, names) = try files.features(modality) else { continue }
        guard features.rows > 0 else {
          throw DatasetProblem(
            .shape, at: modality.file, found: "no rows", expected: "one row a sample",
            remedy: "write the file again with its rows")
        }
        guard features.columns > 0 else {
          throw DatasetProblem(
            .shape, at: modality.file, found: "no columns", expected: "at least one feature a row")
        }
        let ids = modality.idReference(dataIds: specification.ids)
        let column = ids.flatMap { self.read($0, as: "ids of modality '\(modality.name)'") }
        if ids != nil && column == nil { continue }
        read.append(
          ReadModality(
            modality: Modality(
              name: modality.name, features: features, shape: shape, columnNames: names),
            file: modality.shownFile, ids: column))
      } catch {
        problems.append(error)
      }
    }
    return read.count == specification.modalities.count ? read : nil
  }

  private mutating func readTargetColumn() -> NamedColumn? {
    switch specification.target {
    case .labels(let reference, _): read(reference, as: "data.labels")
    case .values(let reference): read(reference, as: "data.target")
    }
  }

  private mutating func readGroups() -> NamedColumn? {
    specification.split.group.flatMap { read($0, as: "data.split.group") }
  }

  /// `nil` with the problem noted, or noted before because the file is absent.
  private mutating func read(_ reference: ColumnReference, as role: String) -> NamedColumn? {
    do throws(DatasetProblem) {
      return try files.column(reference, role: role)
    } catch {
      problems.append(error)
      return nil
    }
  }

  private func place(of modality: String) -> String { specification.place(of: modality) }

  // MARK: joining

  private mutating func join(
    _ modalities: [ReadModality]?, target: NamedColumn?, ids: NamedColumn?, groups: NamedColumn?
  ) -> [Modality]? {
    guard let modalities, let target else { return nil }
    let before = problems.count
    var counted: [(name: String, rows: Int)] = [(target.name, target.values.count)]
    if let ids { counted.append((ids.name, ids.values.count)) }
    if let groups { counted.append((groups.name, groups.values.count)) }
    if specification.ids == nil {
      counted += modalities.map { ($0.file, $0.modality.features.rows) }
    }
    if Set(counted.map(\.rows)).count > 1 {
      problems.append(
        DatasetProblem(
          .rowCounts, at: "data",
          found: "files of different numbers of rows: "
            + counted.map { "\($0.name) \($0.rows)" }.joined(separator: ", "),
          expected: "row i is the same sample in every file",
          remedy: specification.ids == nil
            ? "cut the files alike, or give ids to join by ('data.ids' and 'ids:' of each modality)"
            : "ids, labels and groups must have one value for each sample"))
    }
    if target.values.count == 0 {
      problems.append(
        DatasetProblem(.tooFewRows, at: target.name, found: "no rows", expected: "at least one"))
    }
    guard problems.count == before else { return nil }
    guard specification.ids != nil else { return modalities.map(\.modality) }
    guard let ids else { return nil }

    let join = IdentifierJoin(ids.values.texts, name: ids.name)
    problems += join.problems
    var joined: [Modality] = []
    for read in modalities {
      switch join.joined(read.modality, file: read.file, ids: read.ids) {
      case .success(let modality): joined.append(modality)
      case .failure(let error): problems += error.problems
      }
    }
    return problems.count == before ? joined : nil
  }

  // MARK: target and split

  private mutating func makeTarget(_ column: NamedColumn) -> Target? {
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

  private func groupsAreUsable(_ groups: NamedColumn?, rows: Int) -> Bool {
    guard specification.split.group != nil else { return true }
    return groups?.values.count == rows
  }

  private mutating func makeSplit(_ target: Target, groups: [Int]?) -> Split? {
    var reader = SplitReader(rows: target.rows, strata: Strata.of(target), groups: groups)
    defer { problems += reader.problems }
    switch specification.split {
    case .drawn(let draw): return reader.drawn(draw)
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
      guard column.values.count == target.rows else {
        problems.append(
          DatasetProblem(
            .rowCounts, at: "data.split (\(column.name))",
            found: Shown.count(column.values.count, "row"),
            expected: "one word for each of the \(target.rows) rows"))
        return nil
      }
      return reader.column(column.values, name: column.name, policy: policy)
    }
  }

  /// The split with as many labelled train rows as the specification asks for.
  private mutating func labelled(_ split: Split, _ target: Target) -> Split? {
    guard let count = specification.labelBudget else { return split }
    guard count <= split.train.count else {
      problems.append(
        DatasetProblem(
          .tooFewRows, at: "data.split.labels",
          found:
            "\(Shown.count(count, "label")) for \(Shown.count(split.train.count, "train row"))",
          expected: "at most as many labels as there are train rows",
          remedy: "write 'all', or a smaller number"))
      return nil
    }
    // Index 2: the draws of the split and of validation have 0 and 1.
    var stream = RandomStream(
      seed: specification.split.seed, role: .design, purpose: .split, index: 2)
    var split = split
    split.train = LabelBudget(strata: Strata.of(target)).rows(
      of: split.train, count: count, stream: &stream)
    return split
  }

  private mutating func check(_ split: Split, _ target: Target) {
    switch target {
    case .labels(let labels, let classes):
      if classes.count == 1 {
        problems.append(
          DatasetProblem(
            .classes, at: "data.labels",
            found: "every row has the same label, \(Shown.quoted(classes[0]))",
            expected: "at least two classes in train: one class leaves nothing to learn",
            remedy: "name another column as labels, or add rows of other classes"))
        return
      }
      if split.train.count < classes.count {
        problems.append(
          DatasetProblem(
            .tooFewRows, at: "data.split",
            found: "\(Shown.count(split.train.count, "train row")) for "
              + Shown.count(classes.count, "class"),
            expected: "at least one train row for each class",
            remedy: "raise the train fraction, or merge classes"))
        return
      }
      let inTrain = Set(split.train.map { labels[$0] })
      let absent = classes.indices.filter { !inTrain.contains($0) }
      guard !absent.isEmpty else { return }
      var counts: [Int: Int] = [:]
      for label in labels { counts[label, default: 0] += 1 }
      problems.append(
        DatasetProblem(
          .classAbsentFromTrain, at: "data.split",
          found: "\(Shown.count(absent.count, "class")) without a train row: "
            + Shown.list(
              absent.map { "\(Shown.quoted(classes[$0])) (\(counts[$0] ?? 0) rows in all)" }),
          expected: "every class in train",
          remedy: "stratify the split, raise the train fraction, or drop the class from the list"))
    case .values(let values): problems += TargetCheck(values, split: split).problems
    }
  }
}

extension SplitSpecification {
  /// Of a drawn split its own; rows given by name have none.
  fileprivate var seed: Int { if case .drawn(let draw) = self { draw.seed } else { 1 } }
}

extension [String] {
  /// Each once, in order of first appearance.
  fileprivate var withoutRepeats: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

extension ColumnValues {
  /// Numbers 0, 1, … of the distinct values, in order of first appearance.
  var dense: [Int] {
    var numbers: [String: Int] = [:]
    return texts.map { text in
      if let number = numbers[text] { return number }
      numbers[text] = numbers.count
      return numbers.count - 1
    }
  }
}
