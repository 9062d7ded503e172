import CKernels
import Testing

/// Gathering rows, the way back through a layer, and drawing normal numbers.
@Suite("Kernels of rows") struct RowKernelTests {
  @Test("gathered rows are the rows asked for, in that order", arguments: awkwardSizes)
  func gather(columns: Int) {
    let matrix = randomFloats(9 * columns)
    let rows: [Int32] = [8, 0, 3, 3, 7, 1, 0, 5, 8, 2, 6]
    var result = zeros(rows.count * columns)
    retort_gather(&result, matrix, rows, rows.count, columns)
    for (place, row) in rows.enumerated() {
      let start = Int(row) * columns
      #expect(
        result[place * columns..<(place + 1) * columns] == matrix[start..<start + columns])
    }
  }

  @Test(
    "the way back through a layer is the derivative times the gradient, and its column sums",
    arguments: awkwardSizes, [retort_kept_rectified, retort_kept_slope])
  func layerGradient(columns: Int, kind: retort_kept) {
    let rows = 19
    let kept = randomFloats(rows * columns, key: 1)
    let dy = randomFloats(rows * columns, key: 2)
    let before = randomFloats(columns, key: 3)
    let expected = zip(kept, dy).map { kept, dy in
      kind == retort_kept_slope ? kept * dy : kept > 0 ? dy : 0
    }
    for accumulates: Int32 in [0, 1] {
      // In place, as a plan has it.
      var (dx, sums) = (dy, before)
      dx.withUnsafeMutableBufferPointer { dx in
        guard let base = dx.baseAddress else { return }
        retort_layer_gradient(base, kept, kind, base, &sums, rows, columns, accumulates)
      }
      #expect(dx == expected)
      for column in 0..<columns {
        let sum = (0..<rows).reduce(accumulates == 1 ? Double(before[column]) : 0) {
          $0 + Double(expected[$1 * columns + column])
        }
        #expect(abs(Double(sums[column]) - sum) < 1e-5)
      }
    }
  }

  @Test("normal numbers have the moments of the normal distribution")
  func normalMoments() {
    let count = 1 << 18
    var y = zeros(count)
    retort_normal(&y, count, 7, 1, 2)
    func moment(_ power: Int) -> Double {
      y.reduce(0) { sum, value in
        sum + (0..<power).reduce(1.0) { product, _ in product * Double(value) }
      } / Double(count)
    }
    // Four standard errors of each.
    #expect(abs(moment(1)) < 4 / Double(count).squareRoot())
    #expect(abs(moment(2) - 1) < 4 * (2 / Double(count)).squareRoot())
    #expect(abs(moment(3)) < 4 * (15 / Double(count)).squareRoot())
    #expect(abs(moment(4) - 3) < 4 * (96 / Double(count)).squareRoot())
    #expect(y.allSatisfy { abs($0) < 5.9 })
    // Sine and cosine of one angle lie sixteen apart.
    let pairs = stride(from: 0, to: count, by: 64).reduce(0.0) {
      $0 + Double(y[$1]) * Double(y[$1 + 16])
    }
    #expect(abs(pairs / Double(count / 64)) < 4 / Double(count / 64).squareRoot())
  }

  @Test("a normal number depends on key, step, site and its place alone")
  func normalElement() {
    func drawn(_ count: Int, key: UInt64 = 7, step: UInt64 = 1, site: UInt32 = 2) -> [Float] {
      var y = zeros(count)
      retort_normal(&y, count, key, step, site)
      return y
    }
    let long = drawn(300)
    for count in awkwardSizes { #expect(drawn(count) == Array(long.prefix(count))) }
    #expect(drawn(64, key: 8) != Array(long.prefix(64)))
    #expect(drawn(64, step: 2) != Array(long.prefix(64)))
    #expect(drawn(64, site: 3) != Array(long.prefix(64)))
  }
}
