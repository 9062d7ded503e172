extension DataSpecification {
  /// Modalities are an object, so their order in the file does not show.
  public var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "modalities": .object(
        Dictionary(
          modalities.map { ($0.name, $0.canonical) }, uniquingKeysWith: { first, _ in first })),
      "ids": ids?.canonical ?? .null,
      "split": split.canonical,
      "standardise": .flag(standardise),
    ]
    // A key that came later: older jobs keep their digests.
    if case .object(var split)? = members["split"] {
      if let labelBudget { split["labels"] = .integer(labelBudget) }
      // Beside a budget it is said either way: older jobs, which dropped rows, say nothing.
      if unlabelled == .drop || labelBudget != nil {
        split["unlabelled"] = .text(unlabelled.rawValue)
      }
      if !tests.isEmpty {
        split["tests"] = .object(
          Dictionary(
            tests.map { ($0.name, $0.rows.canonical) }, uniquingKeysWith: { first, _ in first }))
      }
      members["split"] = .object(split)
    }
    switch target {
    case .labels(let reference, let classes):
      var labels = reference.canonicalMembers
      labels["classes"] = CanonicalValue(classes)
      members["labels"] = .object(labels)
    case .values(let reference):
      members["target"] = reference.canonical
    }
    return .object(members)
  }
}

extension ModalitySpecification {
  public var canonical: CanonicalValue {
    var members: [String: CanonicalValue] = [
      "file": .text(file),
      "array": CanonicalValue(array),
      "columns": columns.map { .list($0.map { .text($0) }) } ?? .null,
      "ids": ids?.canonical ?? .null,
    ]
    // A key that came later: older jobs keep their digests.
    if let missing { members["missing"] = missing.canonical }
    return .object(members)
  }
}

extension MissingSpecification {
  public var canonical: CanonicalValue {
    switch self {
    case .allowed: .text("allowed")
    case .nan: .text("nan")
    case .mask(let reference): reference.canonical
    }
  }
}

extension ColumnReference {
  public var canonical: CanonicalValue { .object(canonicalMembers) }

  fileprivate var canonicalMembers: [String: CanonicalValue] {
    ["file": .text(file), "column": CanonicalValue(column), "array": CanonicalValue(array)]
  }
}

extension SplitSpecification {
  public var canonical: CanonicalValue {
    switch self {
    case .drawn(let split):
      let validation: CanonicalValue = split.validation > 0 ? .number(split.validation) : .null
      return .object([
        "train": .number(split.train),
        "validation": split.validationPolicy == .none ? .text("none") : validation,
        "test": .number(split.test),
        "stratify": .flag(split.stratify),
        "group": split.group?.canonical ?? .null,
        "seed": .integer(split.seed),
      ])
    case .files(let train, let validation, let test, let policy, let group):
      var members: [String: CanonicalValue] = [
        "train": train.canonical,
        "validation": policy == .none ? .text("none") : validation?.canonical ?? .null,
        "test": test.canonical,
      ]
      // A key that came later: older jobs keep their digests.
      if let group { members["group"] = group.canonical }
      return .object(members)
    case .column(let reference, let policy, let group):
      var members = reference.canonicalMembers
      members["validation"] = policy == .none ? .text("none") : .null
      if let group { members["group"] = group.canonical }
      return .object(members)
    }
  }
}
