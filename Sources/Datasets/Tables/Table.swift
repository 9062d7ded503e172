import Tensors

/// What is needed of a table: columns of numbers for modalities, columns of text for the rest.
struct Table: Sendable {
  var rows: Int
  /// All column names, in the file's order.
  var header: [String]
  /// The numeric columns that were asked for, side by side.
  var numbers: DecimalColumns
  /// Names of the columns of `numbers`.
  var numericColumns: [String]
  var texts: [String: [String]]

  /// The columns named, as features of their own.
  func features(_ columns: [String]) -> any FeatureSource {
    if columns == numericColumns { return numbers.narrowed }
    let positions = Dictionary(
      numericColumns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let wanted = columns.compactMap { positions[$0] }
    var values: [Double] = []
    values.reserveCapacity(rows * wanted.count)
    for row in 0..<rows {
      for column in wanted { values.append(numbers.values[row * numbers.columns + column]) }
    }
    return DecimalColumns(rows: rows, columns: wanted.count, values: values).narrowed
  }
}

/// Which columns of a table are wanted.
struct TableRequest: Sendable, Hashable {
  /// Columns of each modality of the file; `nil` stands for every column not in `texts`.
  var numbers: [[String]?] = []
  /// Columns of ids, labels, splits and groups. `nil` stands for the only column of the file.
  var texts: [String?] = []

  var isText: Bool { numbers.isEmpty }
}
