import Tensors

/// One pass over the used rows of a modality: values that are not finite, columns that never change.
struct FeatureScan: Sendable {
  /// A value that is NaN or infinite.
  struct Place: Sendable, Hashable {
    var row: Int
    var column: Int
    var value: Float
  }

  /// The first of each of the first few rows.
  private(set) var notFinite: [Place] = []
  private(set) var notFiniteCount = 0
  private(set) var notFiniteRows = 0
  /// Columns with one value in all train rows.
  private(set) var constantColumns: [Int] = []

  private static let chunk = 256
  private static let shown = 5

  /// - Parameters:
  ///   - used: ascending.
  ///   - train: ascending, among `used`.
  init(_ features: any FeatureSource, used: [Int], train: [Int]) {
    let trainRows = Set(train)
    var first: [Float] = []
    var isConstant = [Bool](repeating: true, count: features.columns)
    for start in stride(from: 0, to: used.count, by: Self.chunk) {
      let rows = Array(used[start..<min(start + Self.chunk, used.count)])
      let part = features.tensor(rows: rows)
      for (index, row) in rows.enumerated() {
        let values = part.values[(index * part.columns)..<((index + 1) * part.columns)]
        if !values.allSatisfy(\.isFinite) { note(values, row: row) }
        guard trainRows.contains(row) else { continue }
        if first.isEmpty { first = Array(values) }
        for (column, value) in values.enumerated() where value != first[column] {
          isConstant[column] = false
        }
      }
    }
    constantColumns = isConstant.indices.filter { isConstant[$0] }
  }

  private mutating func note(_ values: ArraySlice<Float>, row: Int) {
    notFiniteRows += 1
    let wrong = values.enumerated().filter { !$0.element.isFinite }
    notFiniteCount += wrong.count
    if let first = wrong.first, notFinite.count < Self.shown {
      notFinite.append(Place(row: row, column: first.offset, value: first.element))
    }
  }

  func problem(_ modality: Modality, file: String) -> DatasetProblem? {
    guard notFiniteCount > 0 else { return nil }
    let places = notFinite.map { place in
      let name = modality.columnNames.map { " (\(Shown.quoted($0[place.column])))" } ?? ""
      return "row \(place.row), column \(place.column)\(name) is "
        + (place.value.isNaN ? "NaN" : "infinite or beyond Float32")
    }
    let more = notFiniteRows > places.count ? " and \(notFiniteRows - places.count) more rows" : ""
    return DatasetProblem(
      .notFinite, at: file,
      found: "\(Shown.count(notFiniteCount, "value")) not finite in "
        + "\(Shown.count(notFiniteRows, "row")): \(places.joined(separator: ", "))\(more)",
      expected: "finite numbers in every row of train, validation and test (counted from 0)",
      remedy: "fill the values in, or leave these rows out of the split")
  }
}
