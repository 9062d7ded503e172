import Testing

@testable import Datasets

@Suite("A row's digest") struct RowDigestTests {
  @Test("is equal for equal rows, the two zeros alike, and for no others")
  func digest() {
    #expect(RowDigest([0, 1.5]) == RowDigest([-0.0, 1.5]))
    #expect(RowDigest([0, 1.5]) != RowDigest([1.5, 0]))
    #expect(RowDigest([1]) != RowDigest([1, 0]))
    let rows = (0..<300).flatMap { x in (0..<300).map { [Double(x), Double($0)] } }
    #expect(Set(rows.map { RowDigest($0) }).count == 90_000)
  }

  @Test("grows value by value, and over modalities digest by digest in their order")
  func combined() {
    var digest = RowDigest()
    for value in [3.0, -1, 0.5] { digest.combine(value) }
    #expect(digest == RowDigest([3, -1, 0.5]))
    #expect(RowDigest([]) == RowDigest())
    let (a, b) = (RowDigest([1, 2]), RowDigest([3]))
    #expect(RowDigest(of: [a, b]) != RowDigest(of: [b, a]))
    // Cut elsewhere the same numbers are other modalities.
    #expect(RowDigest(of: [a, b]) != RowDigest(of: [RowDigest([1]), RowDigest([2, 3])]))
  }

  @Test("knows the last bit of a number")
  func bits() {
    #expect(RowDigest([1]) != RowDigest([Double(1).nextUp]))
    #expect(RowDigest([1.6e9]) != RowDigest([1.6e9 + 1]))
    #expect(RowDigest([0]) != RowDigest([Double.leastNonzeroMagnitude]))
    #expect(RowDigest([1]) != RowDigest([-1]))
  }

  @Test("mixes: a bit of the value moves about half the bits of the digest")
  func avalanche() {
    var moved = 0
    for bit in 0..<64 {
      var (one, other) = (RowDigest(), RowDigest())
      one.combine(bits: 0x0123_4567_89AB_CDEF)
      other.combine(bits: 0x0123_4567_89AB_CDEF ^ (1 << UInt64(bit)))
      let distance = (one.value ^ other.value).nonzeroBitCount
      #expect((12...52).contains(distance), "bit \(bit)")
      moved += distance
    }
    // 4 096 fair bits deviate by 32.
    #expect(abs(moved - 2_048) < 5 * 32)
  }
}
