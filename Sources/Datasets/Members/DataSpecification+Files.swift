import Specifications

extension DataSpecification {
  /// The files its rows are read from, those of the split among them.
  public var files: Set<String> { Set(references.map(\.file)) }

  /// The files its rows are read from, whatever the split.
  public var filesWithoutSplit: Set<String> { Set(references(withSplit: false).map(\.file)) }

  /// Every file named, with what it is named as, in the order of the specification.
  var references: [(file: String, roles: [String])] { references(withSplit: true) }

  /// The columns its split and its further test sets are made of, with what they are named as.
  var splitReferences: [(role: String, reference: ColumnReference)] {
    split.references + tests.map { ("test set \($0.name)", $0.rows) }
  }

  private func references(withSplit: Bool) -> [(file: String, roles: [String])] {
    var order: [String] = []
    var roles: [String: [String]] = [:]
    func note(_ file: String?, _ role: String) {
      guard let file else { return }
      if roles[file] == nil { order.append(file) }
      roles[file, default: []].append(role)
    }
    for modality in modalities {
      note(modality.file, "modality '\(modality.name)'")
      note(
        modality.idReference(dataIds: ids)?.file, "ids of modality '\(modality.name)'"
      )
      note(modality.missing?.reference?.file, "missing rows of modality '\(modality.name)'")
    }
    switch target {
    case .labels(let labels, let classes):
      note(labels.file, "labels")
      note(classes, "classes")
    case .values(let values): note(values.file, "target")
    }
    note(ids?.file, "ids")
    for (role, reference) in withSplit ? splitReferences : [] { note(reference.file, role) }
    return order.map { ($0, roles[$0] ?? []) }
  }
}
