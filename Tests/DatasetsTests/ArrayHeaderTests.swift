import Testing

@testable import Datasets

@Suite("The header of a .npy file") struct ArrayHeaderTests {
  private func header(_ bytes: [UInt8]) throws(DatasetProblem) -> ArrayHeader {
    try ArrayHeader(bytes, fileBytes: bytes.count, file: "x.npy")
  }

  private func refusal(_ bytes: [UInt8]) -> DatasetProblem? {
    do throws(DatasetProblem) {
      _ = try header(bytes)
      return nil
    } catch {
      return error
    }
  }

  /// What is wrong with a header of this shape and one float of data.
  private func refusal(shape: String) -> DatasetProblem? {
    refusal(
      ArrayBytes.file(
        header: "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }",
        data: [0, 0, 0, 0]))
  }

  @Test("tells type, byte order, order of indices, shape and where the data start")
  func fields() throws {
    let bytes = ArrayBytes.array([1, 2, 3, 4, 5, 6], ">i2", shape: [3, 2], fortran: true)
    let found = try header(bytes)
    #expect(found.type == .int16 && found.isBigEndian && found.isFortranOrder)
    #expect(found.shape == [3, 2])
    #expect(found.dataOffset == bytes.count - 12 && found.dataOffset % 64 == 0)
    let plain = try header(ArrayBytes.floats([[1, 2]]))
    #expect(plain.type == .float32 && !plain.isBigEndian && !plain.isFortranOrder)
  }

  @Test("has a length of two bytes in version 1, of four later")
  func versions() throws {
    for version: UInt8 in 1...3 {
      let bytes = ArrayBytes.array([1], shape: [1], version: version)
      #expect(try header(bytes).dataOffset == bytes.count - 4)
      // Cut behind the magic, where the length is not yet whole.
      #expect(
        refusal(Array(bytes.prefix(version == 1 ? 9 : 11)))?.found
          == "its NumPy header is damaged: the file ends inside it")
    }
    for version: UInt8 in [0, 4] {
      let bytes = ArrayBytes.array([1], shape: [1], version: version)
      #expect(refusal(bytes)?.found == "NumPy format version \(version).0")
      #expect(refusal(bytes)?.expected == "version 1, 2 or 3")
    }
  }

  @Test("of more bytes than any NumPy writes is refused before it is read")
  func length() {
    var bytes = ArrayBytes.array([1], shape: [1], version: 2)
    bytes.replaceSubrange(8..<12, with: [0, 0, 1, 0])
    #expect(
      refusal(bytes)?.found == "its NumPy header is damaged: the file ends inside it",
      "65 536 bytes are allowed, but not there")
    bytes.replaceSubrange(8..<12, with: [1, 0, 1, 0])
    #expect(refusal(bytes)?.found == "its NumPy header is damaged: it is 65537 bytes long")
  }

  @Test("has exactly three keys, in any order, of the right kinds")
  func keys() throws {
    func refusal(_ header: String) -> String? {
      self.refusal(ArrayBytes.file(header: header, data: [0, 0, 0, 0]))?.found
    }
    #expect(refusal("{'shape': (1,), 'fortran_order': False, 'descr': '<f4'}") == nil)
    #expect(
      refusal("{'shape': (1,), 'descr': '<f4'}")
        == "its NumPy header is damaged: its keys are 'descr', 'shape'")
    #expect(
      refusal("{'shape': (1,), 'fortran_order': False, 'descr': 4}")
        == "its NumPy header is damaged: 'descr' is no text")
    #expect(
      refusal("{'shape': (1,), 'fortran_order': 1, 'descr': '<f4'}")
        == "its NumPy header is damaged: 'fortran_order' is neither True nor False")
    #expect(refusal("[1]") == "its NumPy header is damaged: it is no Python dictionary")
    #expect(
      refusal("{'shape': (1,), 'fortran_order': False, 'descr': [('a', '<f4')]}")
        == "it holds records with named fields (a structured dtype)")
  }

  @Test("has a shape of whole numbers from 0, of at most 32 dimensions")
  func shapes() {
    #expect(refusal(shape: "()") == nil && refusal(shape: "(1, 1)") == nil)
    #expect(refusal(shape: "1")?.found == "its NumPy header is damaged: 'shape' is no tuple")
    #expect(
      refusal(shape: "('a',)")?.found
        == "its NumPy header is damaged: 'shape' holds no whole number")
    #expect(refusal(shape: "(-1,)")?.found == "its NumPy header is damaged: 'shape' holds -1")
    func ones(_ count: Int) -> String { "(\(String(repeating: "1,", count: count)))" }
    #expect(refusal(shape: ones(32)) == nil)
    #expect(refusal(shape: ones(33))?.found == "its NumPy header is damaged: 33 dimensions")
  }

  @Test("of an empty array promises no byte, but its other numbers must fit")
  func empty() {
    #expect(
      refusal(shape: "(0, 5)")?.found == "4 bytes follow the array", "the shape holds no element")
    #expect(refusal(shape: "(0, 4611686018427387904)")?.kind == .shape)
    #expect(
      refusal(shape: "(99999999999999999999,)")?.found
        == "the header promises more elements than any file holds: a number that does not fit 64 bits"
    )
  }

  @Test("is shown as Python writes a shape")
  func text() {
    #expect(ArrayHeader.text([]) == "()" && ArrayHeader.text([3]) == "(3,)")
    #expect(ArrayHeader.text([3, 0]) == "(3, 0)")
  }
}
