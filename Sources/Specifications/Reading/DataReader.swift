/// `data:` as read, with the places later checks point at.
struct DataReading {
  var specification: DataSpecification
  var section: Section
  /// Key nodes of the modalities, in the order of `specification.modalities`.
  var modalityNodes: [YAMLNode]
}

/// Reads `data:`.
struct DataReader {
  let log: ProblemLog
  /// What `data: {from: …}` means here.
  var known: DataSpecification? = nil
  /// What becomes of rows beyond a label budget where the split does not say: canonical forms that are older than
  /// the key mean that they are dropped.
  var beyondBudget = UnlabelledPolicy.keep

  func data(_ job: Section) -> DataReading? {
    guard job.has("data") else {
      job.reportMissing(
        JobKeys.data, remedy: "docs/job-yaml.md shows a whole file")
      return nil
    }
    guard let data = job.section("data", expected: JobKeys.data.kind.inWords) else { return nil }
    data.refuseUnknown(besides: log.reference.names(in: "data"))
    guard !data.has("from") else { return borrowed(data) }
    let ids = data.node("ids").flatMap { reference($0, in: data, name: "ids") }
    let modalities = modalities(data)
    let target = target(data)
    let reader = SplitReader(log: log, references: self)
    let split = reader.split(data, target: target)
    let tests = data.existing("split").map(reader.tests) ?? []
    let standardise = data.read(DataKeys.standardise)
    for modality in modalities where modality.value.missing == .allowed && !data.has("ids") {
      log.add(
        at: modality.node, "'missing: allowed' without 'data.ids'", found: "",
        expected: "'data.ids', without which no id can be missing",
        remedy: "mark the rows it lacks: 'missing: nan', or 'missing: {file: mask.npy}'")
    }
    for modality in modalities where modality.value.ids != nil && !data.has("ids") {
      log.add(
        at: modality.node, "ids without 'data.ids'", found: "",
        expected: "'data.ids', the ids of the label rows, to which these are matched",
        remedy: "add 'ids:' under 'data', or remove the modality's ids")
    }
    guard let target, let split, !modalities.isEmpty else { return nil }
    let budget = data.existing("split")?.read(DataKeys.labelBudget)
    let unlabelled = data.existing("split")?.optional(DataKeys.unlabelled)
    return DataReading(
      specification: DataSpecification(
        modalities: modalities.map(\.value), target: target, ids: ids, split: split,
        labelBudget: budget, unlabelled: unlabelled ?? (budget == nil ? .keep : beyondBudget),
        tests: tests,
        standardise: standardise),
      section: data, modalityNodes: modalities.map(\.node))
  }

  // MARK: Modalities

  private func modalities(_ data: Section) -> [(value: ModalitySpecification, node: YAMLNode)] {
    guard data.has("modalities") else {
      data.reportMissing(
        DataKeys.modalities, remedy: "write e.g. 'modalities: {pixels: pixels.npy}'")
      return []
    }
    guard
      let section = data.section("modalities", expected: DataKeys.modalities.kind.inWords)
    else { return [] }
    if section.all.isEmpty {
      log.add(
        at: data.node("modalities"), "no modality", found: "an empty mapping",
        expected: DataKeys.modalities.kind.inWords)
    }
    var result: [(value: ModalitySpecification, node: YAMLNode)] = []
    for entry in section.all {
      guard
        case .text(let name)? = Section.scalar(
          entry.key, .name, path: section.path(to: "NAME"), log: log)
      else { continue }
      // Kept even where it is wrong, so that its name is known.
      result.append((modality(entry, name: name, in: section), entry.key))
    }
    return result
  }

  private func modality(
    _ entry: YAMLNode.Entry, name: String, in modalities: Section
  ) -> ModalitySpecification {
    if entry.value.text != nil {
      let file = modalities.scalar(entry.value, .file, name: name).map(\.text)
      return ModalitySpecification(name: name, file: file ?? "")
    }
    let path = modalities.path(to: name)
    guard
      let section = Section(
        entry.value, key: entry.key, path: path, expected: DataKeys.modality.kind.inWords, log: log)
    else { return ModalitySpecification(name: name, file: "") }
    section.refuseUnknown(besides: log.reference.names(in: DataKeys.modality.path))
    let file = section.read(DataKeys.modalityFile)
    let ids = section.node("ids").flatMap {
      reference($0, in: section, name: "ids", ownFile: section.has("file") ? file : nil)
    }
    return ModalitySpecification(
      name: name, file: file, array: section.optional(DataKeys.modalityArray),
      columns: columns(section), ids: ids, missing: missing(section))
  }

