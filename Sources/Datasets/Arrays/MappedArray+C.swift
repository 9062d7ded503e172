import Tensors

/// A NumPy array as rows of Float32, converted when they are gathered; the array itself stays where it
/// is mapped.
///
/// One dimension is one column; more than two are flattened row by row in C order, whatever the order
/// in the file. Little-endian float32 in C order is copied as it lies. Integers beyond 2²⁴ and float64
/// are rounded to the nearest Float32, or given in Double where they are asked for so.
struct MappedArray: DoublePrecisionSource {
  let rows: Int
  let columns: Int
  let header: ArrayHeader
  private let file: MappedFile
  /// From one row to the next, in elements.
  private let rowStride: Int
  /// Where each column of a row lies, in elements from the row's first; `nil` if one after the other.
  private let columnOffsets: [Int]?

  /// - Parameter name: of the file, for messages.
  init(_ file: MappedFile, name: String) throws(DatasetProblem) {
    let header = try ArrayHeader(
      file.start(ArrayHeader.mostBytes), fileBytes: file.count, file: name)
    guard let rows = header.shape.first else {
      throw DatasetProblem(
        .shape, at: name, found: "a single number (shape ())", expected: "one row a sample")
    }
    guard rows <= Int(Int32.max) else {
      throw DatasetProblem(
        .shape, at: name, found: "\(rows) rows", expected: "at most \(Int32.max) rows")
    }
    let isEmpty = header.shape.contains(0)
    self.header = header
    self.file = file
    self.rows = rows
    columns = isEmpty ? 0 : header.shape.dropFirst().reduce(1, *)
    if header.isFortranOrder && header.shape.count > 1 && !isEmpty {
      rowStride = 1
      columnOffsets = Self.fortranOffsets(header.shape)
    } else {
      rowStride = columns
      columnOffsets = nil
    }
  }

  /// For each column in C order, its offset where the first index varies fastest.
  private static func fortranOffsets(_ shape: [Int]) -> [Int] {
    var offsets = [0]
    var stride = shape[0]
    var strides: [Int] = []
    for size in shape.dropFirst() {
      strides.append(stride)
      stride *= size
    }
    for (size, stride) in zip(shape.dropFirst(), strides) {
      offsets = offsets.flatMap { start in (0..<size).map { start + $0 * stride } }
    }
    return offsets
  }

  var memoryBytes: Int { file.memoryBytes }

  /// Of one row; `[1]` where there is one number a row.
  var rowShape: [Int] { header.shape.count > 1 ? Array(header.shape.dropFirst()) : [columns] }

  /// Text cannot be gathered.
  func refuseText(name: String) throws(DatasetProblem) {
    guard header.type.isText else { return }
    throw DatasetProblem(
      .elementType, at: name, found: "text as features", expected: "an array of numbers")
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    readAhead(of: rows)
    switch header.type {
    case .bool: convert(rows, into: destination) { (raw: UInt8, _) in raw == 0 ? 0 : 1 }
    case .int8: convert(rows, into: destination) { (raw: Int8, _) in Float(raw) }
    case .int16: convert(rows, into: destination) { (raw: Int16, _) in Float(raw) }
    case .int32: convert(rows, into: destination) { (raw: Int32, _) in Float(raw) }
    case .int64: convert(rows, into: destination) { (raw: Int64, _) in Float(raw) }
    case .uint8: convert(rows, into: destination) { (raw: UInt8, _) in Float(raw) }
    case .uint16: convert(rows, into: destination) { (raw: UInt16, _) in Float(raw) }
    case .uint32: convert(rows, into: destination) { (raw: UInt32, _) in Float(raw) }
    case .uint64: convert(rows, into: destination) { (raw: UInt64, _) in Float(raw) }
    case .float16:
      convert(rows, into: destination) { (raw: UInt16, _) in Float(Float16(bitPattern: raw)) }
    case .float32:
      if columnOffsets == nil && !header.isBigEndian {
        copy(rows, into: destination)
      } else {
        convert(rows, into: destination) { (raw: UInt32, _) in Float(bitPattern: raw) }
      }
    case .float64:
      convert(rows, into: destination) { (raw: UInt64, _) in Float(Double(bitPattern: raw)) }
    case .unicode, .bytes: preconditionFailure("text was refused when the features were read")
    }
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Double>
  ) {
    convertDoubles(rows, into: destination) { value, _ in value }
  }

  func gather(
    _ rows: UnsafeBufferPointer<Int32>, mean: UnsafePointer<Double>,
    inverse: UnsafePointer<Double>, into destination: UnsafeMutablePointer<Float>
  ) {
    convertDoubles(rows, into: destination) { value, column in
      Float((value - mean[column]) * inverse[column])
    }
  }

  /// Whether the type has more digits than Float32.
  var exceedsSinglePrecision: Bool {
    switch header.type {
    case .int32, .int64, .uint32, .uint64, .float64: true
    default: false
    }
  }

  /// - Parameter value: of an element in Double and its column.
  @inline(__always)
  private func convertDoubles<Value>(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Value>,
    _ value: (Double, Int) -> Value
  ) {
    readAhead(of: rows)
    switch header.type {
    case .int32: convert(rows, into: destination) { (raw: Int32, j) in value(Double(raw), j) }
    case .int64: convert(rows, into: destination) { (raw: Int64, j) in value(Double(raw), j) }
    case .uint32: convert(rows, into: destination) { (raw: UInt32, j) in value(Double(raw), j) }
    case .uint64: convert(rows, into: destination) { (raw: UInt64, j) in value(Double(raw), j) }
    case .float64:
      convert(rows, into: destination) { (raw: UInt64, j) in value(Double(bitPattern: raw), j) }
    default: preconditionFailure("values that are Float32 already, gathered in Double")
    }
  }

