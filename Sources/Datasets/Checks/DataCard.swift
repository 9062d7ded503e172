import Tensors

/// What a reader should know about the data before believing a result.
public struct DataCard: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// `train`, `validation` or `test`.
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
    /// Numbers of the columns with one value in all train rows.
    public var constantColumns: [Int]
    /// Rows of validation and of test that equal a train row in this modality.
    public var validationDuplicates: Int
    public var testDuplicates: Int
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
  /// Names of the classes; `nil` for a real target.
  public var classes: [String]?
  public var parts: [Part]
  public var modalities: [ModalityFacts]
  public var linearFunctions: [LinearFunction]

  /// R² from which a modality is called a linear function of another.
  public static let functionThreshold = 0.999

  init(_ modalities: [Modality], scans: [FeatureScan], target: Target, split: Split) {
    rows = target.rows
    usedRows = split.train.count + split.validation.count + split.test.count
    if case .labels(_, let classes) = target { self.classes = classes }
    parts = split.parts.map { Self.part($0.name, $0.rows, target, train: split.train) }
    self.modalities = zip(modalities, scans).map { modality, scan in
      let features = modality.features
      return ModalityFacts(
        name: modality.name, columns: features.columns, constantColumns: scan.constantColumns,
        validationDuplicates: DuplicateRows.count(
          features, of: split.validation, in: split.train),
        testDuplicates: DuplicateRows.count(features, of: split.test, in: split.train))
    }
    linearFunctions = Self.linearFunctions(modalities, train: split.train)
  }

  private static func linearFunctions(
    _ modalities: [Modality], train: [Int]
  ) -> [LinearFunction] {
    guard modalities.count > 1 else { return [] }
    return modalities.flatMap { predictor in
      let fit = LinearDependence(predictor: predictor.features, train: train)
      return modalities.filter { $0.name != predictor.name }.map { modality in
        LinearFunction(
          modality: modality.name, predictor: predictor.name,
          r2: fit.flatMap { $0.explained(modality.features) })
      }
    }
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

  private static func classCounts(_ labels: [Int], _ rows: [Int], classes: Int) -> [Int] {
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
