import Gradients
import Tensors
import Testing

/// Every operation between two linear layers, so that its gradient and its operand's are both measured.
@Suite("Gradients of operations agree with finite differences") struct OperationGradientTests {
  /// Six rows of four columns, a layer to `width`, the operation, and what it makes pulled to a target.
  private func worstError(
    rows: Int = 6, width: Int = 8, parameters: [(String, [Int])] = [], step: Float = 0.02,
    seed: UInt64 = 11, dropoutStep: Int = 0,
    _ operation: @escaping (Variable, [ParameterSlice], Tape) -> Variable
  ) -> Double {
    var layout = ParameterLayout()
    layout.append(name: "weight", shape: [4, width], decays: true)
    layout.append(name: "bias", shape: [width], decays: false)
    for (name, shape) in parameters { layout.append(name: name, shape: shape, decays: false) }
    let x = Example.normal(rows, 4, key: 1)
    let ids = Tensor(
      rows: rows, columns: 3,
      values: (0..<rows * 3).map { [2, 0, -1, 4, 1, 3, 3][$0 % 7] })
    let probe = Probe(
      layout: layout, rows: rows,
      inputs: [("x", x), ("ids", ids), ("t", Example.normal(rows, width, key: 5))], seed: seed,
      step: dropoutStep
    ) { tape in
      let h = linear(tape.input("x"), weight: layout.slices[0], bias: layout.slices[1])
      let result = operation(h, Array(layout.slices.dropFirst(2)), tape)
      return result.isScalar ? result : rowMean(result * result)
    }
    return probe.worstGradientError(step: step)
  }

