import Tensors

/// What a reader should know about the data before believing a result.
public struct DataCard: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// `train`, `validation`, `test`, or the name of a further test set.
    public var name: String
    public var rows: Int
    /// Rows of each class, in the order of the classes; `nil` for a real target.
    public var classCounts: [Int]?
    /// Mean and population standard deviation of a real target.
    public var mean: Double?
    public var standardDeviation: Double?
    /// How far the target lies from train: total variation distance of the class shares (0 … 1), or
    /// the difference of the means over train's standard deviation. `nil` for train itself.
    public var shift: Double?
  }

  public struct ModalityFacts: Sendable, Hashable {
    public var name: String
    public var columns: Int
    /// Of the parts, unlabelled train rows apart; empty where every row has it.
    public var missing: [MissingCount]
    /// Numbers of the columns with one value in all train rows.
    public var constantColumns: [Int]
    /// Rows of validation and of test that equal a train row in this modality; rows of
    /// nothing but zeros are not among them.
    public var validationDuplicates: Int
    public var testDuplicates: Int
    /// Whether the columns take so few values that as many equal rows are to be expected.
    public var duplicatesAreExpected: Bool
    /// Used rows of nothing but zeros, where so many are not to be expected of the other rows.
    public var zeroRows: Int
    /// Numbers of the columns that count the rows of the file.
    public var countingColumns: [Int]
    /// Numbers of the other columns that only rise or only fall from row to row, where the rows are sorted
    /// by class.
    public var sortedColumns: [Int]
    /// Numbers of the columns each of which tells the target alone.
    public var tellingColumns: [Int]
    public var precisionLosses: [PrecisionLoss]
  }

  /// Rows of a part that lack a modality.
  public struct MissingCount: Sendable, Hashable {
    /// `train`, `unlabelled`, `validation` or `test`.
    public var part: String
    public var rows: Int
    /// All rows of the part.
    public var of: Int
  }

  /// Rows of a part that are all but equal to a train row.
  public struct NearRows: Sendable, Hashable {
    /// `validation` or `test`.
    public var part: String
    public var rows: Int
  }

  /// How well a modality is a linear function of another, on train rows.
  public struct LinearFunction: Sendable, Hashable {
    public var modality: String
    public var predictor: String
    /// Adjusted R², mean over the columns; `nil` where train has too few rows for the columns.
    public var r2: Double?
  }

  /// Rows of the joined files, and how many of them are in a part.
  public var rows: Int
  public var usedRows: Int
  /// Train rows whose label is absent or hidden; ``parts`` count labelled rows alone.
  public var unlabelledRows: Int
  /// Names of the classes; `nil` for a real target.
  public var classes: [String]?
  public var parts: [Part]
  public var modalities: [ModalityFacts]
  public var linearFunctions: [LinearFunction]
  /// Modalities that are functions of others, at most one entry for each ordered pair.
  public var relations: [ModalityRelation]
  /// How far the targets of validation and test lie from those of train.
  public var labelShifts: [PartShift]
  public var repeatedRows: RepeatedRows
  public var nearRows: [NearRows]
  /// Of validation and test, where the split was given and rows come in groups.
  public var groupOverlaps: [GroupOverlap]

  /// R² from which a modality is called a linear function of another.
  public static let functionThreshold = 0.999

  /// - Parameters:
  ///   - scans: of the modalities, in their order.
  ///   - groups: number of the group of each row.
  init(
    _ modalities: [Modality], scans: [FeatureScan], target: Target, split: Split,
    groups: [Int]? = nil
  ) {
    rows = target.rows
    usedRows = split.used.count
    unlabelledRows = split.unlabelled.count
    if case .labels(_, let classes) = target { self.classes = classes }
    parts = split.parts.map { Self.part($0.name, $0.rows, target, train: split.train) }
    let used = UsedRows(split)
    let isWhole = modalities.allSatisfy { $0.missing == nil }
    func hasAll(_ row: Int) -> Bool { !modalities.contains { $0.lacks(row) } }
    let complete = isWhole ? split : split.filter(hasAll)
    let columns = modalities.map {
      CheckedColumns($0, target: target, used: used, complete: isWhole ? nil : used.filter(hasAll))
    }
    self.modalities = zip(modalities, zip(scans, columns)).map { modality, checks in
      Self.facts(
        modality, scan: checks.0, columns: checks.1, target: target, split: split, used: used)
    }
    let found = Self.relations(modalities, columns)
    linearFunctions = Self.linearFunctions(modalities, known: found, train: complete.trainInputs)
    relations =
      found
      + linearFunctions.filter { function in
        (function.r2 ?? 0) >= Self.functionThreshold
          && !found.contains {
            $0.modality == function.modality && $0.other == function.predictor
          }
      }.map { ModalityRelation(modality: $0.modality, other: $0.predictor, kind: .linear) }
    labelShifts = Self.shifts(target, split: split, groups: groups)
    repeatedRows = Self.repeatedRows(scans, columns: columns, target: target, used: used)
    nearRows = Self.nearRows(modalities, split: complete)
    groupOverlaps = groups.map { Self.groupOverlaps($0, split: split) } ?? []
  }

  /// Whether a modality can tell nothing that another does not: a copy, a subset of its columns, or a
  /// function of it.
  public func isFunction(_ modality: String, of other: String) -> Bool {
    relations.contains { $0.modality == modality && $0.other == other }
  }

  private static func part(
    _ name: String, _ rows: [Int], _ target: Target, train: [Int]
  ) -> Part {
    var part = Part(name: name, rows: rows.count)
    switch target {
    case .labels(let labels, let classes):
      let counts = classCounts(labels, rows, classes: classes.count)
      part.classCounts = counts
      guard name != "train" else { break }
      let reference = classCounts(labels, train, classes: classes.count)
      part.shift =
        zip(counts, reference).reduce(0) { sum, pair in
          sum
            + abs(Double(pair.0) / Double(rows.count) - Double(pair.1) / Double(train.count))
        } / 2
    case .values(let values):
      let (mean, deviation) = moments(values, rows)
      part.mean = mean
      part.standardDeviation = deviation
      guard name != "train" else { break }
      let reference = moments(values, train)
      part.shift = reference.1 > 0 ? (mean - reference.0) / reference.1 : nil
    }
    return part
  }

  static func classCounts(_ labels: [Int], _ rows: [Int], classes: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: classes)
    for row in rows { counts[labels[row]] += 1 }
    return counts
  }

  private static func moments(_ values: [Double], _ rows: [Int]) -> (Double, Double) {
    let mean = rows.reduce(0) { $0 + values[$1] } / Double(rows.count)
    let variance =
      rows.reduce(0) { $0 + (values[$1] - mean) * (values[$1] - mean) } / Double(rows.count)
    return (mean, variance.squareRoot())
  }
}
