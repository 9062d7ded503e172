import CKernels
import Foundation
import Testing

@Suite("Softmax kernels") struct SoftmaxKernelTests {
  private let rows = 3

  @Test("agree with Double for any number of columns", arguments: awkwardSizes + [1000])
  func forward(columns: Int) {
    let x = randomFloats(rows * columns, spread: 4)
    let logs = logSoftmax(doubles(x), columns)
    var y = x
    y.withUnsafeMutableBufferPointer {
      guard let base = $0.baseAddress else { return }
      retort_softmax(base, base, rows, columns)
    }
    expectClose(y, logs.map { exp($0) }, within: 1e-6)
    retort_log_softmax(&y, x, rows, columns)
    expectClose(y, logs, within: 1e-6)
    var sums = zeros(rows)
    retort_log_sum_exp(&sums, x, rows, columns)
    expectClose(sums, logSumExp(doubles(x), columns), within: 1e-6)
  }

  @Test("neither overflow nor vanish, and a NaN spoils its own row only")
  func extremes() {
    let x: [Float] = [3000, -4000, 0, -1e9, -1e9, -1e9, 0, .nan, 1]
    var y = zeros(9)
    retort_softmax(&y, x, 3, 3)
    expectClose(Array(y[0..<6]), [1, 0, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3], within: 1e-6)
    #expect(y[6..<9].allSatisfy { $0.isNaN })
    retort_log_softmax(&y, x, 3, 3)
    expectClose(Array(y[0..<3]), [0, -7000, -3000], within: 1e-6)
    #expect(y[6..<9].allSatisfy { $0.isNaN })
  }

  @Test("have the gradients of finite differences, written or added", arguments: awkwardSizes)
  func backward(columns: Int) {
    let count = rows * columns
    let x = randomFloats(count, spread: 2)
    let dy = randomFloats(count, key: 6)
    let before = randomFloats(count, key: 7)

    var y = zeros(count)
    retort_softmax(&y, x, rows, columns)
    var expected = differences(at: x) {
      weighted(logSoftmax($0, columns).map { exp($0) }, by: dy)
    }
    expectGradient(of: expected, dy, before) { dx, dy, accumulate in
      retort_softmax_gradient(dx, y, dy, rows, columns, accumulate)
    }

    retort_log_softmax(&y, x, rows, columns)
    expected = differences(at: x) { weighted(logSoftmax($0, columns), by: dy) }
    expectGradient(of: expected, dy, before) { dx, dy, accumulate in
      retort_log_softmax_gradient(dx, y, dy, rows, columns, accumulate)
    }

    var sums = zeros(rows)
    retort_log_sum_exp(&sums, x, rows, columns)
    let slopes = Array(dy.prefix(rows)) + zeros(max(0, rows - dy.count))
    expected = differences(at: x) { weighted(logSumExp($0, columns), by: slopes) }
    var dx = before
    retort_log_sum_exp_gradient(&dx, x, sums, slopes, rows, columns, 1)
    expectClose(dx, sum(before, expected))
    retort_log_sum_exp_gradient(&dx, x, sums, slopes, rows, columns, 0)
    expectClose(dx, expected)
  }
}

/// Runs a backward kernel into its own dy and on top of `before`.
func expectGradient(
  of expected: [Double], _ dy: [Float], _ before: [Float], within tolerance: Double = 1e-5,
  sourceLocation: SourceLocation = #_sourceLocation,
  kernel: (UnsafeMutablePointer<Float>, UnsafePointer<Float>, Int32) -> Void
) {
  var (written, added) = (dy, before)
  written.withUnsafeMutableBufferPointer {
    guard let base = $0.baseAddress else { return }
    kernel(base, UnsafePointer(base), 0)
  }
  added.withUnsafeMutableBufferPointer { added in
    dy.withUnsafeBufferPointer { dy in
      guard let base = added.baseAddress, let slope = dy.baseAddress else { return }
      kernel(base, slope, 1)
    }
  }
  expectClose(written, expected, within: tolerance, sourceLocation: sourceLocation)
  expectClose(added, sum(before, expected), within: tolerance, sourceLocation: sourceLocation)
}

func logSumExp(_ x: [Double], _ columns: Int) -> [Double] {
  stride(from: 0, to: x.count, by: columns).map { start in
    let row = x[start..<start + columns]
    let maximum = row.max() ?? 0
    return maximum + log(row.reduce(0) { $0 + exp($1 - maximum) })
  }
}

func logSoftmax(_ x: [Double], _ columns: Int) -> [Double] {
  let sums = logSumExp(x, columns)
  return x.indices.map { x[$0] - sums[$0 / columns] }
}
