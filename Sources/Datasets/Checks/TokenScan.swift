import Specifications
import Tensors

/// One pass over the used rows of a modality that a network reads as token numbers: values that are none,
/// and rows without any token.
public struct TokenScan: Sendable {
  /// Wrong values: the first of each of the first few rows, and how many there are.
  private var places: [(row: Int, column: Int, value: Float)] = []
  private var wrongValues = 0
  private var wrongRows = 0
  private var emptyRows: [Int] = []
  private var largest: Float = -1
  /// Whether every wrong value is a whole number that is only too large.
  private var isWhole = true

  private let modality: Modality
  private let vocabulary: Int
  private static let chunk = 256
  private static let shown = 5

  /// Token numbers of the used rows of a dataset.
  ///
  /// - Parameter vocabulary: token numbers are below it; −1 stands for no token.
  public init(_ modality: Modality, of dataset: Dataset, vocabulary: Int) {
    self.modality = modality
    self.vocabulary = vocabulary
    let limit = Float(vocabulary)
    Self.forEachRow(of: modality.features, modality.present(dataset.split.used)) { row, values in
      var first: (column: Int, value: Float)?
      var isEmpty = true
      for (column, value) in values.enumerated() {
        isEmpty = isEmpty && value == -1
        let isWholeNumber = value == value.rounded(.towardZero)
        if isWholeNumber, value >= -1, value < limit { continue }
        wrongValues += 1
        isWhole = isWhole && isWholeNumber && value >= -1
        largest = max(largest, value)
        if first == nil { first = (column, value) }
      }
      if isEmpty { emptyRows.append(row) }
      guard let first else { return }
      wrongRows += 1
      if places.count < Self.shown { places.append((row, first.column, first.value)) }
    }
  }

  private static func forEachRow(
    of features: any FeatureSource, _ rows: [Int], _ body: (Int, ArraySlice<Float>) -> Void
  ) {
    for start in stride(from: 0, to: rows.count, by: chunk) {
      let numbers = Array(rows[start..<min(start + chunk, rows.count)])
      let part = features.tensor(rows: numbers)
      for (index, row) in numbers.enumerated() {
        body(row, part.values[(index * part.columns)..<((index + 1) * part.columns)])
      }
    }
  }

  public func problems(_ specification: DataSpecification) -> [DatasetProblem] {
    let place = specification.place(of: modality.name)
    var problems: [DatasetProblem] = []
    if wrongValues > 0 {
      let shown = places.map { place in
        let name = modality.columnNames.map { " (\(Shown.quoted($0[place.column])))" } ?? ""
        return "row \(place.row), column \(place.column)\(name) is \(Self.text(place.value))"
      }
      let left = wrongRows - places.count
      problems.append(
        DatasetProblem(
          .tokens, at: place,
          found: "\(Shown.count(wrongValues, "value")) in \(Shown.count(wrongRows, "row")) that "
            + "\(wrongValues == 1 ? "is" : "are") no token of a vocabulary of \(vocabulary): "
            + shown.joined(separator: ", ")
            + (left > 0 ? " and \(Shown.count(left, "more row"))" : ""),
          expected: "whole numbers from 0 to \(vocabulary - 1), or -1 for no token "
            + "(rows and columns are counted from 0)",
          remedy: remedy))
    }
    if !emptyRows.isEmpty {
      problems.append(
        DatasetProblem(
          .tokens, at: place,
          found: "\(Shown.count(emptyRows.count, "row")) without a token: "
            + Shown.list(emptyRows.map { "row \($0)" }),
          expected: "at least one token a row (rows are counted from 0)",
          remedy: "give these rows a token of their own, or leave them out of the split"))
    }
    return problems
  }

  private var remedy: String {
    let fits = isWhole && largest < Float(NetworkSpecification.maximumVocabulary)
    return fits
      ? "write 'vocabulary: \(Int(largest) + 1)' or more, or number the tokens anew"
      : "number the tokens from 0, or remove 'vocabulary' if these are measurements"
  }

  private static func text(_ value: Float) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }
}

extension Modality {
  /// The largest of its values in these rows if all are whole numbers and none is below −1: they may be
  /// token numbers. `nil` otherwise, as a rule after the first row.
  public func largestWholeNumber(in rows: [Int]) -> Int? {
    var largest: Float = -1
    let rows = present(rows)
    for start in stride(from: 0, to: rows.count, by: 256) {
      let part = features.tensor(rows: Array(rows[start..<min(start + 256, rows.count)]))
      for value in part.values {
        guard value >= -1, value == value.rounded(.towardZero) else { return nil }
        largest = max(largest, value)
      }
    }
    return Int(exactly: largest)
  }
}
