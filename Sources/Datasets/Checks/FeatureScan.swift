import Specifications
import Tensors

/// One pass over the used rows of a modality: values that are no numbers or too large, columns that
/// never change or follow the rows, rows of zeros, and a digest of every row.
struct FeatureScan: Sendable {
  /// A value that is NaN, infinite or above `MagnitudeLimit`.
  struct Place: Sendable, Hashable {
    var row: Int
    var column: Int
    var value: Float
  }

  /// Wrong values: the first of each of the first few rows, and how many there are.
  struct Faults: Sendable, Hashable {
    var places: [Place] = []
    var count = 0
    var rows = 0
  }

  private(set) var notFinite = Faults()
  private(set) var tooLarge = Faults()
  /// Columns with one value in all train rows.
  private(set) var constantColumns: [Int] = []
  /// One a used row, in their order; rows without the modality have one and the same.
  private var digests: [RowDigest] = []
  private let used: [Int]
  private(set) var order: RowOrder
  private(set) var missing: MissingRows

  private static let chunk = 256
  private static let shown = 5

  /// - Parameters:
  ///   - used: ascending.
  ///   - train: ascending, among `used`.
  ///   - missing: whether each row of the features means nothing; such rows are left out.
  init(_ features: any FeatureSource, used: [Int], train: [Int], missing absent: [Bool]? = nil) {
    self.used = used
    let columns = features.columns
    let positions = features.fileOrder
    order = RowOrder(columns: columns)
    missing = MissingRows(columns: columns)
    digests.reserveCapacity(used.count)
    let trainRows = Set(train)
    var first: [Double] = []
    var isConstant = [Bool](repeating: true, count: columns)
    for start in stride(from: 0, to: used.count, by: Self.chunk) {
      let rows = Array(used[start..<min(start + Self.chunk, used.count)])
      // In Double: near 10⁹ different numbers are one Float32.
      let part = features.doubles(rows: rows)
      for (index, row) in rows.enumerated() {
        if absent?[row] == true {
          digests.append(RowDigest())
          continue
        }
        let values = part[(index * columns)..<((index + 1) * columns)]
        if !values.allSatisfy(Self.isUsable) { note(values, row: row) }
        digests.append(RowDigest(values))
        order.add(values, position: positions.map { Int($0[row]) } ?? row)
        missing.add(values, row: row)
        guard trainRows.contains(row) else { continue }
        if first.isEmpty { first = Array(values) }
        for (column, value) in values.enumerated() where value != first[column] {
          isConstant[column] = false
        }
      }
    }
    constantColumns = isConstant.indices.filter { isConstant[$0] }
  }

  /// Of some of the used rows.
  ///
  /// - Parameter rows: ascending.
  func digests(of rows: [Int]) -> [RowDigest] {
    guard rows.count < used.count else { return digests }
    var place = 0
    return rows.map { row in
      while used[place] < row { place += 1 }
      return digests[place]
    }
  }

  /// False for NaN as well.
  private static func isUsable(_ value: Double) -> Bool {
    value.magnitude <= MagnitudeLimit.value
  }

  private mutating func note(_ values: ArraySlice<Double>, row: Int) {
    let wrong = values.enumerated().filter { !Self.isUsable($0.element) }.map {
      Place(row: row, column: $0.offset, value: Float($0.element))
    }
    Self.note(wrong.filter { !$0.value.isFinite }, in: &notFinite)
    Self.note(wrong.filter(\.value.isFinite), in: &tooLarge)
  }

  private static func note(_ wrong: [Place], in faults: inout Faults) {
    guard let first = wrong.first else { return }
    faults.rows += 1
    faults.count += wrong.count
    if faults.places.count < shown { faults.places.append(first) }
  }

  /// - Parameter missing: how the specification says which rows are missing.
  func problems(
    _ modality: Modality, file: String, missing: MissingSpecification? = nil
  ) -> [DatasetProblem] {
    var problems: [DatasetProblem] = []
    func note(_ faults: Faults, _ fault: String, expected: String, remedy: String) {
      guard faults.count > 0 else { return }
      let places = faults.places.map { place in
        let name = modality.columnNames.map { " (\(Shown.quoted($0[place.column])))" } ?? ""
        return "row \(place.row), column \(place.column)\(name) is \(Self.text(place.value))"
      }
      let left = faults.rows - places.count
      problems.append(
        DatasetProblem(
          .notFinite, at: file,
          found: "\(Shown.count(faults.count, "value")) \(fault) in "
            + "\(Shown.count(faults.rows, "row")): \(places.joined(separator: ", "))"
            + (left > 0 ? " and \(Shown.count(left, "more row"))" : ""),
          expected: "\(expected) in every row of train, validation and test (counted from 0)",
          remedy: remedy))
    }
    note(
      notFinite, "not finite", expected: "finite numbers",
      remedy: missing == .nan
        ? "fill the values in, or write NaN into every column: 'missing: nan' takes whole rows"
        : "fill the values in, rescale those beyond Float32, or leave these rows out of the "
          + "split")
    note(
      tooLarge, "beyond Float32 when squared", expected: MagnitudeLimit.inWords,
      remedy: MagnitudeLimit.remedy)
    return problems
  }

  private static func text(_ value: Float) -> String {
    value.isNaN ? "NaN" : value.isFinite ? "\(value)" : "infinite or beyond Float32"
  }
}
