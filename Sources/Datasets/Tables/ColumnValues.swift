/// One value a row: labels, targets, ids, row numbers, words of a split.
enum ColumnValues: Sendable, Hashable {
  case integers([Int])
  case reals([Double])
  /// From a table or a list of texts: may still be numbers.
  case text([String])

  var count: Int {
    switch self {
    case .integers(let values): values.count
    case .reals(let values): values.count
    case .text(let values): values.count
    }
  }

  /// The values as text: whole numbers without a point, so that ids agree between files of different
  /// types.
  var texts: [String] {
    switch self {
    case .integers(let values): values.map(String.init)
    case .reals(let values):
      values.map { value in Int(exactly: value).map { String($0) } ?? value.description }
    case .text(let values): values
    }
  }

  /// The values as whole numbers, `nil` for a row that is none.
  var integers: [Int?] {
    switch self {
    case .integers(let values): values
    case .reals(let values): values.map { Int(exactly: $0) }
    case .text(let values): values.map { Int($0) }
    }
  }

  /// The values as real numbers, `nil` for a row that is none.
  var reals: [Double?] {
    switch self {
    case .integers(let values): values.map { Double($0) }
    case .reals(let values): values
    case .text(let values): values.map { DecimalNumber.value(Array($0.utf8)[...]) }
    }
  }

  /// Some of the values, in the order of `rows`.
  func values(of rows: [Int]) -> ColumnValues {
    switch self {
    case .integers(let values): .integers(rows.map { values[$0] })
    case .reals(let values): .reals(rows.map { values[$0] })
    case .text(let values): .text(rows.map { values[$0] })
    }
  }
}
