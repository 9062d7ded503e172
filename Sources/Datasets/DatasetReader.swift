import Bundles
import Digests
import Specifications
import Tensors

/// Makes a dataset out of members, collecting every problem it can reach.
///
/// Stages: files present → tables and arrays read → rows joined → target → split → features checked.
/// A stage whose input is missing is left out; the others still run, so that a person sees all
/// problems at once.
struct DatasetReader {
  let specification: DataSpecification
  var files: MemberFiles
  var problems: [DatasetProblem] = []
  var warnings: [DatasetWarning] = []

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
    let split = target.flatMap { readSplit($0, ids: ids, groups: groups) }
    if let split, let target { check(split, target) }

    var scans: [FeatureScan] = []
    if let split, let joined {
      for modality in joined {
        problems += missingProblems(modality, split: split)
        let scan = FeatureScan(
          modality.features, used: split.used, train: split.trainInputs, missing: modality.missing)
        problems += scan.problems(
          modality, file: place(of: modality.name), missing: missing(of: modality.name))
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
          to: modalities[index].features,
          rows: modalities[index].present(split.trainInputs))
      }
    }
    let hidesLabels = split.unlabelled.contains(where: target.isLabelled)
    let facing = hidesLabels ? target.hiding(split.unlabelled) : target
    let card = DataCard(
      modalities, scans: scans, target: facing, split: split, groups: groups?.dense)
    warnings += files.unusedWarnings() + card.warnings(modalities, split: split)
    for index in modalities.indices { modalities[index].dropUnneededDigits() }
    return Dataset(
      modalities: modalities, target: facing, hiddenLabels: hidesLabels ? target : nil,
      ids: ids, groups: groups?.dense,
      groupNames: groups?.texts.withoutRepeats, split: split,
      warnings: warnings, card: card,
      digest: DatasetIdentity.digest(
        specification, members: try files.digests(),
        isPartlyLabelled: !target.unlabelledRows.isEmpty))
  }

  // MARK: reading

  /// One column of a file and where it came from.
  typealias NamedColumn = (name: String, values: ColumnValues)

  private struct ReadModality {
    var modality: Modality
    var file: String
    var ids: NamedColumn?
    var missing: MissingSpecification?
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
        guard let missing = try missingRows(of: features, modality) else { continue }
        read.append(
          ReadModality(
            modality: Modality(
              name: modality.name, features: features, shape: shape, columnNames: names,
              missing: missing.contains(true) ? missing : nil),
            file: modality.shownFile, ids: column, missing: modality.missing))
      } catch {
        problems.append(error)
      }
    }
    return read.count == specification.modalities.count ? read : nil
  }

  private mutating func readTargetColumn() -> NamedColumn? {
    switch specification.target {
    case .labels(let reference, _): read(reference, as: "data.labels", takesNull: true)
    case .values(let reference): read(reference, as: "data.target", takesNull: true)
    }
  }

  private mutating func readGroups() -> NamedColumn? {
    specification.split.group.flatMap { read($0, as: "data.split.group") }
  }

  /// `nil` with the problem noted, or noted before because the file is absent.
  mutating func read(
    _ reference: ColumnReference, as role: String, takesNull: Bool = false
  ) -> NamedColumn? {
    do throws(DatasetProblem) {
      return try files.column(reference, role: role, takesNull: takesNull)
    } catch {
      problems.append(error)
      return nil
    }
  }

  private func missing(of modality: String) -> MissingSpecification? {
    specification.modalities.first { $0.name == modality }?.missing
  }

  func place(of modality: String) -> String { specification.place(of: modality) }

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
    guard specification.ids != nil else { return modalities.map(\.modality.withoutMissing) }
    guard let ids else { return nil }

    let join = IdentifierJoin(ids.values.texts, name: ids.name)
    problems += join.problems
    var joined: [Modality] = []
    for read in modalities {
      switch join.joined(read.modality, file: read.file, ids: read.ids, missing: read.missing) {
      case .success(let modality): joined.append(modality)
      case .failure(let error): problems += error.problems
      }
    }
    return problems.count == before ? joined : nil
  }
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
