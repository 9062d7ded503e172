/// `.npy` bytes of a matrix or vector, little-endian.
enum NumPy {
  static func matrix(_ rows: [[Double]]) -> [UInt8] {
    header("<f4", shape: "(\(rows.count), \(rows.first?.count ?? 0))")
      + rows.flatMap { row in row.flatMap { bytes(Float($0).bitPattern) } }
  }

  static func integers(_ values: [Int]) -> [UInt8] {
    header("<i8", shape: "(\(values.count),)") + values.flatMap { bytes(Int64($0)) }
  }

  static func reals(_ values: [Double]) -> [UInt8] {
    header("<f8", shape: "(\(values.count),)") + values.flatMap { bytes($0.bitPattern) }
  }

  private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func header(_ type: String, shape: String) -> [UInt8] {
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }"
    while (10 + text.utf8.count + 1) % 64 != 0 { text += " " }
    text += "\n"
    return [0x93] + Array("NUMPY".utf8) + [1, 0] + bytes(UInt16(text.utf8.count))
      + Array(text.utf8)
  }
}
