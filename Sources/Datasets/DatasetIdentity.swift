import Bundles
import Digests
import Specifications

/// What makes a dataset the same dataset: the contents of its files, and how they are read.
enum DatasetIdentity {
  /// - Parameters:
  ///   - members: digests of the files used, by name.
  ///   - isPartlyLabelled: whether some row has no label in the files.
  static func digest(
    _ specification: DataSpecification, members: [String: Digest], isPartlyLabelled: Bool = false
  ) -> Digest {
    var lines = ["retort dataset 1"]
    for name in members.keys.sorted() {
      lines.append("member \(quoted(name)) \(members[name]?.hex ?? "")")
    }
    // By name: a specification says the same in whatever order it names them.
    for modality in specification.modalities.sorted(by: { $0.name < $1.name }) {
      let columns = modality.columns.map { $0.map(quoted).joined(separator: ",") } ?? "all"
      lines.append(
        "modality \(quoted(modality.name)) \(quoted(modality.file)) \(optional(modality.array)) "
          + "columns \(columns) ids \(reference(modality.ids))"
          + (modality.missing.map { " missing \(missing($0))" } ?? ""))
    }
    switch specification.target {
    case .labels(let labels, let classes):
      lines.append("labels \(reference(labels)) classes \(optional(classes))")
    case .values(let values): lines.append("target \(reference(values))")
    }
    lines.append("ids \(reference(specification.ids))")
    lines.append("standardise \(specification.standardise)")
    lines.append("split \(split(specification.split))")
    if let labels = specification.labelBudget { lines.append("labels of train \(labels)") }
    // Keys that came later are named where they do something that was not done before: older data keep their
    // digests, among them those whose rows beyond a budget were dropped.
    switch specification.unlabelled {
    case .keep where specification.labelBudget != nil, .drop where isPartlyLabelled:
      lines.append("unlabelled \(specification.unlabelled.rawValue)")
    case .keep, .drop: break
    }
    for test in specification.tests.sorted(by: { $0.name < $1.name }) {
      lines.append("test set \(quoted(test.name)) \(reference(test.rows))")
    }
    return Digest(of: lines.joined(separator: "\n"))
  }

  private static func split(_ split: SplitSpecification) -> String {
    // Of a split by rows a key that came later: older data keep their digests.
    let group = split.group.map { " group \(reference($0))" } ?? ""
    return switch split {
    case .drawn(let draw):
      "drawn \(draw.train) \(draw.validation) \(draw.test) stratify \(draw.stratify) group "
        + "\(reference(draw.group)) seed \(draw.seed) \(draw.validationPolicy.rawValue)"
    case .files(let train, let validation, let test, let policy, _):
      "files \(reference(train)) \(reference(validation)) \(reference(test)) \(policy.rawValue)\(group)"
    case .column(let column, let policy, _):
      "column \(reference(column)) \(policy.rawValue)\(group)"
    }
  }

  private static func missing(_ missing: MissingSpecification) -> String {
    switch missing {
    case .allowed: "allowed"
    case .nan: "nan"
    case .mask(let mask): reference(mask)
    }
  }

  private static func reference(_ reference: ColumnReference?) -> String {
    guard let reference else { return "-" }
    return "\(quoted(reference.file))/\(optional(reference.column))/\(optional(reference.array))"
  }

  private static func optional(_ text: String?) -> String { text.map(quoted) ?? "-" }

  private static func quoted(_ text: String) -> String { JSONValue.quoted(text) }
}

extension Split {
  /// Of the row numbers of the three parts, and of the rows without a label and of further test sets where there
  /// are any.
  var digest: Digest {
    var parts = [("train", train), ("validation", validation), ("test", test)]
    if !unlabelled.isEmpty { parts.append(("unlabelled", unlabelled)) }
    parts += tests.sorted { $0.name < $1.name }.map { ("test set \($0.name)", $0.rows) }
    let lines = parts.map { part in
      "\(part.0) \(part.1.map(String.init).joined(separator: ","))"
    }
    return Digest(of: lines.joined(separator: "\n"))
  }
}
