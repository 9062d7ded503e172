import Gradients
import Tensors
import Testing

@Suite("Rows of a batch and inputs of fixed rows") struct RowCouplingTests {
  private let texts = Example.normal(5, 4, key: 7)

  /// Whether a loss of x `[rows, 4]`, of other rows y `[rows, 4]` and of five texts joins the rows.
  private func couples(
    rows: Int = 6, _ loss: @escaping (_ x: Variable, _ y: Variable, _ texts: Variable) -> Variable
  ) -> Bool {
    Program(
      rows: rows, parameterCount: 20,
      inputs: [
        InputShape(name: "x", columns: 4), InputShape(name: "y", columns: 4),
        InputShape(name: "texts", columns: 4, rows: 5),
      ],
      loss: { tape in
        let result = loss(tape.input("x"), tape.input("y"), tape.input("texts"))
        return result.isScalar ? result : rowMean(result)
      }
    ).couplesRows
  }

  private var layout: ParameterLayout {
    var layout = ParameterLayout()
    layout.append(name: "weight", shape: [4, 4], decays: true)
    layout.append(name: "bias", shape: [4], decays: false)
    return layout
  }

  @Test("what is read beside each row joins none")
  func beside() {
    let layout = layout
    #expect(
      !couples { x, _, texts in product(unitRows(x), unitRows(texts), transposingRight: true) })
    #expect(!couples { x, _, texts in product(product(x, texts, transposingRight: true), texts) })
    #expect(!couples { x, _, texts in squaredDistances(x, texts) })
    #expect(
      !couples { x, _, texts in
        let projected = linear(texts, weight: layout.slices[0], bias: layout.slices[1])
        return logSoftmax(product(x, projected, transposingRight: true))
      })
    #expect(!couples { x, _, texts in x + repeatedRows(columnMeans(texts), rows: x.rows) })
  }

  @Test("what is made of fixed rows alone joins none, even where it joins those")
  func alone() {
    #expect(!couples { _, _, texts in product(texts, texts, transposingRight: true) })
    #expect(!couples { x, _, texts in rowMean(x) + rowMean(columnTotals(texts)) })
    #expect(
      !couples { x, _, texts in
        rowMean(x)
          + contrastiveLoss(product(texts, texts, transposingRight: true), temperature: 1)
      })
  }

  @Test("rows joined with rows are joined, whatever is fixed beside them")
  func joined() {
    #expect(couples { x, y, _ in product(x, y, transposingRight: true) })
    #expect(
      couples { x, y, texts in
        product(
          product(x, texts, transposingRight: true), product(y, texts, transposingRight: true),
          transposingRight: true)
      })
    #expect(couples { x, _, texts in product(texts, x, transposingRight: true) })
    #expect(couples { x, _, _ in columnMeans(x) })
    #expect(couples { x, y, _ in x * repeatedRows(columnMeans(y), rows: x.rows) })
  }

  @Test("fixed rows that happen to be as many as the batch's are none of it")
  func equalCounts() {
    #expect(couples(rows: 5) { x, _, texts in x + texts })
    #expect(couples(rows: 5) { x, _, texts in meanSquaredError(x, texts) })
    #expect(!couples(rows: 5) { x, _, texts in product(x, texts, transposingRight: true) })
    // Nor where they are half as many.
    #expect(!couples(rows: 10) { x, _, texts in squaredDistances(x, texts) })
  }

  @Test("running statistics would move once a part, so what normalises fixed rows is not parted")
  func statistics() {
    var layout = ParameterLayout()
    for name in ["scale", "shift", "mean", "variance"] {
      layout.append(name: name, shape: [4], decays: false, isTrained: name.hasPrefix("s"))
    }
    let s = layout.slices
    #expect(
      couples { x, _, texts in
        let normalised = batchNormalisation(
          texts, scale: s[0], shift: s[1], runningMean: s[2], runningVariance: s[3])
        return product(x, normalised, transposingRight: true)
      })
  }

  @Test("gradients of what is learned of fixed rows agree with finite differences")
  func finiteDifferences() {
    let layout = Example.layout(4, 3, 3)
    func worst(_ loss: @escaping (_ h: Variable, _ texts: Variable, _ tape: Tape) -> Variable)
      -> Double
    {
      Probe(
        layout: layout, rows: 6,
        inputs: [
          ("x", Example.normal(6, 4, key: 1)), ("texts", Example.normal(5, 3, key: 2)),
          ("labels", Example.probabilities(6, 5, key: 3)),
        ], seed: 3
      ) { tape in
        let h = linear(tape.input("x"), weight: layout.slices[0], bias: layout.slices[1])
        let projected = linear(
          tape.input("texts"), weight: layout.slices[2], bias: layout.slices[3])
        return loss(h, projected, tape)
      }.worstGradientError()
    }
    #expect(
      worst { h, texts, tape in
        let cosines = product(unitRows(h), unitRows(texts), transposingRight: true)
        return crossEntropy(4 * cosines, targets: tape.input("labels"))
      } < 5e-4)
    #expect(
      worst { h, texts, tape in
        crossEntropy(-squaredDistances(h, texts), targets: tape.input("labels"), temperature: 3)
      } < 1e-3)
    #expect(
      worst { h, texts, _ in
        let mixed = product(softmax(product(h, texts, transposingRight: true)), texts)
        return rowMean(mixed * mixed) + rowMean(texts * texts)
      } < 1e-3)
    #expect(
      worst { h, texts, _ in
        let moved = h - repeatedRows(columnMeans(texts), rows: h.rows)
        return rowMean(moved * moved)
      } < 5e-4)
  }
}
