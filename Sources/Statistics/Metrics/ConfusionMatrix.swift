/// How often rows of each class were given each class.
public struct ConfusionMatrix: Sendable, Hashable {
  public let classes: Int
  /// `[label, predicted]`, row-major.
  public let counts: [Int]

  public init(_ predictions: ClassProbabilities) {
    self.init(
      classes: predictions.classes, cells: ConfusionMatrix.cells(predictions),
      multiplicities: [Int32](repeating: 1, count: predictions.rows))
  }

  /// - Parameter cells: the place in `counts` of every row.
  init(classes: Int, cells: [Int32], multiplicities: [Int32]) {
    var counts = [Int](repeating: 0, count: classes * classes)
    for row in 0..<min(cells.count, multiplicities.count) {
      counts[Int(cells[row])] += Int(multiplicities[row])
    }
    self.classes = classes
    self.counts = counts
  }

  static func cells(_ predictions: ClassProbabilities) -> [Int32] {
    zip(predictions.labels, predictions.predicted).map { label, predicted in
      Int32(label * predictions.classes + predicted)
    }
  }

  public subscript(label: Int, predicted: Int) -> Int { counts[label * classes + predicted] }

  /// Rows of a class.
  public func labelled(_ label: Int) -> Int {
    (0..<classes).reduce(0) { $0 + self[label, $1] }
  }

  /// Rows given a class.
  public func predicted(_ predicted: Int) -> Int {
    (0..<classes).reduce(0) { $0 + self[$1, predicted] }
  }

  /// Share of a class's rows that were given it; `nil` for a class without rows.
  public func recall(_ label: Int) -> Double? {
    let rows = labelled(label)
    return rows > 0 ? Double(self[label, label]) / Double(rows) : nil
  }

  /// 2 TP / (2 TP + FP + FN); `nil` for a class neither present nor predicted.
  public func f1(_ label: Int) -> Double? {
    let rows = labelled(label) + predicted(label)
    return rows > 0 ? Double(2 * self[label, label]) / Double(rows) : nil
  }

  /// Mean recall of the classes present.
  public var balancedAccuracy: Double? { Self.mean((0..<classes).compactMap(recall)) }

  /// Mean F1 of the classes present or predicted.
  public var macroF1: Double? { Self.mean((0..<classes).compactMap(f1)) }

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }
}

/// A number read off the confusion matrix.
struct ConfusionScore: WeightedScore {
  private let classes: Int
  private let cells: [Int32]
  private let read: @Sendable (ConfusionMatrix) -> Double?

  init(
    _ predictions: ClassProbabilities, read: @escaping @Sendable (ConfusionMatrix) -> Double?
  ) {
    classes = predictions.classes
    cells = ConfusionMatrix.cells(predictions)
    self.read = read
  }

  func score(multiplicities: [Int32]) -> Double? {
    read(ConfusionMatrix(classes: classes, cells: cells, multiplicities: multiplicities))
  }
}
