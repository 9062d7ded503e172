/// A `.npy` file of little-endian float32 in C order.
enum NumPyFile {
  static func bytes(rows: Int, columns: Int, _ values: [Float]) -> [UInt8] {
    let header =
      "{'descr': '<f4', 'fortran_order': False, 'shape': (\(rows), \(columns)), }\n"
    let count = header.utf8.count
    let start =
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(count & 0xFF), UInt8(count >> 8)]
      + Array(header.utf8)
    return start
      + values.flatMap { value in
        (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(8 * $0)) }
      }
  }
}
