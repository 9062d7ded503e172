import Datasets
import Tensors

/// A table of numbers; the first byte chooses between commas and tabs, and which columns are wanted.
enum TableTarget {
  static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let choice = bytes.first else { return }
    let name = choice & 1 == 0 ? "fuzzed.csv" : "fuzzed.tsv"
    let columns = choice & 2 == 0 ? nil : ["a", "b"]
    let text = Array(bytes.dropFirst())
    guard let table = try read(text, name: name, columns: columns) else { return }
    let names = table.columnNames ?? []
    let again = try read(written(table, names), name: "again.csv", columns: nil)
    guard let again else { throw BrokenPromise("a table written again is refused") }
    try BrokenPromise.unless(again.columnNames == names, "a table's names changed: \(names)")
    let same = zip(again.features.tensor().values, table.features.tensor().values)
      .allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
    try BrokenPromise.unless(
      same && again.features.rows == table.features.rows, "a table's numbers changed")
  }

  private static func read(
    _ bytes: [UInt8], name: String, columns: [String]?
  ) throws(BrokenPromise) -> FeatureFile? {
    do throws(DatasetProblem) {
      return try FeatureFile(MappedFile(bytes), name: name, columns: columns)
    } catch {
      try BrokenPromise.unlessShown(error.description, of: name)
      return nil
    }
  }

  private static func written(_ table: FeatureFile, _ names: [String]) -> [UInt8] {
    let values = table.features.tensor()
    var text = names.map(quoted).joined(separator: ",") + "\n"
    for row in 0..<values.rows {
      let cells = (0..<values.columns).map { "\(values[row, $0])" }
      text += cells.joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  private static func quoted(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      if scalar == "\"" { scalars.append(scalar) }
      scalars.append(scalar)
    }
    return "\"" + String(scalars) + "\""
  }
}
