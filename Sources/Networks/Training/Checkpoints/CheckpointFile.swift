/// The named arrays of a checkpoint, each of the type and length that is expected.
struct CheckpointFile {
  private let file: SafeTensors

  /// - Parameter format: what the metadata must say.
  init(_ file: SafeTensors, format: [String: String]) throws(SafeTensorsError) {
    for (key, expected) in format.sorted(by: { $0.key < $1.key }) {
      guard file.metadata[key] == expected else {
        throw SafeTensorsError(
          "metadata \"\(key)\"", found: file.metadata[key].map { "\"\(printable($0))\"" } ?? "none",
          expected: "\"\(expected)\"", remedy: Self.remedy)
      }
    }
    self.file = file
  }

  private static let remedy = "Leave the checkpoint out; the fit then begins anew."

  func has(_ name: String) -> Bool { file.arrays[name] != nil }

  /// - Parameter count: any where `nil`.
  func floats(_ name: String, count: Int? = nil) throws(SafeTensorsError) -> [Float] {
    guard case .float32(let values)? = try array(name, "F32", count) else {
      throw mismatch(name, "F32", count)
    }
    return values
  }

  func doubles(_ name: String, count: Int? = nil) throws(SafeTensorsError) -> [Double] {
    guard case .float64(let values)? = try array(name, "F64", count) else {
      throw mismatch(name, "F64", count)
    }
    return values
  }

  func integers(_ name: String, count: Int) throws(SafeTensorsError) -> [Int] {
    guard case .int64(let values)? = try array(name, "I64", count) else {
      throw mismatch(name, "I64", count)
    }
    return values.map { Int($0) }
  }

  private func array(
    _ name: String, _ type: String, _ count: Int?
  ) throws(SafeTensorsError) -> SafeTensors.Values? {
    let values = file.arrays[name]?.values
    if let count, values?.count != count { throw mismatch(name, type, count) }
    return values
  }

  private func mismatch(_ name: String, _ type: String, _ count: Int?) -> SafeTensorsError {
    let found = file.arrays[name]?.values
    return SafeTensorsError(
      "array \"\(name)\"",
      found: found.map { "\($0.count) values of \($0.type.rawValue)" } ?? "no such array",
      expected: "\(count.map { "\($0) " } ?? "")values of \(type)", remedy: Self.remedy)
  }
}
