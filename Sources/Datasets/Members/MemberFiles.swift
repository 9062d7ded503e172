import Bundles
import Digests
import Specifications
import Tensors

/// The files a specification names, each opened and read once.
struct MemberFiles {
  private let specification: DataSpecification
  private let source: any MemberSource
  private var mapped: [String: MappedFile] = [:]
  private var tables: [String: Table] = [:]
  /// Files that are absent or could not be read; their problem has been told.
  private var broken: Set<String> = []

  init(_ specification: DataSpecification, source: any MemberSource) {
    self.specification = specification
    self.source = source
  }

  private enum FileType { case array, arrays, table, list }

  private static func type(of file: String) throws(DatasetProblem) -> FileType {
    let ending = file.split(separator: ".").last?.lowercased() ?? ""
    switch file.contains(".") ? ending : "" {
    case "npy": return .array
    case "npz": return .arrays
    case "csv", "tsv": return .table
    case "json": return .list
    default:
      throw DatasetProblem(
        .fileType, at: file, found: "a file ending Retort has no reader for",
        expected: ".npy, .npz, .csv, .tsv, or .json for lists",
        remedy: "convert it, for example with numpy.save")
    }
  }

  // MARK: opening

  /// Maps every file named and reads the tables.
  ///
  /// - Returns: the problems: absent files, unknown endings, bad tables.
  mutating func open() -> [DatasetProblem] {
    let names = source.names
    var problems: [DatasetProblem] = []
    for (file, roles) in specification.references {
      do throws(DatasetProblem) {
        _ = try Self.type(of: file)
        guard names.contains(file) else { throw Self.absent(file, roles: roles, names: names) }
        mapped[file] = try source.map(file)
      } catch {
        problems.append(error)
        broken.insert(file)
      }
    }
    for (file, request) in requests().sorted(by: { $0.key < $1.key }) {
      guard let bytes = mapped[file] else { continue }
      do throws(DatasetProblem) {
        var reader = TableReader(bytes, name: file)
        tables[file] = try reader.read(request)
      } catch {
        problems.append(error)
        broken.insert(file)
      }
    }
    return problems
  }

  private static func absent(_ file: String, roles: [String], names: [String]) -> DatasetProblem {
    let nearest = nearestName(to: file, among: names)
    return DatasetProblem(
      .memberAbsent, at: file,
      found: "named as \(roles.joined(separator: " and ")), but not in the bundle",
      expected: names.isEmpty
        ? "a file of the bundle" : "one of \(Shown.list(names.map(Shown.quoted), most: 8))",
      remedy: nearest.map { "did you mean \(Shown.quoted($0))?" }
        ?? "add the file, or correct its name")
  }

  /// What is wanted of each table.
  private func requests() -> [String: TableRequest] {
    var requests: [String: TableRequest] = [:]
    func isTable(_ file: String) -> Bool { (try? Self.type(of: file)) == .table }
    func text(_ reference: ColumnReference?) {
      guard let reference, isTable(reference.file) else { return }
      requests[reference.file, default: TableRequest()].texts.append(reference.column)
    }
    for modality in specification.modalities {
      if isTable(modality.file) {
        requests[modality.file, default: TableRequest()].numbers.append(modality.columns)
      }
      text(modality.idReference(dataIds: specification.ids))
      text(modality.missing?.reference)
    }
    switch specification.target {
    case .labels(let reference, _): text(reference)
    case .values(let reference): text(reference)
    }
    text(specification.ids)
    for (_, reference) in specification.splitReferences { text(reference) }
    return requests
  }

  // MARK: reading

  /// The features of a modality, the shape of a row and the names of its columns; `nil` if its file was
  /// told broken.
  func features(
    _ modality: ModalitySpecification
  ) throws(DatasetProblem) -> (any FeatureSource, shape: [Int], names: [String]?)? {
    guard !broken.contains(modality.file) else { return nil }
    if let table = tables[modality.file] {
      try refuseArray(modality.array, file: modality.file)
      let names = modality.columns ?? remaining(table, of: modality.file)
      return (table.features(names), [names.count], names)
    }
    guard modality.columns == nil else {
      throw DatasetProblem(
        .specification, at: modality.file, found: "'columns:' of a file that is no table",
        expected: "columns of a .csv or .tsv", remedy: "leave 'columns:' out")
    }
    guard let (array, name) = try array(modality.file, modality.array) else {
      throw DatasetProblem(
        .fileType, at: modality.file, found: "a list as a modality",
        expected: ".npy, .npz, .csv or .tsv")
    }
    try array.refuseText(name: name)
    return (array, array.rowShape, nil)
  }

  /// Columns of a table that are not ids, labels, split or group, in the file's order.
  private func remaining(_ table: Table, of file: String) -> [String] {
    table.header.filter { table.texts[$0] == nil }
  }

