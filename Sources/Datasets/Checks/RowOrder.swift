import Tensors

/// Which columns follow the order of the rows: those that count them, and those that only rise or only
/// fall. Fed with one row after the other; a column that broke its rule is not looked at again.
///
/// A column counts if from one row to the next it moves by one constant step a row, within a thousandth of
/// the step: 0 … n − 1, 1 … n, a clock. By chance that is a matter of 10⁻³ a row.
struct RowOrder: Sendable {
  /// Rows below which nothing is said.
  static let leastRows = 10

  private var last: (position: Int, values: [Double])?
  private var rows = 0
  private var counting: [(column: Int, step: Double)] = []
  private var rising: [Int] = []
  private var falling: [Int] = []
  /// Of each column, how often it moved.
  private var moves: [Int]
  private var isWhole: [Bool]

  init(columns: Int) {
    moves = [Int](repeating: 0, count: columns)
    isWhole = [Bool](repeating: true, count: columns)
  }

  /// - Parameter position: of the row in the file of the columns.
  mutating func add(_ values: ArraySlice<Double>, position: Int) {
    defer { rows += 1 }
    if rows > 1, counting.isEmpty, rising.isEmpty, falling.isEmpty { return }
    let values = Array(values)
    defer { last = (position, values) }
    guard let last else {
      rising = Array(values.indices)
      falling = rising
      isWhole = values.map { $0 == $0.rounded() }
      return
    }
    let distance = Double(position - last.position)
    func move(_ column: Int) -> Double { (values[column] - last.values[column]) / distance }
    if rows == 1 {
      counting = values.indices.map { ($0, move($0)) }.filter { $0.1 != 0 && $0.1.isFinite }
    } else {
      // Here and below written so that NaN follows nothing.
      counting.removeAll { !(abs(move($0.column) - $0.step) <= 1e-3 * abs($0.step)) }
    }
    rising.removeAll { !(move($0) >= 0) }
    falling.removeAll { !(move($0) <= 0) }
    for column in rising where values[column] != last.values[column] { moves[column] += 1 }
    for column in falling where values[column] != last.values[column] { moves[column] += 1 }
    for column in rising where values[column] != values[column].rounded() {
      isWhole[column] = false
    }
  }

  /// Columns that count the rows.
  var countingColumns: [Int] { rows < Self.leastRows ? [] : counting.map(\.column) }

  /// Columns of whole numbers that rise with every row: a number of the row with gaps.
  var risingWholeNumbers: [Int] {
    rows < Self.leastRows ? [] : rising.filter { isWhole[$0] && moves[$0] == rows - 1 }
  }

  /// Columns that rise or fall with at least every second row and never turn.
  var monotoneColumns: [Int] {
    guard rows >= Self.leastRows else { return [] }
    return (rising + falling).filter { 2 * moves[$0] >= rows - 1 }.sorted()
  }

  /// Names that programs and people give a column that numbers the rows.
  static func isIndexName(_ name: String) -> Bool {
    let plain = name.lowercased().filter { $0.isLetter || $0.isNumber }
    return plain.isEmpty || plain.hasPrefix("unnamed")
      || [
        "x", "id", "ids", "idx", "index", "row", "rows", "rowid", "rowindex", "rowname", "rownames",
        "rownumber", "rownum", "rn", "no", "nr", "number", "level0", "sampleid", "caseid",
      ].contains(plain)
  }
}

extension FeatureSource {
  /// Where each row lies in the file; `nil` where row i is the i-th.
  var fileOrder: [Int32]? { (self as? SelectedRows)?.order }
}
