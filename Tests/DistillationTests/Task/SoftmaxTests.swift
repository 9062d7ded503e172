import Glibc
import Tensors
import Testing

@testable import Distillation

@Suite("Softmax in Double") struct SoftmaxTests {
  private func row(_ values: [Float]) -> Tensor {
    Tensor(rows: 1, columns: values.count, values: values)
  }

  @Test(
    "is finite and a distribution for logits that overflow an exponential",
    arguments: [[1e4, 9_999], [-1e4, -1e4 - 1], [3e38, -3e38], [0, 1e4], [800, 799, -800]]
      as [[Float]])
  func large(_ logits: [Float]) {
    let probabilities = Softmax.probabilities(of: row(logits))
    #expect(probabilities.allSatisfy { $0 >= 0 && $0 <= 1 })
    #expect(abs(probabilities.reduce(0, +) - 1) < 1e-11)
    #expect(Softmax.logarithms(of: row(logits)).allSatisfy { $0.isFinite && $0 <= 0 })
  }

  @Test("depends on differences of logits alone: one nat apart is e to 1, however large they are")
  func differences() {
    for offset: Float in [0, 1_000, -1_000] {
      let probabilities = Softmax.probabilities(of: row([offset + 1, offset]))
      #expect(abs(probabilities[0] / probabilities[1] - Glibc.exp(1)) < 1e-11)
    }
  }

  @Test("keeps the logarithm of a probability too small for a Double")
  func underflow() {
    let logits = row([0, -2_000])
    #expect(Softmax.probabilities(of: logits)[1] == 0)
    #expect(abs(Softmax.logarithms(of: logits)[1] + 2_000) < 1e-9)
  }

  @Test("divides logits by the temperature: softer above 1, sharper below, even in the limit")
  func temperature() {
    func odds(_ temperature: Double) -> Double {
      let logarithms = Softmax.logarithms(of: row([3, 1]), temperature: temperature)
      return logarithms[0] - logarithms[1]
    }
    #expect(abs(odds(1) - 2) < 1e-12)
    #expect(abs(odds(4) - 0.5) < 1e-12)
    #expect(abs(odds(0.5) - 4) < 1e-12)
    let even = Softmax.probabilities(of: row([3, 1]), temperature: 1e9)
    #expect(even.allSatisfy { abs($0 - 0.5) < 1e-9 })
  }
}
