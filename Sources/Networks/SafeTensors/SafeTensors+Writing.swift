extension SafeTensors {
  /// The file; the same value gives the same bytes.
  public func bytes() -> [UInt8] {
    let ordered = arrays.sorted { left, right in
      let (leftType, rightType) = (left.value.values.type, right.value.values.type)
      return leftType == rightType
        ? left.key.utf8.lexicographicallyPrecedes(right.key.utf8) : leftType > rightType
    }

    var header = "{"
    if !metadata.isEmpty {
      let entries = metadata.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { "\(Self.quoted($0.key)):\(Self.quoted($0.value))" }
      header += "\"__metadata__\":{\(entries.joined(separator: ","))}"
    }
    var offset = 0
    for (name, array) in ordered {
      let type = array.values.type
      let end = offset + array.values.count * type.size
      if header != "{" { header += "," }
      header +=
        "\(Self.quoted(name)):{\"dtype\":\"\(type.rawValue)\","
        + "\"shape\":[\(array.shape.map(\.description).joined(separator: ","))],"
        + "\"data_offsets\":[\(offset),\(end)]}"
      offset = end
    }
    header += "}"

    var head = Array(header.utf8)
    while head.count % 8 != 0 { head.append(0x20) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + head.count + offset)
    Self.append(UInt64(head.count), to: &bytes)
    bytes += head
    for (_, array) in ordered { Self.append(array.values, to: &bytes) }
    return bytes
  }

  private static func append(_ values: Values, to bytes: inout [UInt8]) {
    switch values {
    case .float32(let values): for value in values { append(value.bitPattern, to: &bytes) }
    case .float64(let values): for value in values { append(value.bitPattern, to: &bytes) }
    case .int32(let values): for value in values { append(UInt32(bitPattern: value), to: &bytes) }
    case .int64(let values): for value in values { append(UInt64(bitPattern: value), to: &bytes) }
    case .uint8(let values): bytes += values
    }
  }

  private static func append(
    _ value: some FixedWidthInteger & UnsignedInteger, to bytes: inout [UInt8]
  ) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }

  /// A JSON string as serde writes it: only what must be escaped is.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{8}": result += "\\b"
      case "\u{C}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
