import Tensors

/// The columns of a modality over evenly spaced used rows, in Double: what the checks of single columns
/// look at, so that their work does not grow with the data.
///
/// At most ``mostValues`` values are held (32 MB), in at least ``leastRows`` rows.
struct ColumnSample: Sendable {
  /// Places among the used rows, ascending.
  let places: [Int]
  /// Whether every used row is in it.
  let isWhole: Bool
  let columns: Int
  /// `[rows × columns]`, row after row.
  private let values: [Double]

  static let mostValues = 4_000_000
  static let leastRows = 64

  init(_ features: any FeatureSource, used: [Int]) {
    columns = features.columns
    let wanted = min(used.count, max(Self.leastRows, Self.mostValues / max(1, columns)))
    let places = (0..<wanted).map { $0 * used.count / wanted }
    self.places = places
    isWhole = wanted == used.count
    values = features.doubles(rows: places.map { used[$0] })
  }

  var rows: Int { places.count }

  /// One column over all rows of the sample.
  func column(_ column: Int) -> [Double] {
    (0..<rows).map { values[$0 * columns + column] }
  }
}
