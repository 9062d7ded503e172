/// Rows of a modality that are 0 in every column, as rows that were never measured often are.
///
/// Zeros are also what sparse measurements are made of: counts of words, rain. There the rows thin out
/// gradually, and next to rows of zeros lie rows of zeros but for one column. Rows are called missing where
/// there are at least five, and ten times as many as rows that are nearly zero: all but one column, or
/// nine tenths of them. Columns that take few values each are left alone by whoever asks: 0 is one of them.
struct MissingRows: Sendable, Hashable {
  private let columns: Int
  private(set) var zeroRows: [Int] = []
  private var nearlyZeroRows = 0
  private var otherRows = 0

  private static let leastRows = 5

  init(columns: Int) {
    self.columns = columns
  }

  mutating func add(_ values: ArraySlice<Double>, row: Int) {
    let zeros = values.count { $0 == 0 }
    if zeros == columns {
      zeroRows.append(row)
    } else {
      otherRows += 1
      if zeros >= min(columns - 1, (9 * columns + 9) / 10) { nearlyZeroRows += 1 }
    }
  }

  /// The rows of zeros, if they look missing; else none.
  var rows: [Int] {
    zeroRows.count >= Self.leastRows && otherRows > 0 && zeroRows.count > 10 * nearlyZeroRows
      ? zeroRows : []
  }
}
