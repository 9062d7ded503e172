extension SafeTensors {
  /// Greatest header the Python library reads.
  private static let headerLimit = 100_000_000

  /// Reads a file that may be hostile: nothing is reserved before the bytes that fill it are there.
  public init(bytes: [UInt8]) throws(SafeTensorsError) {
    guard bytes.count >= 8 else {
      throw SafeTensorsError("length", found: "\(bytes.count) bytes", expected: "at least 8")
    }
    let claimed = Self.word(bytes, at: 0, as: UInt64.self)
    guard claimed <= UInt64(min(Self.headerLimit, bytes.count - 8)) else {
      throw SafeTensorsError(
        "header length", found: "\(claimed) bytes",
        expected: "at most \(min(Self.headerLimit, bytes.count - 8)), what the file can hold")
    }
    let dataStart = 8 + Int(claimed)
    let header = try HeaderParser.parse(bytes[8..<dataStart])

    metadata = header.metadata
    arrays = [:]
    var position = 0
    let dataCount = bytes.count - dataStart
    // Sorted by place: arrays must follow each other without gaps, overlaps or a rest.
    let ordered = header.entries.sorted {
      ($0.start, $0.end, $0.name) < ($1.start, $1.end, $1.name)
    }
    for entry in ordered {
      guard entry.start == position, entry.end >= entry.start, entry.end <= dataCount else {
        throw SafeTensorsError(
          "array \"\(printable(entry.name))\"",
          found: "data offsets \(entry.start) to \(entry.end)",
          expected: "a beginning at \(position) and an end within \(dataCount) bytes of data")
      }
      arrays[entry.name] = try Self.array(entry, bytes, from: dataStart)
      position = entry.end
    }
    guard position == dataCount else {
      throw SafeTensorsError(
        "data", found: "\(dataCount) bytes", expected: "\(position), as the header says")
    }
  }

  private static func array(
    _ entry: HeaderParser.Entry, _ bytes: [UInt8], from dataStart: Int
  ) throws(SafeTensorsError) -> NamedArray {
    let place = "array \"\(printable(entry.name))\""
    guard let type = ElementType(rawValue: entry.type) else {
      throw SafeTensorsError(
        place, found: "the type \"\(printable(entry.type))\"",
        expected: "one of \(ElementType.allCases.map(\.rawValue).joined(separator: ", "))",
        remedy: "Convert the array to F32 before saving it.")
    }
    var size = type.size
    for length in entry.shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow else {
        throw SafeTensorsError(
          place, found: "the shape \(entry.shape)", expected: "a size below 2⁶³ bytes")
      }
      size = product
    }
    guard size == entry.end - entry.start else {
      throw SafeTensorsError(
        place, found: "\(entry.end - entry.start) bytes",
        expected: "\(size) for the shape \(entry.shape) of \(type.rawValue)")
    }
    let start = dataStart + entry.start
    let count = size / type.size
    let values: Values =
      switch type {
      case .uint8: .uint8(Array(bytes[start..<start + count]))
      case .int32:
        .int32(
          (0..<count).map { Int32(bitPattern: word(bytes, at: start + 4 * $0, as: UInt32.self)) })
      case .int64:
        .int64(
          (0..<count).map { Int64(bitPattern: word(bytes, at: start + 8 * $0, as: UInt64.self)) })
      case .float32:
        .float32(
          (0..<count).map { Float(bitPattern: word(bytes, at: start + 4 * $0, as: UInt32.self)) })
      case .float64:
        .float64(
          (0..<count).map { Double(bitPattern: word(bytes, at: start + 8 * $0, as: UInt64.self)) })
      }
    return NamedArray(shape: entry.shape, values: values)
  }

  /// A little-endian number.
  private static func word<Word: FixedWidthInteger & UnsignedInteger>(
    _ bytes: [UInt8], at start: Int, as: Word.Type
  ) -> Word {
    var value: Word = 0
    for index in 0..<Word.bitWidth / 8 { value |= Word(bytes[start + index]) << Word(8 * index) }
    return value
  }
}

/// A name from outside, short and without invisible characters, for an error text.
func printable(_ text: String) -> String {
  String(
    String.UnicodeScalarView(
      text.unicodeScalars.prefix(80).map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
          "\u{FFFD}"
        default: scalar
        }
      }))
}
