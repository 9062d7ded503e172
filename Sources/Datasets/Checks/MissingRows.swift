/// Rows of a modality that are 0 in every column, as rows that were never measured often are.
///
/// Zeros are also what sparse measurements are made of. With z_j the share of zeros of column j among the
/// other m rows, columns independent of each other would give
///
///     expected = m · Π_j z_j
///
/// rows of zeros; rows are called missing where there are at least three and ten times as many as that.
struct MissingRows: Sendable, Hashable {
  private(set) var zeroRows: [Int] = []
  private var otherRows = 0
  /// Of each column, how many of the other rows are 0 there.
  private var zeros: [Int]

  init(columns: Int) {
    zeros = [Int](repeating: 0, count: columns)
  }

  mutating func add(_ values: ArraySlice<Double>, row: Int) {
    guard values.contains(where: { $0 != 0 }) else {
      zeroRows.append(row)
      return
    }
    otherRows += 1
    for (column, value) in values.enumerated() where value == 0 { zeros[column] += 1 }
  }

  /// The rows of zeros, if they look missing; else none.
  var rows: [Int] {
    guard zeroRows.count >= 3, otherRows > 0 else { return [] }
    let expected = zeros.reduce(Double(otherRows)) { $0 * Double($1) / Double(otherRows) }
    return Double(zeroRows.count) > 10 * expected ? zeroRows : []
  }
}
