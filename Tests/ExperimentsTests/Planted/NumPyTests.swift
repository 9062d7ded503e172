import Testing

@testable import Experiments

/// The format: numpy.org/doc/stable/reference/generated/numpy.lib.format.html
@Suite("An .npy file as it is written") struct NumPyTests {
  /// The header's text and the bytes behind it, read as version 1.0 says.
  private func parts(_ bytes: [UInt8]) throws -> (header: String, values: [UInt8]) {
    try #require(bytes.count >= 10)
    #expect(Array(bytes[0..<8]) == [0x93] + Array("NUMPY".utf8) + [1, 0])
    let length = Int(bytes[8]) + 256 * Int(bytes[9])
    try #require(bytes.count >= 10 + length)
    #expect((10 + length) % 64 == 0, "values begin at a multiple of 64")
    let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
    #expect(header.last == "\n")
    return (header, Array(bytes[(10 + length)...]))
  }

  @Test("is row after row of little-endian Float32 for a matrix")
  func matrix() throws {
    let (header, values) = try parts(NumPy.matrix([[1, -2], [0.5, 0], [3, 4]]))
    #expect(header.contains("'descr': '<f4'") && header.contains("'shape': (3, 2)"))
    #expect(header.contains("'fortran_order': False"))
    #expect(values.count == 24)
    // 1 and −2 in IEEE 754.
    #expect(Array(values.prefix(8)) == [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0])
  }

  @Test("is a vector of eight bytes a value, whole or real")
  func vectors() throws {
    let whole = try parts(NumPy.integers([-2, 259]))
    #expect(whole.header.contains("'<i8'") && whole.header.contains("'shape': (2,)"))
    #expect(whole.values[0..<8] == [0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])
    #expect(whole.values[8...] == [3, 1, 0, 0, 0, 0, 0, 0])
    let real = try parts(NumPy.reals([1]))
    #expect(real.header.contains("'<f8'") && real.header.contains("'shape': (1,)"))
    #expect(real.values == [0, 0, 0, 0, 0, 0, 0xF0, 0x3F])
  }

  @Test("is a file also without rows")
  func empty() throws {
    let (header, values) = try parts(NumPy.matrix([]))
    #expect(header.contains("'shape': (0, 0)") && values.isEmpty)
  }
}
