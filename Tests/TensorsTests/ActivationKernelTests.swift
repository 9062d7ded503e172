import CKernels
import Foundation
import Testing

@Suite("Activation kernels") struct ActivationKernelTests {
  @Test("agree with Double", arguments: Activation.all, awkwardSizes)
  func forward(_ activation: Activation, _ count: Int) {
    let x = randomFloats(count, spread: 3)
    var y = zeros(count)
    retort_activate(&y, x, count, activation.kernel)
    expectClose(y, doubles(x).map(activation.formula), within: 1e-6)
  }

  @Test("hold far from zero and keep a NaN", arguments: Activation.all)
  func extremes(_ activation: Activation) {
    let x: [Float] = [-1e30, -200, -20, -9, -1e-20, 0, 1e-20, 9, 20, 200, 1e30, .nan]
    var y = zeros(x.count)
    retort_activate(&y, x, x.count, activation.kernel)
    expectClose(Array(y.dropLast()), doubles(x.dropLast()).map(activation.formula), within: 1e-6)
    #expect(y[x.count - 1].isNaN)
  }

  @Test(
    "have the slope of finite differences, written or added", arguments: Activation.all,
    awkwardSizes)
  func backward(_ activation: Activation, _ count: Int) {
    let x = randomFloats(count, spread: 2)
    let dy = randomFloats(count, key: 6)
    let before = randomFloats(count, key: 7)
    var kept = x
    if retort_activation_keeps_output(activation.kernel) != 0 {
      retort_activate(&kept, x, count, activation.kernel)
    }
    let expected = differences(at: x) { weighted($0.map(activation.formula), by: dy) }
    var added = before
    retort_activate_gradient(&added, kept, dy, count, activation.kernel, 1)
    expectClose(added, sum(before, expected))
    var dx = dy
    dx.withUnsafeMutableBufferPointer {
      guard let base = $0.baseAddress else { return }
      retort_activate_gradient(base, kept, base, count, activation.kernel, 0)
    }
    expectClose(dx, expected)
  }

  @Test("add the bias, keep what the backward pass needs", arguments: Activation.all)
  func bias(_ activation: Activation) {
    let (rows, columns) = (5, 19)
    let x = randomFloats(rows * columns)
    let bias = randomFloats(columns, key: 8)
    let biased = x.indices.map { Double(x[$0]) + Double(bias[$0 % columns]) }
    let z = biased.map { Float($0) }
    var (slope, again) = (x, zeros(x.count))
    retort_activate_keeping_slope(&again, &slope, bias, rows, columns, activation.kernel)
    expectClose(again, biased.map(activation.formula), within: 1e-6)
    let y = again
    let expected = differences(at: z) { weighted($0.map(activation.formula), by: ones(x.count)) }
    expectClose(slope, expected)
    slope = z
    retort_activate_keeping_slope(&again, &slope, nil, rows, columns, activation.kernel)
    #expect(again == y)
    expectClose(slope, expected)
  }
}

/// An activation by its number and by its formula.
struct Activation: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let kernel: retort_activation
  let formula: @Sendable (Double) -> Double

  static let all = [
    Activation(testDescription: "relu", kernel: retort_activation_relu) { max($0, 0) },
    Activation(testDescription: "gelu", kernel: retort_activation_gelu) {
      0.5 * $0 * erfc(-$0 / 2.squareRoot())
    },
    Activation(testDescription: "silu", kernel: retort_activation_silu) { $0 / (1 + exp(-$0)) },
    Activation(testDescription: "tanh", kernel: retort_activation_tanh) { tanh($0) },
  ]
}

private func ones(_ count: Int) -> [Float] { [Float](repeating: 1, count: count) }
