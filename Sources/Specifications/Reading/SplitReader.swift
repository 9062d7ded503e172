/// Reads `data.split` in its three shapes: fractions, index files, a column.
struct SplitReader {
  let log: ProblemLog
  let references: DataReader

  func split(_ data: Section, target: TargetSpecification?) -> SplitSpecification? {
    guard data.has("split") else {
      data.reportMissing(
        DataKeys.split, remedy: "write e.g. 'split: {train: 0.6, validation: 0.2, test: 0.2}'")
      return nil
    }
    guard let split = data.section("split", expected: DataKeys.split.kind.inWords) else {
      return nil
    }
    if split.has("file") { return column(split, target: target) }
    return isDrawn(split) ? drawn(split, target: target) : files(split, target: target)
  }

  /// Whether any part is given as a fraction.
  private func isDrawn(_ split: Section) -> Bool {
    let parts = ["train", "test", "validation"].compactMap { split.node($0) }
    let areFiles = parts.contains {
      guard let text = $0.text else { return true }
      return text.contains(".") && text.contains(where: \.isLetter) && Double(text) == nil
    }
    return !areFiles
  }

  // MARK: Fractions

  private func drawn(_ split: Section, target: TargetSpecification?) -> SplitSpecification {
    split.refuseUnknown(besides: [
      "train", "validation", "test", "stratify", "group", "seed", "labels", "unlabelled", "tests",
    ])
    let policy = policy(split)
    let train = split.required(DataKeys.train)
    let validation = policy == .none ? nil : split.optional(DataKeys.validation)
    let test = split.required(DataKeys.test)
    let sum = (train ?? 0) + (validation ?? 0) + (test ?? 0)
    // 0.7 + 0.2 + 0.1 is not exactly 1.
    if sum > 1 + 1e-9 {
      log.add(
        at: split.place, "fractions of 'data.split' add up to more than 1",
        found: "\(NumberText.short((sum * 1e6).rounded() / 1e6)) in all",
        expected: "train + validation + test of at most 1")
    }
    return .drawn(
      DrawnSplit(
        train: train ?? 1, validation: validation ?? 0, test: test ?? 1,
        stratify: stratify(split, target), group: group(split, target),
        seed: split.read(DataKeys.seed), validationPolicy: policy))
  }

  func stratify(_ split: Section, _ target: TargetSpecification?) -> Bool {
    guard case .values? = target else { return split.optional(DataKeys.stratify) ?? true }
    guard let node = split.node("stratify"), split.optional(DataKeys.stratify) == true else {
      return false
    }
    log.add(
      at: node, "nothing to stratify by", found: "'stratify: true' with a target of real numbers",
      expected: "labels", remedy: "remove 'stratify'")
    return false
  }

  private static let dataExtensions = [".npy", ".npz", ".csv", ".tsv", ".json", ".safetensors"]

  /// A word is a column of the labels' file, unless it looks like a file.
  private func group(
    _ split: Section, _ target: TargetSpecification?
  ) -> ColumnReference? {
    guard let node = split.node("group") else { return nil }
    guard let text = node.text, !Self.dataExtensions.contains(where: { text.hasSuffix($0) }) else {
      return references.reference(node, in: split, name: "group")
    }
    guard case .text(let column)? = split.scalar(node, .text(atMost: 255), name: "group") else {
      return nil
    }
    return switch target {
    case .labels(let reference, _), .values(let reference):
      ColumnReference(file: reference.file, column: column)
    case nil: nil
    }
  }

  // MARK: Files

  private func files(_ split: Section, target: TargetSpecification?) -> SplitSpecification? {
    split.refuseUnknown(besides: [
      "train", "validation", "test", "group", "labels", "unlabelled", "tests",
    ])
    let policy = policy(split)
    let train = part("train", split)
    let test = part("test", split)
    let validation = policy == .none || !split.has("validation") ? nil : part("validation", split)
    let group = group(split, target)
    guard let train, let test else { return nil }
    return .files(
      train: train, validation: validation, test: test, validationPolicy: policy, group: group)
  }

  private func part(_ name: String, _ split: Section) -> ColumnReference? {
    guard let node = split.node(name) else {
      log.add(
        at: split.place, "missing key '\(split.path(to: name))'", found: "",
        expected: "'\(name):' with a file of row numbers, as for the other parts")
      return nil
    }
    if let text = node.plainText, Double(text) != nil {
      log.add(
        at: node, "fractions and files in one split",
        expected: "a file of row numbers, as for the other parts",
        remedy: "give all parts as fractions, or all as files")
      return nil
    }
    return references.reference(node, in: split, name: name)
  }

  // MARK: Column

  private func column(_ split: Section, target: TargetSpecification?) -> SplitSpecification {
    split.refuseUnknown(besides: [
      "file", "column", "array", "validation", "group", "labels", "unlabelled", "tests",
    ])
    let policy = policy(split)
    if policy != .none, let node = split.node("validation") {
      log.add(
        at: node, "value of 'data.split.validation' not allowed",
        expected: "none: the column says which rows validate")
    }
    let reference = ColumnReference(
      file: split.read(DataKeys.splitFile), column: split.optional(DataKeys.splitColumn),
      array: split.optional(DataKeys.splitArray))
    return .column(reference, validationPolicy: policy, group: group(split, target))
  }

  // MARK: Further test sets

  func tests(_ split: Section) -> [TestSetSpecification] {
    guard split.has("tests"),
      let section = split.section("tests", expected: DataKeys.tests.kind.inWords)
    else { return [] }
    if section.all.isEmpty {
      log.add(
        at: split.node("tests"), "no test set", found: "an empty mapping",
        expected: DataKeys.tests.kind.inWords)
    }
    return section.all.compactMap { entry in
      guard let name = entry.key.text, TestSetSpecification.isName(name) else {
        log.add(
          at: entry.key, "name of a test set not allowed",
          expected: TestSetSpecification.nameWords)
        return nil
      }
      if let text = entry.value.plainText, Double(text) != nil {
        log.add(
          at: entry.value, "fraction for '\(section.path(to: name))'",
          expected: "a file of row numbers: further test sets are given, not drawn")
        return nil
      }
      return references.reference(entry.value, in: section, name: name)
        .map { TestSetSpecification(name: name, rows: $0) }
    }
  }

  private func policy(_ split: Section) -> ValidationPolicy {
    split.node("validation")?.text == "none" ? .none : .held
  }
}

extension SplitSpecification {
  /// What happens where no validation rows are named.
  public var policy: ValidationPolicy {
    switch self {
    case .drawn(let split): split.validationPolicy
    case .files(_, _, _, let policy, _), .column(_, let policy, _): policy
    }
  }
}
