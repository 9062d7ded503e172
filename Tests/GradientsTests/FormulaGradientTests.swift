import Gradients
import Tensors
import Testing

/// What formulas are made of besides layers: a network's outputs go through it and are pulled to 0.
@Suite("Gradients of what formulas are made of") struct FormulaGradientTests {
  private func worstError(
    rows: Int = 6, width: Int = 5, step: Float = 0.01,
    _ formula: @escaping (_ h: Variable, _ tape: Tape) -> Variable
  ) -> Double {
    let layout = Example.layout(4, width)
    let weights = Tensor(
      rows: rows, columns: 1, values: (0..<rows).map { [0, 1.5, 0.5][$0 % 3] })
    let probe = Probe(
      layout: layout, rows: rows,
      inputs: [
        ("x", Example.normal(rows, 4, key: 1)), ("t", Example.normal(rows, width, key: 5)),
        ("p", Example.probabilities(rows, width, key: 6)), ("w", weights),
      ], seed: 21
    ) { tape in
      let h = linear(tape.input("x"), weight: layout.slices[0], bias: layout.slices[1])
      let result = formula(h, tape)
      return result.isScalar ? result : rowMean(result * result)
    }
    return probe.worstGradientError(step: step)
  }

  @Test("square root, logarithm and exponential, read once and twice")
  func elementFunctions() {
    #expect(worstError { h, _ in sqrt(exp(h)) } < 5e-4)
    #expect(worstError { h, _ in log(exp(h) + exp(0.5 * h)) } < 5e-4)
    #expect(worstError(step: 0.005) { h, _ in exp(0.5 * h) + h } < 5e-4)
    #expect(
      worstError { h, tape in
        let positive = exp(h)
        return sqrt(positive) + 0.1 * log(positive) * tape.input("t")
      } < 5e-4)
  }

  @Test("cosine")
  func cosine() {
    #expect(worstError { h, tape in cos(h) * tape.input("t") } < 3e-3)
    #expect(worstError { h, tape in cos(3 * h) * cos(h) * tape.input("t") } < 3e-3)
  }

  @Test("magnitude, away from where it has no derivative")
  func magnitude() {
    #expect(worstError(step: 5e-4) { h, tape in abs(h) * tape.input("t") } < 3e-3)
  }

  @Test("quotients, of either side and of one by itself")
  func quotients() {
    #expect(worstError { h, tape in tape.input("t") / exp(h) } < 5e-4)
    #expect(worstError { h, tape in h / exp(tape.input("t")) } < 5e-4)
    #expect(worstError { h, _ in h / exp(0.5 * h) + h } < 1e-3)
  }

  @Test("totals and means of columns and rows, and one row for all")
  func totals() {
    #expect(worstError { h, tape in 0.2 * columnTotals(h * tape.input("t")) } < 5e-4)
    #expect(worstError { h, _ in columnMeans(h) } < 5e-4)
    #expect(worstError { h, tape in 0.3 * rowTotals(h * tape.input("t")) } < 5e-4)
    #expect(worstError { h, _ in h - repeatedRows(columnMeans(h), rows: 6) } < 5e-4)
    #expect(worstError { h, _ in scaledRows(h, by: 0.05 * rowTotals(h)) } < 1e-3)
  }

  @Test("a ratio of norms, which is made of all of them: linear CKA of two centred matrices")
  func ratioOfNorms() {
    #expect(
      worstError { h, tape in
        func centred(_ x: Variable) -> Variable { x - repeatedRows(columnMeans(x), rows: 6) }
        let (x, y) = (centred(h), centred(tape.input("t")))
        /// ‖AᵀB‖² = tr(AAᵀ·BBᵀ)
        func squaredNorm(_ a: Variable, _ b: Variable) -> Variable {
          total(product(a, a, transposingRight: true) * product(b, b, transposingRight: true))
        }
        return rowMean(squaredNorm(x, y) / sqrt(squaredNorm(x, x) * squaredNorm(y, y)))
      } < 1e-3)
  }

  @Test("a stopped gradient is a number: only the other factor learns")
  func stopped() {
    // Finite differences see both factors move, so the gradient is set against that of a constant.
    func gradient(_ loss: @escaping (Variable, Tape) -> Variable) -> [Float] {
      let layout = Example.layout(4, 5)
      return Probe(
        layout: layout, rows: 6,
        inputs: [("x", Example.normal(6, 4, key: 1)), ("t", Example.normal(6, 5, key: 5))], seed: 3
      ) { tape in
        let h = linear(tape.input("x"), weight: layout.slices[0], bias: layout.slices[1])
        return loss(h, tape)
      }.gradient()
    }
    let whole = gradient { h, _ in rowMean(h * h) }
    let half = gradient { h, _ in rowMean(h * stopGradient(h)) }
    #expect(zip(whole, half).allSatisfy { abs($0 - 2 * $1) <= 1e-5 * max(1, abs($0)) })
    #expect(whole.contains { abs($0) > 0.1 })
    // As a target of its own loss it pulls to where the outputs are.
    #expect(gradient { h, _ in meanSquaredError(h, stopGradient(h)) }.allSatisfy { $0 == 0 })
    #expect(
      gradient { h, tape in meanSquaredError(h, tape.input("t")) + rowMean(stopGradient(exp(h))) }
        == gradient { h, tape in meanSquaredError(h, tape.input("t")) })
  }

  @Test("losses whose rows have weights, some of them 0")
  func weightedRows() {
    #expect(
      worstError { h, tape in
        crossEntropy(h, targets: tape.input("p"), rows: tape.input("w"))
      } < 5e-4)
    #expect(
      worstError { h, tape in
        divergence(from: tape.input("t"), to: h, temperature: 2, rows: tape.input("w"))
      } < 5e-4)
    #expect(
      worstError { h, tape in
        crossEntropyFromLogits(
          h, teacher: tape.input("t"), teacherTemperature: 2, studentTemperature: 1,
          rows: tape.input("w"))
      } < 5e-4)
    #expect(
      worstError { h, tape in meanSquaredError(h, tape.input("t"), rows: tape.input("w")) } < 5e-4)
    #expect(worstError { h, tape in rowMean(h * h, rows: tape.input("w")) } < 5e-4)
    #expect(
      worstError(width: 21) { h, tape in
        meanSquaredError(h, tape.input("t"), rows: tape.input("w"))
          + crossEntropy(h, targets: tape.input("p"), rows: tape.input("w"))
      } < 1e-3)
  }
}