  @Test("activations", arguments: Activation.allCases)
  func activations(_ function: Activation) {
    let step: Float = function == .relu ? 5e-4 : 0.02
    let tolerance = function == .relu ? 2e-3 : 3e-4
    #expect(worstError(step: step) { h, _, _ in activation(h, function) } < tolerance)
    // Read twice, so that nothing may be overwritten.
    #expect(
      worstError(step: step) { h, _, _ in activation(h, function) + 0.5 * h } < tolerance)
    #expect(
      worstError(step: step) { h, _, tape in activation(h, function) + tape.input("t") }
        < tolerance)
  }

  @Test("softmax, log-softmax and log-sum-exp")
  func rowFunctions() {
    #expect(worstError { h, _, tape in softmax(h) * tape.input("t") } < 3e-4)
    #expect(worstError { h, _, tape in logSoftmax(h) * tape.input("t") } < 5e-4)
    #expect(worstError { h, _, _ in logSumExp(h) } < 3e-4)
    #expect(worstError { h, _, _ in softmax(h) + h } < 3e-4)
  }

  @Test("layer normalisation, alone and of a sum")
  func layerNormalisations() {
    let parameters = [("scale", [8]), ("shift", [8])]
    #expect(
      worstError(parameters: parameters) { h, p, tape in
        layerNormalisation(h, scale: p[0], shift: p[1]) + tape.input("t")
      } < 5e-4)
    #expect(
      worstError(parameters: parameters) { h, p, tape in
        layerNormalisation(ofSum: h, gelu(h), scale: p[0], shift: p[1]) + tape.input("t")
      } < 5e-4)
    #expect(
      worstError(parameters: parameters) { h, p, tape in
        layerNormalisation(ofSum: tape.input("t"), h, scale: p[0], shift: p[1]) * tape.input("t")
      } < 5e-4)
  }

  @Test("group normalisation")
  func groupNormalisations() {
    #expect(
      worstError(parameters: [("scale", [8]), ("shift", [8])]) { h, p, tape in
        groupNormalisation(h, groups: 2, pixels: 3, scale: p[0], shift: p[1]) + tape.input("t")
      } < 5e-4)
  }

  @Test("batch normalisation, its running statistics apart")
  func batchNormalisations() {
    var layout = ParameterLayout()
    layout.append(name: "weight", shape: [4, 5], decays: true)
    layout.append(name: "scale", shape: [5], decays: false)
    layout.append(name: "shift", shape: [5], decays: false)
    layout.append(name: "mean", shape: [5], decays: false)
    layout.append(name: "variance", shape: [5], decays: false)
    let s = layout.slices
    let probe = Probe(
      layout: layout, rows: 9,
      inputs: [("x", Example.normal(9, 4, key: 1)), ("t", Example.normal(9, 5, key: 2))], seed: 3
    ) { tape in
      let h = linear(tape.input("x"), weight: s[0], bias: nil)
      return meanSquaredError(
        batchNormalisation(
          h, scale: s[1], shift: s[2], runningMean: s[3], runningVariance: s[4]), tape.input("t"))
    }
    #expect(probe.worstGradientError(slices: Array(s.prefix(3))) < 5e-4)
  }

  @Test("embedding of tokens with positions, some of them missing")
  func embeddings() {
    #expect(
      worstError(parameters: [("table", [5, 8]), ("positions", [3, 8])]) { h, p, tape in
        let tokens = embedding(tape.input("ids"), table: p[0], positions: p[1])
        return tokenMean(tokens, tokens: 3, ids: tape.input("ids")) + h
      } < 3e-4)
  }

  @Test("attention", arguments: [false, true], [false, true])
  func attentions(isCausal: Bool, masked: Bool) {
    #expect(
      worstError(rows: 6, width: 36, step: 0.01) { h, _, tape in
        let tokens = reshaped(h, columns: 12)
        let seen = attention(
          tokens, heads: 2, tokens: 3, ids: masked ? tape.input("ids") : nil, isCausal: isCausal)
        return reshaped(seen, columns: 12)
      } < 1e-3)
  }

  @Test("attention with dropout, at the mask of one step")
  func attentionDropout() {
    #expect(
      worstError(rows: 6, width: 36, step: 0.01, dropoutStep: 7) { h, _, _ in
        attention(reshaped(h, columns: 12), heads: 2, tokens: 3, dropout: 0.3)
      } < 1e-3)
  }

  @Test("convolution, pooling and patches")
  func windows() {
    let image = Window(height: 4, width: 4, channels: 2, size: 3, padding: 1)
    #expect(
      worstError(width: 32, parameters: [("filters", [18, 3]), ("bias", [3])]) { h, p, _ in
        convolution(h, image, weight: p[0], bias: p[1])
      } < 5e-4)
    let halves = Window(height: 4, width: 4, channels: 2, size: 2, stride: 2)
    #expect(worstError(width: 32) { h, _, _ in averagePooling(h, halves) } < 3e-4)
    #expect(worstError(width: 32) { h, _, _ in patches(h, halves) } < 3e-4)
    #expect(worstError(width: 32, step: 5e-4) { h, _, _ in maximumPooling(h, halves) } < 3e-3)
  }

  @Test("columns side by side and taken apart")
  func columnOperations() {
    #expect(
      worstError { h, _, tape in
        concatenate([columns(2..<5, of: h), tape.input("t"), columns(4..<8, of: h)])
      } < 3e-4)
  }

  @Test("tokens: one of them, a learned one in front, positions")
  func tokens() {
    #expect(
      worstError(width: 12, parameters: [("first", [4]), ("positions", [4, 4])]) { h, p, _ in
        let sequence = add(p[1], to: prepend(p[0], to: reshaped(h, columns: 4), tokens: 3))
        return token(0, of: sequence, tokens: 4) + token(2, of: sequence, tokens: 4)
      } < 3e-4)
  }

  @Test("products of variables, element by element and of matrices")
  func products() {
    #expect(worstError { h, _, tape in h * tape.input("t") + h * h } < 5e-4)
    #expect(
      worstError(step: 0.01) { h, _, tape in product(h, tape.input("t"), transposingRight: true) }
        < 5e-4)
    #expect(
      worstError(step: 0.01) { h, _, _ in product(product(h, h, transposingRight: true), h) } < 2e-3
    )
  }

  @Test("unit rows, cosines and distances")
  func similarities() {
    #expect(worstError { h, _, tape in unitRows(h) + tape.input("t") } < 5e-4)
    #expect(worstError { h, _, tape in cosines(h, tape.input("t")) } < 5e-4)
    #expect(
      worstError(step: 0.01) { h, _, tape in 0.05 * squaredDistances(h, tape.input("t")) } < 1e-3)
    #expect(worstError(step: 0.01) { h, _, _ in 0.05 * squaredDistances(h, silu(h)) } < 1e-3)
  }

  @Test("rows times numbers of their own")
  func scaledRowsOfNumbers() {
    #expect(worstError { h, _, _ in scaledRows(h, by: logSumExp(h)) } < 1e-3)
  }

  @Test("contrastive loss", arguments: [false, true])
  func contrastive(isSymmetric: Bool) {
    #expect(
      worstError { h, _, tape in
        contrastiveLoss(
          product(unitRows(h), unitRows(tape.input("t")), transposingRight: true),
          temperature: 0.5, isSymmetric: isSymmetric)
      } < 5e-4)
  }

  @Test("a rectifier whose result is added to something keeps its own zeros")
  func rectifierUnderSum() {
    #expect(
      worstError(parameters: [("shift", [8])], step: 5e-4) { h, p, tape in
        add(p[0], to: relu(h)) + tape.input("t")
      } < 2e-3)
  }

  @Test(
    "what lives in one place one after the other is overwritten only as far as nobody misses it")
  func chains() {
    let shift = [("shift", [8])]
    #expect(
      worstError(step: 5e-4, dropoutStep: 7) { h, _, tape in
        dropout(relu(h), rate: 0.3) + tape.input("t")
      } < 2e-3)
    #expect(
      worstError(parameters: shift, step: 5e-4, dropoutStep: 7) { h, p, _ in
        add(p[0], to: dropout(relu(h), rate: 0.3))
      } < 2e-3)
    #expect(
      worstError(step: 5e-4, dropoutStep: 7) { h, _, tape in
        softmax(dropout(relu(h), rate: 0.3)) * tape.input("t")
      } < 2e-3)
    #expect(
      worstError(step: 5e-4, dropoutStep: 7) { h, _, _ in gelu(dropout(relu(h), rate: 0.3)) } < 2e-3
    )
    #expect(
      worstError(step: 5e-4) { h, _, tape in
        reshaped(relu(reshaped(h, columns: 4)), columns: 8) + tape.input("t")
      } < 2e-3)
    #expect(
      worstError(parameters: shift, dropoutStep: 7) { h, p, _ in
        tanh(add(p[0], to: dropout(silu(h), rate: 0.3))) * h
      } < 1e-3)
  }
}