  /// A column; `nil` if its file was told broken.
  ///
  /// - Parameter takesNull: whether a JSON list may have rows without a value.
  func column(
    _ reference: ColumnReference, role: String, takesNull: Bool = false
  ) throws(DatasetProblem) -> (name: String, values: ColumnValues)? {
    let file = reference.file
    guard !broken.contains(file) else { return nil }
    if let table = tables[file] {
      try refuseArray(reference.array, file: file)
      let column = reference.column ?? table.header.first ?? ""
      return ("\(file) column \(Shown.quoted(column))", .text(table.texts[column] ?? []))
    }
    if let column = reference.column {
      throw DatasetProblem(
        .specification, at: "\(role) (\(file))",
        found: "column \(Shown.quoted(column)) of a file that is no table",
        expected: "a column of a .csv or .tsv", remedy: "leave 'column:' out")
    }
    if let (array, name) = try array(file, reference.array) {
      return (name, try array.vector(name: name))
    }
    guard let list = mapped[file] else { return nil }
    try refuseArray(reference.array, file: file)
    return (file, try ValueList.read(list.copy(), name: file, takesNull: takesNull))
  }

  /// A list of class names; `nil` if its file was told broken.
  func classes(_ file: String) throws(DatasetProblem) -> ColumnValues? {
    guard !broken.contains(file), let list = mapped[file] else { return nil }
    guard try Self.type(of: file) == .list else {
      throw DatasetProblem(
        .fileType, at: file, found: "a class list that is no JSON list",
        expected: "a .json file such as [\"cat\", \"dog\"]")
    }
    return try ValueList.read(list.copy(), name: file)
  }

  /// `nil` for a file that is a list.
  private func array(
    _ file: String, _ array: String?
  ) throws(DatasetProblem) -> (MappedArray, name: String)? {
    guard let bytes = mapped[file] else { return nil }
    switch try Self.type(of: file) {
    case .array:
      try refuseArray(array, file: file)
      return (try MappedArray(bytes, name: file), file)
    case .arrays:
      let (unpacked, name) = try ArrayArchive.array(array, of: bytes, name: file)
      return (try MappedArray(unpacked, name: name), name)
    case .table, .list: return nil
    }
  }

  private func refuseArray(_ array: String?, file: String) throws(DatasetProblem) {
    guard let array else { return }
    throw DatasetProblem(
      .specification, at: file, found: "array \(Shown.quoted(array)) of a file that is no .npz",
      expected: "an array of an .npz", remedy: "leave 'array:' out")
  }

  // MARK: afterwards

  /// Digests of the files used.
  func digests() throws(DatasetProblem) -> [String: Digest] {
    var digests: [String: Digest] = [:]
    for file in mapped.keys.sorted() { digests[file] = try source.digest(file) }
    return digests
  }

  /// A warning for each file that nothing names, or one for all where there are many. Read-me files
  /// and licences go without saying.
  func unusedWarnings() -> [DatasetWarning] {
    let own: Set<String> = [BundleNames.specification, BundleNames.manifest]
    let unused = source.names.filter { name in
      let last = name.split(separator: "/").last?.uppercased() ?? ""
      let isNote = ["README", "LICENSE", "LICENCE", "NOTICE"].contains { last.hasPrefix($0) }
      return mapped[name] == nil && !own.contains(name) && !isNote
    }
    guard unused.count > Self.unusedNamed else {
      return unused.map {
        DatasetWarning(
          kind: .unusedMember, place: $0, text: "in the bundle, but job.yaml never names it")
      }
    }
    return [
      DatasetWarning(
        kind: .unusedMember, place: Shown.count(unused.count, "file"),
        text: "in the bundle, but job.yaml never names them: "
          + Shown.list(unused.sorted().map(Shown.quoted), most: Self.unusedNamed))
    ]
  }

  private static let unusedNamed = 5
}

extension SplitSpecification {
  /// The columns a split is made of, with what they are named as.
  var references: [(role: String, reference: ColumnReference)] {
    let rows: [(role: String, reference: ColumnReference)] =
      switch self {
      case .drawn: []
      case .files(let train, let validation, let test, _, _):
        [("split train", train)] + (validation.map { [("split validation", $0)] } ?? [])
          + [("split test", test)]
      case .column(let column, _, _): [("split", column)]
      }
    return rows + (group.map { [("split group", $0)] } ?? [])
  }
}

extension ModalitySpecification {
  /// Where this modality's ids are: named, or the column of `data.ids` if that lies in the same table.
  func idReference(dataIds: ColumnReference?) -> ColumnReference? {
    guard let dataIds else { return nil }
    guard var ids else { return dataIds.file == file ? dataIds : nil }
    if ids.file.isEmpty { ids.file = file }
    return ids
  }

  /// The file, with the array where one is named.
  var shownFile: String { array.map { "\(file)[\($0)]" } ?? file }
}

extension DataSpecification {
  /// How problems name a modality.
  func place(of modality: String) -> String {
    let file = modalities.first { $0.name == modality }?.shownFile ?? ""
    return "modality '\(modality)' (\(file))"
  }
}
