/// Whether predicted probabilities come true: rows binned by their largest probability.
///
///     ECE = Σ_bins (rows in bin / rows) · |accuracy in bin − mean largest probability in bin|
///
/// Source: Naeini, Cooper, Hauskrecht 2015; Guo et al. 2017 (15 equal bins, each open below and
/// closed above).
public struct ReliabilityDiagram: Sendable, Hashable {
  public static let binCount = 15

  public struct Bin: Sendable, Hashable {
    public let lower: Double
    public let upper: Double
    public let rows: Int
    /// `nil` for an empty bin.
    public let accuracy: Double?
    /// Mean of the largest probability; `nil` for an empty bin.
    public let confidence: Double?
  }

  /// From the lowest probability up, empty ones included.
  public let bins: [Bin]

  public init(_ predictions: ClassProbabilities) {
    self.init(
      [CalibrationScore(predictions)],
      multiplicities: [Int32](repeating: 1, count: predictions.rows))
  }

  /// All seeds of an arm in one diagram.
  public init(seeds: [ClassProbabilities]) {
    self.init(
      seeds.map(CalibrationScore.init),
      multiplicities: [Int32](repeating: 1, count: seeds.first?.rows ?? 0))
  }

  init(_ scores: [CalibrationScore], multiplicities: [Int32]) {
    var tally = CalibrationScore.Tally()
    for score in scores { score.add(multiplicities, to: &tally) }
    let width = 1 / Double(Self.binCount)
    bins = (0..<Self.binCount).map { bin in
      let rows = Double(tally.rows[bin])
      return Bin(
        lower: Double(bin) * width, upper: Double(bin + 1) * width, rows: tally.rows[bin],
        accuracy: rows > 0 ? Double(tally.right[bin]) / rows : nil,
        confidence: rows > 0 ? tally.confidence[bin] / rows : nil)
    }
  }

  public var expectedCalibrationError: Double? {
    let rows = bins.reduce(0) { $0 + $1.rows }
    guard rows > 0 else { return nil }
    return bins.reduce(0) { sum, bin in
      guard let accuracy = bin.accuracy, let confidence = bin.confidence else { return sum }
      return sum + Double(bin.rows) / Double(rows) * abs(accuracy - confidence)
    }
  }
}

/// The bin, largest probability and rightness of every row.
struct CalibrationScore: WeightedScore {
  private let binOfRow: [Int]
  private let confidence: [Double]
  private let isRight: [Bool]

  init(_ predictions: ClassProbabilities) {
    let count = ReliabilityDiagram.binCount
    confidence = predictions.topProbabilities
    isRight = predictions.isRight
    binOfRow = confidence.map { top in
      min(max(Int((top * Double(count)).rounded(.up)) - 1, 0), count - 1)
    }
  }

  struct Tally {
    var rows = [Int](repeating: 0, count: ReliabilityDiagram.binCount)
    var right = [Int](repeating: 0, count: ReliabilityDiagram.binCount)
    var confidence = [Double](repeating: 0, count: ReliabilityDiagram.binCount)
  }

  func add(_ multiplicities: [Int32], to tally: inout Tally) {
    for row in 0..<min(binOfRow.count, multiplicities.count) {
      let times = Int(multiplicities[row])
      let bin = binOfRow[row]
      tally.rows[bin] += times
      tally.right[bin] += isRight[row] ? times : 0
      tally.confidence[bin] += Double(times) * confidence[row]
    }
  }

  func score(multiplicities: [Int32]) -> Double? {
    ReliabilityDiagram([self], multiplicities: multiplicities).expectedCalibrationError
  }
}