  /// Rows in the order of the file are a pass over all of it.
  private func readAhead(of rows: UnsafeBufferPointer<Int32>) {
    guard let first = rows.first, let last = rows.last, rowStride > 0, rows.count > 1,
      Int(last) - Int(first) == rows.count - 1, columnOffsets == nil
    else { return }
    let rowBytes = rowStride * header.type.size
    file.readAhead(
      behind: header.dataOffset + Int(first) * rowBytes..<header.dataOffset
        + (Int(last) + 1) * rowBytes)
  }

  private func copy(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
  ) {
    guard !rows.isEmpty else { return }
    precondition(
      rows.allSatisfy { $0 >= 0 && $0 < self.rows }, "a row outside an array of \(self.rows) rows")
    let matrix = start(of: 0, elementBytes: 4)
    // Headers are padded so that the data is aligned; another writer's need not be.
    if Int(bitPattern: matrix) % MemoryLayout<Float>.alignment == 0 {
      gatherRows(
        rows, of: matrix.assumingMemoryBound(to: Float.self), columns: columns, into: destination)
      return
    }
    let rowBytes = columns * 4
    var next = UnsafeMutableRawPointer(destination)
    for row in rows {
      let start = self.start(of: row, elementBytes: 4)
      next.copyMemory(from: start, byteCount: rowBytes)
      next += rowBytes
    }
  }

  @inline(__always)
  private func convert<Raw: FixedWidthInteger & BitwiseCopyable, Value>(
    _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Value>,
    _ value: (Raw, Int) -> Value
  ) {
    let size = MemoryLayout<Raw>.size
    let isBigEndian = header.isBigEndian
    var next = destination
    for row in rows {
      let start = self.start(of: row, elementBytes: size)
      for column in 0..<columns {
        let element = columnOffsets.map { $0[column] } ?? column
        let raw = start.loadUnaligned(fromByteOffset: element * size, as: Raw.self)
        next[column] = value(isBigEndian ? raw.byteSwapped : raw, column)
      }
      next += columns
    }
  }

  @inline(__always)
  private func start(of row: Int32, elementBytes: Int) -> UnsafeRawPointer {
    precondition(row >= 0 && row < self.rows, "row \(row) of an array of \(self.rows) rows")
    guard let base = file.bytes.baseAddress else { preconditionFailure("rows of an empty file") }
    return base + header.dataOffset + Int(row) * rowStride * elementBytes
  }

  // MARK: vectors

  /// The elements of an array with one column, in full precision.
  func vector(name: String) throws(DatasetProblem) -> ColumnValues {
    guard rows > 0 else {
      throw DatasetProblem(
        .shape, at: name,
        found: "shape \(ArrayHeader.text(header.shape)): it names no row",
        expected: "at least one value", remedy: "write the file again with its values")
    }
    guard columns == 1 else {
      throw DatasetProblem(
        .shape, at: name, found: "shape \(ArrayHeader.text(header.shape))",
        expected: "one value a row: shape (\(rows),)")
    }
    switch header.type {
    case .bool: return .integers(elements { (raw: UInt8) in raw == 0 ? 0 : 1 })
    case .int8: return .integers(elements { (raw: Int8) in Int(raw) })
    case .int16: return .integers(elements { (raw: Int16) in Int(raw) })
    case .int32: return .integers(elements { (raw: Int32) in Int(raw) })
    case .int64: return .integers(elements { (raw: Int64) in Int(raw) })
    case .uint8: return .integers(elements { (raw: UInt8) in Int(raw) })
    case .uint16: return .integers(elements { (raw: UInt16) in Int(raw) })
    case .uint32: return .integers(elements { (raw: UInt32) in Int(raw) })
    case .uint64:
      let values = elements { (raw: UInt64) in raw }
      guard values.allSatisfy({ $0 <= UInt64(Int.max) }) else {
        throw DatasetProblem(
          .elementType, at: name, found: "a number above 2⁶³ − 1",
          expected: "numbers that fit int64")
      }
      return .integers(values.map { Int($0) })
    case .float16: return .reals(elements { (raw: UInt16) in Double(Float16(bitPattern: raw)) })
    case .float32: return .reals(elements { (raw: UInt32) in Double(Float(bitPattern: raw)) })
    case .float64: return .reals(elements { (raw: UInt64) in Double(bitPattern: raw) })
    case .unicode(let length): return .text((0..<rows).map { unicode($0, length: length) })
    case .bytes(let length): return .text((0..<rows).map { text($0, length: length) })
    }
  }

  private func elements<Raw: FixedWidthInteger & BitwiseCopyable, Value>(
    _ value: (Raw) -> Value
  ) -> [Value] {
    let size = MemoryLayout<Raw>.size
    return (0..<rows).map { row in
      let raw = file.bytes.loadUnaligned(
        fromByteOffset: header.dataOffset + row * size, as: Raw.self)
      return value(header.isBigEndian ? raw.byteSwapped : raw)
    }
  }

  private func unicode(_ row: Int, length: Int) -> String {
    var text = String.UnicodeScalarView()
    for index in 0..<length {
      let raw = file.bytes.loadUnaligned(
        fromByteOffset: header.dataOffset + (row * length + index) * 4, as: UInt32.self)
      let value = header.isBigEndian ? raw.byteSwapped : raw
      guard value != 0 else { break }
      text.append(Unicode.Scalar(value) ?? "\u{FFFD}")
    }
    return String(text)
  }

  private func text(_ row: Int, length: Int) -> String {
    let start = header.dataOffset + row * length
    return String(
      decoding: file.bytes[start..<(start + length)].prefix { $0 != 0 }, as: UTF8.self)
  }
}
