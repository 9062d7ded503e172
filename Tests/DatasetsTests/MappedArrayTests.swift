import Tensors
import Testing

@testable import Datasets

@Suite("A NumPy array") struct MappedArrayTests {
  static let numericTypes = [
    "b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8",
  ]

  private func refusal(_ bytes: [UInt8]) -> DatasetProblem? {
    do throws(DatasetProblem) {
      _ = try MappedArray(MappedFile(bytes), name: "x.npy")
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "gives the same rows for every type, byte order and order of indices", arguments: numericTypes,
    ["<", ">"])
  func types(_ type: String, _ order: String) throws {
    let values: [Double] = type == "b1" ? [0, 1, 1, 0, 1, 0] : [0, 1, 2, 100, 5, 7]
    for fortran in [false, true] {
      let bytes = ArrayBytes.array(values, order + type, shape: [3, 2], fortran: fortran)
      let array = try MappedArray(MappedFile(bytes), name: "x.npy")
      #expect(
        array.tensor(rows: [2, 0, 2]).values == [4, 5, 0, 1, 4, 5].map { Float(values[$0]) })
    }
  }

  @Test("keeps signs, fractions and the ends of each type's range")
  func ranges() throws {
    let cases: [(String, [Double])] = [
      ("<i1", [-128, 127]), (">i2", [-32_768, 32_767]), ("<i8", [-4_294_967_296, 1]),
      ("<u8", [9_223_372_036_854_775_808, 3]), ("<f2", [-0.5, 65_504]), ("<f4", [-1.5, 1e-30]),
      (">f8", [-0.1, 1e300]),
    ]
    for (type, values) in cases {
      let bytes = ArrayBytes.array(values, type, shape: [2])
      let array = try MappedArray(MappedFile(bytes), name: "x.npy")
      #expect(array.columns == 1)
      #expect(array.tensor().values == values.map { Float($0) }, "\(type)")
    }
  }

  @Test("is read in format versions 1, 2 and 3", arguments: [1, 2, 3])
  func versions(_ version: UInt8) throws {
    let bytes = ArrayBytes.array([1, 2], shape: [2], version: version)
    #expect(try MappedArray(MappedFile(bytes), name: "x.npy").tensor().values == [1, 2])
  }

  @Test("of more than two dimensions is flattened row by row, whatever its order")
  func flattened() throws {
    let values = (0..<24).map { Double($0) }
    for fortran in [false, true] {
      let bytes = ArrayBytes.array(values, shape: [2, 3, 4], fortran: fortran)
      let array = try MappedArray(MappedFile(bytes), name: "x.npy")
      #expect(array.rows == 2 && array.columns == 12)
      #expect(array.tensor(rows: [1]).values == (12..<24).map { Float($0) })
    }
  }

  @Test("of Python objects is refused, and says that they would run code")
  func objects() throws {
    let bytes = ArrayBytes.file(
      header: ArrayBytes.header("|O", shape: [3]), data: Array("pickle".utf8))
    let problem = try #require(refusal(bytes))
    #expect(problem.kind == .elementType)
    #expect(problem.description.hasPrefix("x.npy: it holds Python objects (dtype '|O')"))
    #expect(problem.remedy?.contains("unpickled, which runs code") == true)
  }

  @Test(
    "of other types is refused by name",
    arguments: [
      ("<c8", "complex numbers"), ("<M8[ns]", "dates or times"), ("|V4", "raw records"),
      ("<f16", "none Retort reads"), ("x", "none NumPy writes"), ("<U0", "none Retort reads"),
    ])
  func otherTypes(_ type: String, _ reason: String) {
    let bytes = ArrayBytes.file(header: ArrayBytes.header(type, shape: [1]), data: [0, 0, 0, 0])
    #expect(refusal(bytes)?.found.contains(reason) == true, "\(String(describing: refusal(bytes)))")
    let record = ArrayBytes.file(
      header: "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", data: [])
    #expect(refusal(record)?.found.contains("a structured dtype") == true)
  }

  @Test("of no row is no list of values, and says so")
  func noRow() throws {
    let array = try MappedArray(MappedFile(ArrayBytes.integers([])), name: "x.npy")
    let problem = #expect(throws: DatasetProblem.self) { try array.vector(name: "x.npy") }
    #expect(
      problem?.description == """
        x.npy: shape (0,): it names no row
          expected: at least one value
          remedy: write the file again with its values
        """)
  }

  @Test("with bad magic, short data, or data behind its end is refused with the numbers")
  func lengths() {
    #expect(
      refusal(Array("PK".utf8))?.found
        == "not a NumPy array: it does not start with \\x93NUMPY")
    let whole = ArrayBytes.array([1, 2, 3, 4], shape: [2, 2])
    let short = refusal(Array(whole.dropLast(3)))
    #expect(short?.found == "the data are short: 13 bytes after the header")
    #expect(short?.expected == "16 bytes for shape (2, 2) of 4-byte elements")
    #expect(refusal(whole + [0])?.found == "1 bytes follow the array")
    #expect(
      refusal(Array(whole.prefix(30)))?.found
        == "its NumPy header is damaged: the file ends inside it")
  }

  @Test(
    "whose shape overflows is refused",
    arguments: [
      "(4611686018427387904, 4)", "(99999999999999999999,)", "(3037000500, 3037000500)",
    ])
  func overflow(_ shape: String) {
    let bytes = ArrayBytes.file(
      header: "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }", data: [])
    #expect(refusal(bytes)?.kind == .shape)
    #expect(
      refusal(bytes)?.found.hasPrefix("the header promises more elements than any file holds")
        == true)
  }

  @Test(
    "with a damaged header is refused",
    arguments: [
      "{'descr': '<f4'}", "('descr',)", "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': 3}",
      "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}",
      String(repeating: "{'a': ", count: 50), "{'descr': __import__('os')}",
    ])
  func headers(_ header: String) {
    let bytes = ArrayBytes.file(header: header, data: [0, 0, 0, 0])
    #expect(refusal(bytes)?.kind == .arrayFormat)
  }

  @Test("of text gives labels and ids")
  func text() throws {
    let letters: [UInt32] = [0x61, 0xE9, 0x1F600, 0, 0x62, 0]
    let data = letters.flatMap { letter in
      (0..<4).map { UInt8(truncatingIfNeeded: letter >> (8 * $0)) }
    }
    let bytes = ArrayBytes.file(header: ArrayBytes.header("<U3", shape: [2]), data: data)
    let array = try MappedArray(MappedFile(bytes), name: "x.npy")
    #expect(try array.vector(name: "x.npy") == .text(["aé😀", ""]))
    let narrow = ArrayBytes.file(
      header: ArrayBytes.header("|S2", shape: [2]), data: [0x61, 0, 0x62, 0x63])
    #expect(
      try MappedArray(MappedFile(narrow), name: "x").vector(name: "x") == .text(["a", "bc"]))
  }

  @Test("survives thousands of random edits with a value or a typed problem")
  func mutations() {
    var generator = SplitMix(state: 11)
    let seeds = [
      ArrayBytes.array((0..<12).map { Double($0) }, shape: [3, 4], fortran: true),
      ArrayBytes.array([1, 2, 3], ">i8", shape: [3], version: 3),
    ]
    for seed in seeds {
      for _ in 0..<3_000 {
        guard
          let array = try? MappedArray(MappedFile(generator.edited(seed)), name: "x.npy"),
          !array.header.type.isText, array.rows < 1_000
        else { continue }
        _ = array.tensor()
        _ = try? array.vector(name: "x.npy")
      }
    }
  }
}
