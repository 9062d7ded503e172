/// What one element of a NumPy array is.
enum ElementType: Sendable, Hashable {
  case bool
  case int8, int16, int32, int64
  case uint8, uint16, uint32, uint64
  case float16, float32, float64
  /// Text of a fixed number of UTF-32 characters (`U`) or bytes (`S`): labels and ids.
  case unicode(Int)
  case bytes(Int)

  /// In bytes.
  var size: Int {
    switch self {
    case .bool, .int8, .uint8: 1
    case .int16, .uint16, .float16: 2
    case .int32, .uint32, .float32: 4
    case .int64, .uint64, .float64: 8
    case .unicode(let length): 4 * length
    case .bytes(let length): length
    }
  }

  var isText: Bool {
    switch self {
    case .unicode, .bytes: true
    default: false
    }
  }

  /// Reads a NumPy type string such as `<f4`, `|b1`, `>i8`, `<U12`.
  ///
  /// - Returns: the type and whether its bytes come most significant first.
  static func parse(
    _ description: String, file: String
  ) throws(DatasetProblem) -> (type: ElementType, isBigEndian: Bool) {
    let bytes = Array(description.utf8)
    let shown = Shown.quoted(description)
    guard bytes.count >= 2, let order = bytes.first, "<>|=".utf8.contains(order) else {
      throw refuse(file, "its element type \(shown) is none NumPy writes")
    }
    let isBigEndian = order == UInt8(ascii: ">")
    switch Unicode.Scalar(bytes[1]) {
    case "O":
      throw DatasetProblem(
        .elementType, at: file, found: "it holds Python objects (dtype \(shown))",
        expected: "an array of numbers",
        remedy: "objects would have to be unpickled, which runs code from the file: save "
          + "'array.astype(\"float32\")' with numpy.save(…, allow_pickle=False)")
    case "c": throw refuse(file, "it holds complex numbers (dtype \(shown))")
    case "m", "M": throw refuse(file, "it holds dates or times (dtype \(shown))")
    case "V": throw refuse(file, "it holds raw records (dtype \(shown))")
    default: break
    }
    let code = String(decoding: bytes.dropFirst(), as: UTF8.self)
    if let type = numbers[code] { return (type, isBigEndian) }
    if let length = Int(String(decoding: bytes.dropFirst(2), as: UTF8.self)), length > 0,
      length <= 1 << 20
    {
      if bytes[1] == UInt8(ascii: "U") { return (.unicode(length), isBigEndian) }
      if bytes[1] == UInt8(ascii: "S") { return (.bytes(length), isBigEndian) }
    }
    throw refuse(file, "its element type \(shown) is none Retort reads")
  }

  private static let numbers: [String: ElementType] = [
    "b1": .bool, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8,
    "u2": .uint16, "u4": .uint32, "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64,
  ]

  private static func refuse(_ file: String, _ found: String) -> DatasetProblem {
    DatasetProblem(
      .elementType, at: file, found: found,
      expected: "bool, int8 … int64, uint8 … uint64, float16, float32 or float64",
      remedy: "save 'array.astype(\"float32\")'")
  }
}
