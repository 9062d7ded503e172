import Specifications
import Tensors

/// Which rows of a modality's file are no measurement.
extension DatasetReader {
  /// Whether each row of a file is missing; `nil` if the mask was told broken.
  mutating func missingRows(
    of features: any FeatureSource, _ modality: ModalitySpecification
  ) throws(DatasetProblem) -> [Bool]? {
    switch modality.missing {
    case nil, .allowed: return [Bool](repeating: false, count: features.rows)
    case .nan: return Self.rowsOfNaN(features)
    case .mask(let reference):
      let role = "missing rows of modality '\(modality.name)'"
      guard let mask = read(reference, as: role) else { return nil }
      guard mask.values.count == features.rows else {
        throw DatasetProblem(
          .rowCounts, at: mask.name,
          found: "\(Shown.count(mask.values.count, "row")) in the mask and "
            + "\(Shown.count(features.rows, "row")) in \(modality.shownFile)",
          expected: "one value for each row of the modality's file",
          remedy: "write the mask in the order of that file's rows")
      }
      return try Self.flags(mask.values, name: mask.name)
    }
  }

  /// Rows of nothing but NaN.
  private static func rowsOfNaN(_ features: any FeatureSource) -> [Bool] {
    let chunk = 256
    var missing: [Bool] = []
    missing.reserveCapacity(features.rows)
    for start in stride(from: 0, to: features.rows, by: chunk) {
      let part = features.tensor(rows: Array(start..<min(start + chunk, features.rows)))
      for row in 0..<part.rows {
        let first = row * part.columns
        missing.append(part.values[first..<(first + part.columns)].allSatisfy(\.isNaN))
      }
    }
    return missing
  }

  private static let words = ["0": false, "1": true, "false": false, "true": true]

  private static func flags(
    _ values: ColumnValues, name: String
  ) throws(DatasetProblem) -> [Bool] {
    let texts = values.texts
    let flags = texts.map { words[$0.lowercased()] }
    let wrong = flags.indices.filter { flags[$0] == nil }
    guard wrong.isEmpty else {
      throw DatasetProblem(
        .missing, at: name,
        found: "\(Shown.count(wrong.count, "value")) neither true nor false: "
          + Shown.list(wrong.map { "row \($0) has \(Shown.quoted(texts[$0]))" }),
        expected:
          "true or 1 where a row is missing, false or 0 elsewhere (rows are counted from 0)",
        remedy: "write a boolean or 0 and 1 for every row")
    }
    return flags.compactMap { $0 }
  }

  /// A modality that no train row has cannot be learned from.
  func missingProblems(_ modality: Modality, split: Split) -> [DatasetProblem] {
    guard modality.missing != nil, modality.present(split.trainInputs).isEmpty else { return [] }
    return [
      DatasetProblem(
        .missing, at: place(of: modality.name),
        found: "missing in each of \(Shown.count(split.trainInputs.count, "train row"))",
        expected: "train rows that have it",
        remedy: "leave the modality out, or correct what says that rows are missing")
    ]
  }
}

extension Modality {
  /// With its rows in an order of the dataset's, NaN where it has none.
  ///
  /// - Parameter order: of each row its row in ``features``; −1 where it is missing.
  func ordered(by order: [Int32]) -> Modality {
    var ordered = self
    let missing = order.map { $0 < 0 }
    ordered.missing = missing.contains(true) ? missing : nil
    if order != Array(0..<Int32(features.rows)) {
      ordered.features = SelectedRows(features: features, order: order)
    }
    return ordered
  }

  /// With NaN for whatever the file holds in rows that are missing.
  var withoutMissing: Modality {
    guard let missing else { return self }
    return ordered(by: missing.enumerated().map { $1 ? -1 : Int32($0) })
  }
}
