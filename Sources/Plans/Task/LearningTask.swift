/// What is to be learned, from which rows. Holds no test row: nothing that trains, tunes or decides
/// sees one.
public struct LearningTask: Sendable, Hashable {
  public var target: LearningTarget
  /// Rows with a label to learn from, numbered as in the dataset.
  public var train: [Int]
  /// Train rows that no label loss sees, numbered alike.
  public var unlabelled: [Int]
  /// Row numbers of the dataset; empty under `validation: none`.
  public var validation: [Int]
  /// Rows with equal numbers belong together (a patient, a sentence), over all rows of the dataset.
  public var groups: [Int]?

  public init(
    target: LearningTarget, train: [Int], unlabelled: [Int] = [], validation: [Int],
    groups: [Int]? = nil
  ) {
    self.target = target
    self.train = train
    self.unlabelled = unlabelled
    self.validation = validation
    self.groups = groups
  }

  /// Columns a network for this task puts out: classes, or one real number.
  public var outputs: Int {
    switch target {
    case .labels(_, let classes): classes
    case .values: 1
    }
  }

  public var isClassification: Bool {
    if case .labels = target { true } else { false }
  }

  /// All rows whose inputs may be learned from: those with a label, then those without.
  public var pool: [Int] { train + unlabelled }

  /// One stratum a train row: its class, or the decile of its value.
  public var trainStrata: [Int] {
    switch target {
    case .labels(let labels, _): train.map { labels[$0] }
    case .values(let values): Deciles.of(train.map { values[$0] })
    }
  }
}

/// A class number or a real number for every row of the dataset.
public enum LearningTarget: Sendable, Hashable {
  case labels([Int], classes: Int)
  case values([Double])
}

/// Ten parts of equal size in the order of the values; ties go by row.
enum Deciles {
  static func of(_ values: [Double]) -> [Int] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    var deciles = [Int](repeating: 0, count: values.count)
    for (rank, row) in order.enumerated() { deciles[row] = rank * 10 / values.count }
    return deciles
  }
}
