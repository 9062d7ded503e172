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

@Suite("Features of more digits than Float32") struct DoublePrecisionSourceTests {
  /// One column in Double.
  private struct Column: DoublePrecisionSource {
    let values: [Double]
    var rows: Int { values.count }
    let columns = 1
    let memoryBytes = 0
    var exceedsSinglePrecision = true

    private func each(_ rows: UnsafeBufferPointer<Int32>, _ body: (Int, Double) -> Void) {
      for (place, row) in rows.enumerated() { body(place, values[Int(row)]) }
    }

    func gather(
      _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Float>
    ) {
      each(rows) { destination[$0] = Float($1) }
    }

    func gather(
      _ rows: UnsafeBufferPointer<Int32>, into destination: UnsafeMutablePointer<Double>
    ) {
      each(rows) { destination[$0] = $1 }
    }

    func gather(
      _ rows: UnsafeBufferPointer<Int32>, mean: UnsafePointer<Double>,
      inverse: UnsafePointer<Double>, into destination: UnsafeMutablePointer<Float>
    ) {
      each(rows) { destination[$0] = Float(($1 - mean[0]) * inverse[0]) }
    }
  }

  private let digits = (0..<50).map { Double(($0 * 37) % 50) / 7 }

  @Test("are centred before they are rounded", arguments: [1e3, 1.6e9, -4e11])
  func centred(_ offset: Double) {
    let column = Column(values: digits.map { $0 + offset })
    let fit = Standardisation.fitted(to: column, rows: Array(0..<40))
    let near = Column(values: digits)
    let control = Standardisation.fitted(to: near, rows: Array(0..<40))(near).tensor()
    let far = fit(column).tensor()
    // 4e11 in Double steps by 6e-5, 3e-5 of the spread.
    let tolerance: Float = offset.magnitude > 1e10 ? 1e-4 : 1e-6
    for row in 0..<50 { #expect(abs(far[row, 0] - control[row, 0]) < tolerance) }
    #expect(fit(column).tensor(rows: [31, 2]).values == [far[31, 0], far[2, 0]])
  }

  @Test("are what Float32 makes of them where that loses nothing, to the bit")
  func ordinary() {
    let column = Column(values: digits)
    let rounded = column.tensor()
    let (a, b) = (
      Standardisation.fitted(to: column, rows: Array(0..<40)),
      Standardisation.fitted(to: rounded, rows: Array(0..<40))
    )
    #expect(a == b && !a.needsDoublePrecision)
    #expect(
      a(column).tensor().values.map(\.bitPattern) == b(rounded).tensor().values.map(\.bitPattern))
  }

  @Test("are not constant because Float32 makes them so")
  func constant() {
    let column = Column(values: digits.map { $0 * 1e-3 + 1.6e9 })
    let fit = Standardisation.fitted(to: column, rows: Array(0..<50))
    #expect(fit.scale[0] < 0.01)
    let same = Standardisation.fitted(
      to: Column(values: [Double](repeating: 1.6e9, count: 5)), rows: Array(0..<5))
    #expect(same.scale == [1] && same.mean == [1.6e9])
  }

  @Test("give Double where they have it, and Float32 where a source says that it has no more")
  func doubles() {
    var column = Column(values: [0.1, 1.6e9 + 1])
    #expect(column.doubles(rows: [1, 0]) == [1.6e9 + 1, 0.1])
    column.exceedsSinglePrecision = false
    #expect(column.doubles(rows: [1, 0]) == [1.6e9, Double(Float(0.1))])
  }
}
