import Datasets
import Tensors

/// `.npy` and `.npz` as `retort predict` reads them; inside a job they are the dataset target's.
enum ArrayTarget {
  static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    try check(bytes, name: "fuzzed.npy")
  }

  static func checkArchive(_ bytes: [UInt8]) throws(BrokenPromise) {
    try check(bytes, name: "fuzzed.npz")
  }

  private static func check(_ bytes: [UInt8], name: String) throws(BrokenPromise) {
    guard let features = try read(bytes, name: name) else { return }
    let rows = Array(0..<min(features.rows, 500))
    let values = features.tensor(rows: rows)
    let written = NumPyFile.bytes(
      rows: values.rows, columns: values.columns, values.values)
    guard let again = try read(written, name: "again.npy") else {
      throw BrokenPromise("an array written again is refused")
    }
    try BrokenPromise.unless(
      values.columns == 0
        || again.tensor().values.map(\.bitPattern) == values.values.map(\.bitPattern),
      "an array written again reads differently")
  }

  private static func read(
    _ bytes: [UInt8], name: String
  ) throws(BrokenPromise) -> (any FeatureSource)? {
    do throws(DatasetProblem) {
      return try FeatureFile(MappedFile(bytes), name: name).features
    } catch {
      try BrokenPromise.unlessShown(error.description, of: name)
      return nil
    }
  }
}
