import Foundation
import Randomness
import Testing

/// Sizes at which lanes and vectors end in the middle.
let awkwardSizes = [1, 2, 15, 16, 17, 33, 130]

/// Seeded numbers, normal with deviation `spread`.
func randomFloats(_ count: Int, spread: Double = 1, key: UInt64 = 5) -> [Float] {
  var stream = RandomStream(key: key)
  return (0..<count).map { _ in Float(spread * stream.normal()) }
}

func doubles(_ values: [Float]) -> [Double] { values.map(Double.init) }

func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }

/// Σ a · b: turns any function into a number whose gradient is the function's adjoint applied to `b`.
func weighted(_ a: [Double], by b: [Float]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0 * Double($1.1) }
}

/// The gradient of `function` at `point` by central differences.
func differences(
  at point: [Float], step: Double = 1e-5, of function: ([Double]) -> Double
) -> [Double] {
  var x = doubles(point)
  return x.indices.map { index in
    let middle = x[index]
    x[index] = middle + step
    let above = function(x)
    x[index] = middle - step
    let below = function(x)
    x[index] = middle
    return (above - below) / (2 * step)
  }
}

/// Every number agrees within `tolerance` times the larger of 1 and its size.
func expectClose(
  _ actual: [Float], _ expected: [Double], within tolerance: Double = 1e-5,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, sourceLocation: sourceLocation)
  let worst = zip(actual, expected).enumerated().max {
    error($0.element) < error($1.element)
  }
  guard let worst else { return }
  #expect(
    error(worst.element) <= tolerance,
    "number \(worst.offset): \(worst.element.0) where \(worst.element.1) was expected",
    sourceLocation: sourceLocation)
}

private func error(_ pair: (Float, Double)) -> Double {
  let error = abs(Double(pair.0) - pair.1) / max(1, abs(pair.1))
  return error.isNaN ? .infinity : error
}

/// `values` added number by number.
func sum(_ first: [Float], _ second: [Double]) -> [Double] {
  zip(first, second).map { Double($0) + $1 }
}
