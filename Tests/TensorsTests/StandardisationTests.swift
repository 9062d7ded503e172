import Randomness
import Tensors
import Testing

@Suite("Standardisation") struct StandardisationTests {
  @Test("learns mean and population deviation from the given rows only")
  func fitted() {
    let x = Tensor(rows: 4, columns: 1, values: [1, 3, 5, 1000])
    let standardisation = Standardisation.fitted(to: x, rows: [0, 1, 2])
    #expect(standardisation.mean == [3])
    #expect(abs(standardisation.scale[0] - (8.0 / 3).squareRoot()) < 1e-15)
  }

  @Test("gives the rows it was fitted to mean 0 and deviation 1")
  func standardised() {
    var stream = RandomStream(key: 1)
    let values = (0..<600).map { _ in Float(3 * stream.normal() + 7) }
    let x = Tensor(rows: 300, columns: 2, values: values)
    let all = Array(0..<300)
    let view = Standardisation.fitted(to: x, rows: all)(x)
    let again = Standardisation.fitted(to: view, rows: all)
    for column in 0..<2 {
      #expect(abs(again.mean[column]) < 1e-6)
      #expect(abs(again.scale[column] - 1) < 1e-6)
    }
  }

  @Test("leaves a constant column at 0, also where its mean is not a Float")
  func constantColumn() {
    let x = Tensor(rows: 7, columns: 1, values: [Float](repeating: 0.1, count: 7))
    let standardisation = Standardisation.fitted(to: x, rows: Array(0..<7))
    #expect(standardisation.scale == [1])
    #expect(standardisation(x).tensor().values.allSatisfy { abs($0) < 1e-8 })
  }

  @Test("keeps the digits of a column far from zero")
  func farFromZero() {
    let x = Tensor(rows: 3, columns: 1, values: [1_000_000, 1_000_000.5, 1_000_001.125])
    let standardisation = Standardisation.fitted(to: x, rows: [0, 1, 2])
    let view = standardisation(x).tensor()
    for row in 0..<3 {
      let exact = (Double(x[row, 0]) - standardisation.mean[0]) / standardisation.scale[0]
      #expect(abs(Double(view[row, 0]) - exact) < 1e-6)
    }
  }
}
