/// The header of a `.npy` file, versions 1 to 3: element type, shape, order, and where the data start.
///
/// Format: `\x93NUMPY`, major and minor version, length of the header (2 bytes in version 1, 4 later,
/// little-endian), and a Python dictionary as text. Source: NumPy enhancement proposal 1.
struct ArrayHeader: Sendable, Hashable {
  var type: ElementType
  var isBigEndian: Bool
  /// Whether the first index varies fastest.
  var isFortranOrder: Bool
  var shape: [Int]
  /// Offset of the first element in the file.
  var dataOffset: Int

  /// Bytes of the file that may belong to the header.
  static let mostBytes = 12 + (1 << 16)
  static let mostDimensions = 32

  /// - Parameters:
  ///   - start: the first `mostBytes` of the file, or all of it.
  ///   - fileBytes: size of the whole file.
  init(_ start: [UInt8], fileBytes: Int, file: String) throws(DatasetProblem) {
    guard start.starts(with: [0x93] + Array("NUMPY".utf8)) else {
      throw DatasetProblem(
        .arrayFormat, at: file, found: "not a NumPy array: it does not start with \\x93NUMPY",
        expected: "a file written by numpy.save",
        remedy: "write it with numpy.save, or give the file its right ending")
    }
    func damaged(_ reason: String) -> DatasetProblem {
      DatasetProblem(
        .arrayFormat, at: file, found: "its NumPy header is damaged: \(reason)",
        remedy: "write it again with numpy.save")
    }
    guard start.count >= 10 else { throw damaged("the file ends inside it") }
    guard (1...3).contains(start[6]) else {
      throw DatasetProblem(
        .arrayFormat, at: file, found: "NumPy format version \(start[6]).\(start[7])",
        expected: "version 1, 2 or 3")
    }
    let isShort = start[6] == 1
    guard isShort || start.count >= 12 else { throw damaged("the file ends inside it") }
    let length =
      isShort
      ? Int(start[8]) | Int(start[9]) << 8
      : Int(start[8]) | Int(start[9]) << 8 | Int(start[10]) << 16 | Int(start[11]) << 24
    dataOffset = (isShort ? 10 : 12) + length
    guard dataOffset <= Self.mostBytes else { throw damaged("it is \(length) bytes long") }
    guard dataOffset <= start.count else { throw damaged("the file ends inside it") }

    let text = Array(start[(isShort ? 10 : 12)..<dataOffset])
    guard case .dictionary(let pairs)? = PythonLiteral.parse(text) else {
      throw damaged("it is no Python dictionary")
    }
    let keys = pairs.map(\.key).sorted()
    guard keys == ["descr", "fortran_order", "shape"] else {
      throw damaged("its keys are \(Shown.list(keys.map(Shown.quoted)))")
    }
    let values = Dictionary(
      pairs.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    switch values["descr"] {
    case .text(let description)?:
      (type, isBigEndian) = try ElementType.parse(description, file: file)
    case .sequence?:
      throw DatasetProblem(
        .elementType, at: file, found: "it holds records with named fields (a structured dtype)",
        expected: "an array of numbers", remedy: "save every field as an array of its own")
    default: throw damaged("'descr' is no text")
    }
    guard case .flag(let order)? = values["fortran_order"] else {
      throw damaged("'fortran_order' is neither True nor False")
    }
    isFortranOrder = order
    shape = try Self.shape(values["shape"], file: file, damaged: damaged)
    try checkLength(fileBytes, file: file)
  }

  private static func shape(
    _ value: PythonLiteral?, file: String, damaged: (String) -> DatasetProblem
  ) throws(DatasetProblem) -> [Int] {
    guard case .sequence(let sizes)? = value else { throw damaged("'shape' is no tuple") }
    guard sizes.count <= mostDimensions else { throw damaged("\(sizes.count) dimensions") }
    var shape: [Int] = []
    for size in sizes {
      guard case .integer(let number) = size else { throw damaged("'shape' holds no whole number") }
      guard let number else { throw overflowing(file, "a number that does not fit 64 bits") }
      guard number >= 0 else { throw damaged("'shape' holds \(number)") }
      shape.append(number)
    }
    return shape
  }

  /// Checks that the file holds exactly the elements the shape promises.
  ///
  /// Bytes behind them are an error: NumPy appends a second array that way, and dropping it silently
  /// would be a guess.
  private func checkLength(_ fileBytes: Int, file: String) throws(DatasetProblem) {
    var needed = type.size
    // A zero anywhere makes the array empty, but the other numbers must still make sense.
    for size in shape where size > 0 {
      let (product, overflow) = needed.multipliedReportingOverflow(by: size)
      guard !overflow else { throw Self.overflowing(file, "shape \(Self.text(shape))") }
      needed = product
    }
    if shape.contains(0) { needed = 0 }
    let held = fileBytes - dataOffset
    guard held >= needed else {
      throw DatasetProblem(
        .arrayLength, at: file,
        found: "the data are short: \(held) bytes after the header",
        expected: "\(needed) bytes for shape \(Self.text(shape)) of \(type.size)-byte elements",
        remedy: "copy the file again, or write it again with numpy.save")
    }
    guard held == needed else {
      throw DatasetProblem(
        .arrayLength, at: file, found: "\(held - needed) bytes follow the array",
        expected: "one array a file, ending after shape \(Self.text(shape))",
        remedy: "save one array a file, or several in an .npz")
    }
  }

  private static func overflowing(_ file: String, _ what: String) -> DatasetProblem {
    DatasetProblem(
      .shape, at: file, found: "the header promises more elements than any file holds: \(what)",
      expected: "a shape whose bytes fit the file", remedy: "write it again with numpy.save")
  }

  /// As Python writes a shape.
  static func text(_ shape: [Int]) -> String {
    shape.count == 1 ? "(\(shape[0]),)" : "(\(shape.map(String.init).joined(separator: ", ")))"
  }
}
