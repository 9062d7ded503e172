import Digests
import Tensors
import Testing

@testable import Experiments

@Suite("The digest of features") struct FeatureDigestTests {
  private func digest(_ rows: Int, _ columns: Int, _ values: [Float]) -> Digest {
    Digest(of: Tensor(rows: rows, columns: columns, values: values))
  }

  /// Little-endian, row by row.
  private func bytes(_ values: [Float]) -> [UInt8] {
    values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
  }

  @Test("is that of the values' bytes, row by row")
  func golden() {
    let values: [Float] = [0.1, -2, .leastNonzeroMagnitude, 4, 5, 6]
    #expect(digest(3, 2, values) == Digest(of: bytes(values)))
    #expect(digest(0, 2, []) == Digest(of: [UInt8]()))
  }

  @Test("tells values apart by any bit, a zero from its negative too")
  func bits() {
    let own = digest(1, 2, [1, 0])
    #expect(digest(1, 2, [Float(1).nextUp, 0]) != own)
    #expect(digest(1, 2, [1, -0.0]) != own)
    #expect(digest(1, 2, [0, 1]) != own)
  }

  @Test("is of all rows where they are looked at in several pieces")
  func pieces() {
    // A million and some values: two pieces of rows of three columns.
    let rows = (1 << 20) / 3 + 5
    var values = (0..<3 * rows).map { Float($0 % 1_013) }
    let whole = digest(rows, 3, values)
    #expect(whole == Digest(of: bytes(values)))
    values[3 * rows - 1] += 1
    #expect(digest(rows, 3, values) != whole)
  }

  @Test("is the same of any source that has these values")
  func sources() {
    let left = Tensor(rows: 2, columns: 1, values: [1, 3])
    let right = Tensor(rows: 2, columns: 1, values: [2, 4])
    let both = ConcatenatedFeatures([left, right])
    #expect(Digest(of: both) == digest(2, 2, [1, 2, 3, 4]))
  }
}
