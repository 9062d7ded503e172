/// NumPy files made in the test, byte by byte.
enum ArrayBytes {
  /// A whole file around a header text and data.
  static func file(header: String, data: [UInt8], version: UInt8 = 1) -> [UInt8] {
    var text = Array(header.utf8)
    let fixed = version == 1 ? 10 : 12
    while (fixed + text.count + 1) % 64 != 0 { text.append(0x20) }
    text.append(0x0A)
    let length = (0..<(version == 1 ? 2 : 4)).map {
      UInt8(truncatingIfNeeded: text.count >> (8 * $0))
    }
    return [0x93] + Array("NUMPY".utf8) + [version, 0] + length + text + data
  }

  static func header(_ type: String, fortran: Bool = false, shape: [Int]) -> String {
    let sizes = shape.map { "\($0), " }.joined()
    return
      "{'descr': '\(type)', 'fortran_order': \(fortran ? "True" : "False"), 'shape': (\(sizes)), }"
  }

  /// An array of values given in C order.
  static func array(
    _ values: [Double], _ type: String = "<f4", shape: [Int], fortran: Bool = false,
    version: UInt8 = 1
  ) -> [UInt8] {
    let order = fortran ? fortranOrder(shape) : Array(values.indices)
    let data = order.flatMap { element(values[$0], type) }
    return file(
      header: header(type, fortran: fortran, shape: shape), data: data, version: version)
  }

  static func floats(_ rows: [[Double]]) -> [UInt8] {
    array(rows.flatMap { $0 }, shape: [rows.count, rows.first?.count ?? 0])
  }

  static func integers(_ values: [Int]) -> [UInt8] {
    array(values.map { Double($0) }, "<i8", shape: [values.count])
  }

  /// Positions in C order of the elements, first index fastest.
  private static func fortranOrder(_ shape: [Int]) -> [Int] {
    let count = shape.reduce(1, *)
    return (0..<count).map { position in
      var rest = position
      var indices: [Int] = []
      for size in shape {
        indices.append(rest % size)
        rest /= size
      }
      return zip(shape, indices).reduce(0) { $0 * $1.0 + $1.1 }
    }
  }

  private static func element(_ value: Double, _ type: String) -> [UInt8] {
    let isBig = type.first == ">"
    func bytes(_ pattern: some FixedWidthInteger) -> [UInt8] {
      let little = (0..<(pattern.bitWidth / 8)).map {
        UInt8(truncatingIfNeeded: pattern >> (8 * $0))
      }
      return isBig ? little.reversed() : little
    }
    switch type.dropFirst() {
    case "b1": return [value == 0 ? 0 : 1]
    case "i1": return bytes(Int8(value))
    case "i2": return bytes(Int16(value))
    case "i4": return bytes(Int32(value))
    case "i8": return bytes(Int64(value))
    case "u1": return bytes(UInt8(value))
    case "u2": return bytes(UInt16(value))
    case "u4": return bytes(UInt32(value))
    case "u8": return bytes(UInt64(value))
    case "f2": return bytes(Float16(value).bitPattern)
    case "f4": return bytes(Float(value).bitPattern)
    default: return bytes(value.bitPattern)
    }
  }
}

/// Random edits of bytes: replaced, cut, doubled.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func edited(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &self) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &self)
      switch Int.random(in: 0..<10, using: &self) {
      case 0: bytes.removeLast(bytes.count - place)
      case 1: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
      case 2: bytes.removeSubrange(place..<min(place + 13, bytes.count))
      default: bytes[place] = UInt8.random(in: 0...255, using: &self)
      }
    }
    return bytes
  }
}