  private func missing(_ section: Section) -> MissingSpecification? {
    guard let node = section.node("missing") else { return nil }
    switch node.text {
    case "allowed": return .allowed
    case "nan": return .nan
    case let word? where !word.isEmpty && !word.contains("."):
      log.add(
        at: node, "value of '\(section.path(to: "missing"))' not allowed",
        expected: DataKeys.modalityMissing.kind.inWords,
        remedy: nearestName(to: word, among: DataKeys.missingWords).map { "did you mean '\($0)'?" })
      return nil
    default: return reference(node, in: section, name: "missing").map { .mask($0) }
    }
  }

  private func columns(_ section: Section) -> [String]? {
    guard let node = section.node("columns"),
      let items = section.items(
        node, name: "columns", expected: DataKeys.modalityColumns.kind.inWords)
    else { return nil }
    if let array = section.keyNode("array") {
      log.add(
        at: array, "both 'array' and 'columns'", found: "",
        expected: "'array' for an .npz or .safetensors file, or 'columns' for a table",
        remedy: "remove one of the two")
    }
    var columns: [(value: String, node: YAMLNode)] = []
    for item in items {
      if case .text(let column)? = section.scalar(item, .text(atMost: 255), name: "columns") {
        columns.append((column, item))
      }
    }
    Section.refuseRepetition(of: columns, path: section.path(to: "columns"), log: log)
    return columns.map(\.value)
  }

  // MARK: Target

  private func target(_ data: Section) -> TargetSpecification? {
    if data.has("labels"), let target = data.keyNode("target") {
      log.add(
        at: target, "both 'labels' and 'target'", found: "",
        expected: "'labels' for classes, or 'target' for real numbers",
        remedy: "remove one of the two")
    }
    if let node = data.node("labels") {
      let reference = reference(node, in: data, name: "labels", besides: ["classes"])
      let classes = data.existing("labels").flatMap { $0.optional(DataKeys.classes) }
      return reference.map { .labels($0, classes: classes) }
    }
    if let node = data.node("target") {
      return reference(node, in: data, name: "target").map { .values($0) }
    }
    log.add(
      at: data.place, "neither 'data.labels' nor 'data.target'", found: "",
      expected: "'labels:' for classes, or 'target:' for real numbers",
      remedy: "write e.g. 'labels: {file: labels.npy}'")
    return nil
  }

  // MARK: References

  /// A vector inside a file: `ids.npy`, or `{file: ids.csv, column: id}`.
  ///
  /// - Parameters:
  ///   - ownFile: The file meant where none is named.
  ///   - besides: Keys the mapping may hold that are read elsewhere.
  func reference(
    _ node: YAMLNode, in parent: Section, name: String, ownFile: String? = nil,
    besides: [String] = []
  ) -> ColumnReference? {
    if node.text != nil, !node.isEmpty {
      guard case .text(let file)? = parent.scalar(node, .file, name: name) else { return nil }
      return ColumnReference(file: file)
    }
    let path = parent.path(to: name)
    guard
      let section = Section(
        node, key: parent.keyNode(name), path: path, expected: DataKeys.referenceWords, log: log)
    else { return nil }
    section.refuseUnknown(besides: ["file", "column", "array"] + besides)
    let fileKey = DataKeys.file(in: path)
    let file = ownFile == nil ? section.read(fileKey) : section.optional(fileKey) ?? ownFile ?? ""
    let column = section.optional(DataKeys.column(in: path))
    let array = section.optional(DataKeys.array(in: path))
    if column != nil, array != nil {
      log.add(
        at: section.keyNode("array"), "both 'column' and 'array'", found: "",
        expected: "'column' for a table, or 'array' for an .npz or .safetensors file",
        remedy: "remove one of the two")
    }
    return ColumnReference(file: file, column: column, array: array)
  }
}
