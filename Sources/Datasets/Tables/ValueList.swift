import Bundles

/// A JSON list of values: labels, class names, row numbers.
enum ValueList {
  /// - Parameter takesNull: whether an item may be `null`: a row without a value. Among numbers it is read as
  ///   NaN, among texts as an empty one, as tables write it.
  /// - Returns: whole numbers, real numbers or texts; numbers of both kinds become real.
  static func read(
    _ bytes: [UInt8], name: String, takesNull: Bool = false
  ) throws(DatasetProblem) -> ColumnValues {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw DatasetProblem(
        .listFormat, at: name, found: error.description, expected: "a JSON list",
        remedy: "write it as [\"cat\", \"dog\"] or [0, 1, 2]")
    }
    guard case .array(let items) = value else {
      throw DatasetProblem(
        .listFormat, at: name, found: "no list", expected: "a JSON list such as [\"cat\", \"dog\"]",
        remedy: "put the values into one pair of brackets")
    }
    var integers: [Int] = []
    var reals: [Double] = []
    var texts: [String] = []
    for (index, item) in items.enumerated() {
      switch item {
      case .integer(let value):
        integers.append(value)
        reals.append(Double(value))
      case .real(let value): reals.append(value)
      case .text(let value): texts.append(value)
      case .null where takesNull:
        reals.append(.nan)
        texts.append("")
      case .null, .flag, .array, .object:
        throw DatasetProblem(
          .listFormat, at: name, found: "item \(index) (counted from 0) is neither number nor text",
          expected: "a JSON list of numbers or of texts",
          remedy: "write every item as a number, or every item in quotes")
      }
    }
    if texts.count == items.count { return .text(texts) }
    if integers.count == items.count { return .integers(integers) }
    if reals.count == items.count { return .reals(reals) }
    throw DatasetProblem(
      .listFormat, at: name, found: "numbers and texts in one list",
      expected: "a JSON list of numbers or of texts",
      remedy: "write every item as a number, or every item in quotes")
  }
}
