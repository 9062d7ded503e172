import CKernels
import Foundation
import Testing

@Suite("Attention kernels") struct AttentionKernelTests {
  @Test(
    "agree with Double, masked and causal or not", arguments: [1, 5, 16, 17, 33],
    [(false, false), (true, false), (false, true), (true, true)])
  func forward(_ tokens: Int, _ mode: (masked: Bool, causal: Bool)) {
    let attention = Attention(
      batch: 2, tokens: tokens, heads: 3, width: 5, masked: mode.masked, causal: mode.causal)
    let result = attention.run(rate: 0)
    let expected = attention.formula(doubles(attention.qkv), multipliers: nil)
    expectClose(result.out, expected.out)
    expectClose(result.probabilities, expected.probabilities)
  }

  @Test("a token that sees none gets zeros")
  func unseen() {
    var attention = Attention(
      batch: 2, tokens: 17, heads: 2, width: 4, masked: true, causal: true)
    for token in 0..<17 { attention.ids[token] = -1 }
    let result = attention.run(rate: 0)
    #expect(result.out[0..<17 * 8].allSatisfy { $0 == 0 })
    #expect(result.out[17 * 8..<34 * 8].contains { $0 != 0 })
  }

  @Test("a NaN in a key reaches the output")
  func notANumber() {
    var attention = Attention(
      batch: 1, tokens: 17, heads: 1, width: 4, masked: false, causal: false)
    attention.qkv[3 * 12 + 5] = .nan
    #expect(attention.run(rate: 0).out.allSatisfy { $0.isNaN })
  }

  @Test(
    "gradients are those of finite differences, with dropout or without", arguments: [1, 7, 17],
    [Float(0), 0.25])
  func backward(_ tokens: Int, _ rate: Float) {
    let attention = Attention(
      batch: 2, tokens: tokens, heads: 2, width: 3, masked: true, causal: tokens == 7)
    let result = attention.run(rate: rate)
    let multipliers: [Double]? =
      rate == 0 ? nil : result.probabilities.map { $0.sign == .minus ? 0 : 1 / (1 - Double(rate)) }
    let formula = attention.formula(doubles(attention.qkv), multipliers: multipliers)
    expectClose(result.out, formula.out)
    let dout = randomFloats(result.out.count, key: 9)
    let expected = differences(at: attention.qkv) {
      weighted(attention.formula($0, multipliers: multipliers).out, by: dout)
    }
    let before = randomFloats(attention.qkv.count, key: 10)
    let written = attention.gradient(of: dout, result, rate: rate, into: before, accumulate: 0)
    expectClose(written, expected)
    let added = attention.gradient(of: dout, result, rate: rate, into: before, accumulate: 1)
    expectClose(added, sum(before, expected))
  }

  @Test("dropout drops its share, repeats for one step and differs between heads and steps")
  func dropout() {
    let attention = Attention(
      batch: 2, tokens: 64, heads: 2, width: 4, masked: false, causal: false)
    func dropped(step: UInt64) -> [Bool] {
      attention.run(rate: 0.25, step: step).probabilities.map { $0.sign == .minus }
    }
    let first = dropped(step: 1)
    let share = Double(first.count { $0 }) / Double(first.count)
    #expect(abs(share - 0.25) < 0.02)
    #expect(dropped(step: 1) == first)
    #expect(dropped(step: 2) != first)
    #expect(Array(first[0..<4096]) != Array(first[4096..<8192]))
  }
}

/// Self-attention over q, k and v side by side, random numbers, by kernel and by formula.
private struct Attention {
  struct Result {
    var out, probabilities: [Float]
  }

  let shape: retort_attention_shape
  var ids: [Float]
  var qkv: [Float]
  private let masked: Bool

  init(batch: Int, tokens: Int, heads: Int, width: Int, masked: Bool, causal: Bool) {
    shape = retort_attention_shape(
      batch: batch, tokens: tokens, heads: heads, width: width, row: 3 * heads * width,
      out_row: heads * width, causal: causal ? 1 : 0)
    self.masked = masked
    // The last item's first token is masked, so that causal attention has rows that see none.
    ids = (0..<batch * tokens).map { Float($0 % 3 == 2 || $0 == batch * tokens - tokens ? -1 : $0) }
    if !masked { ids = ids.map { abs($0) } }
    qkv = randomFloats(batch * tokens * 3 * heads * width)
  }

  private var scratch: [Float] { zeros(retort_attention_scratch(shape)) }

  func run(rate: Float, step: UInt64 = 1) -> Result {
    let (square, heads) = (shape.tokens * shape.tokens, shape.batch * shape.heads)
    var result = Result(
      out: zeros(shape.batch * shape.tokens * shape.out_row), probabilities: zeros(heads * square))
    let dropout = retort_attention_dropout(rate: rate, site: 3, key: 7, step: step)
    var scratch = scratch
    let part = shape.heads * shape.width
    qkv.withUnsafeBufferPointer { qkv in
      guard let q = qkv.baseAddress else { return }
      retort_attention(
        &result.out, &result.probabilities, q, q + part, q + 2 * part, masked ? ids : nil, shape,
        dropout, &scratch)
    }
    return result
  }

  func gradient(
    of dout: [Float], _ result: Result, rate: Float, into before: [Float], accumulate: Int32
  ) -> [Float] {
    var (gradient, scratch) = (before, scratch)
    let part = shape.heads * shape.width
    gradient.withUnsafeMutableBufferPointer { gradient in
      qkv.withUnsafeBufferPointer { qkv in
        guard let dq = gradient.baseAddress, let q = qkv.baseAddress else { return }
        retort_attention_gradient(
          dq, dq + part, dq + 2 * part, dout, result.probabilities, q, q + part, q + 2 * part,
          shape, rate, accumulate, &scratch)
      }
    }
    return gradient
  }

  /// Output and probabilities, those before dropout; `multipliers` stand where dropout was.
  func formula(
    _ qkv: [Double], multipliers: [Double]?
  ) -> (out: [Double], probabilities: [Double]) {
    let (tokens, width) = (shape.tokens, shape.width)
    var out = [Double](repeating: 0, count: shape.batch * tokens * shape.out_row)
    var probabilities: [Double] = []
    for item in 0..<shape.batch {
      for head in 0..<shape.heads {
        func place(_ part: Int, _ token: Int) -> Int {
          (item * tokens + token) * shape.row + (part * shape.heads + head) * width
        }
        for i in 0..<tokens {
          let seen = (0..<tokens).filter {
            (!masked || ids[item * tokens + $0] >= 0) && (shape.causal == 0 || $0 <= i)
          }
          var powers = [Double](repeating: 0, count: tokens)
          for j in seen {
            let score = (0..<width).reduce(0) { $0 + qkv[place(0, i) + $1] * qkv[place(1, j) + $1] }
            powers[j] = exp(score / Double(width).squareRoot())
          }
          let total = powers.reduce(0, +)
          for j in 0..<tokens {
            let p = total == 0 ? 0 : powers[j] / total
            let used = p * (multipliers?[probabilities.count] ?? 1)
            probabilities.append(p)
            for c in 0..<width {
              out[(item * tokens + i) * shape.out_row + head * width + c] +=
                used * qkv[place(2, j) + c]
            }
          }
        }
      }
    }
    return (out, probabilities)
  }
}
