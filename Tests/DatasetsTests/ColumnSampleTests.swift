import Tensors
import Testing

@testable import Datasets

@Suite("A sample of columns") struct ColumnSampleTests {
  @Test("holds every used row of small data, and their columns")
  func whole() {
    let features = Tensor(rows: 4, columns: 2, values: [0, 10, 1, 11, 2, 12, 3, 13])
    let sample = ColumnSample(features, used: [0, 2, 3])
    #expect(sample.isWhole && sample.places == [0, 1, 2])
    #expect(sample.column(0) == [0, 2, 3] && sample.column(1) == [10, 12, 13])
  }

  @Test("is evenly spaced over large data, of a bounded size")
  func bounded() {
    let columns = 20_000
    let features = Tensor(
      rows: 400, columns: columns,
      values: [Float](unsafeUninitializedCapacity: 400 * columns) { buffer, count in
        for index in 0..<(400 * columns) { buffer[index] = Float(index / columns) }
        count = 400 * columns
      })
    let sample = ColumnSample(features, used: Array(0..<400))
    #expect(!sample.isWhole && sample.rows == ColumnSample.mostValues / columns)
    #expect(sample.column(7) == sample.places.map { Double($0) })
    #expect(sample.places == (0..<200).map { 2 * $0 })
  }
}

@Suite("A column's fingerprint") struct ColumnFingerprintTests {
  private let column = (0..<300).map { Double(($0 * 37) % 101) + 0.25 }

  @Test("knows copies, also as Float32")
  func copies() {
    let decimals = column.map { $0 / 7 }
    #expect(
      ColumnFingerprint(decimals).values
        == ColumnFingerprint(decimals.map { Double(Float($0)) }).values)
    #expect(ColumnFingerprint(decimals).values != ColumnFingerprint(column).values)
    let far = column.map { $0 + 1.6e9 }
    #expect(
      ColumnFingerprint(far).values != ColumnFingerprint(far.map { Double(Float($0)) }).values)
  }

  @Test("knows rising and falling functions, ties included")
  func ranks() {
    let own = ColumnFingerprint(column)
    #expect(own.ranks == ColumnFingerprint(column.map { $0 * $0 * $0 }).ranks)
    #expect(own.reversedRanks == ColumnFingerprint(column.map { 1 / $0 }).ranks)
    #expect(own.ranks != ColumnFingerprint(column.map { abs($0 - 50) }).ranks)
  }

  @Test("tells constant, discrete and continuous columns apart")
  func kinds() {
    #expect(ColumnFingerprint([2, 2, 2, 2]).isConstant)
    #expect(ColumnFingerprint((0..<100).map { Double($0 % 5) }).isDiscrete)
    #expect(!ColumnFingerprint((0..<100).map { Double($0) }).isDiscrete)
  }
}

@Suite("The rows of a split") struct UsedRowsTests {
  @Test("come in the order of the file with their part")
  func merged() {
    let used = UsedRows(Split(train: [1, 4, 5], validation: [0], test: [3, 9]))
    #expect(used.rows == [0, 1, 3, 4, 5, 9])
    #expect(used.part == [1, 0, 2, 0, 0, 2])
    #expect(UsedRows(Split(train: [], validation: [], test: [])).rows == [])
  }
}

@Suite("Decimals of a table") struct DecimalColumnsTests {
  private let table = DecimalColumns(rows: 2, columns: 2, values: [0.1, 1.6e9 + 1, -2, 3])

  @Test("are given in Double, in Float32 and centred")
  func gathered() {
    #expect(table.doubles(rows: [1, 0]) == [-2, 3, 0.1, 1.6e9 + 1])
    #expect(table.tensor(rows: [0]).values == [0.1, 1.6e9])
    let fit = Standardisation(mean: [0, 1.6e9], scale: [1, 2])
    #expect(fit(table).tensor(rows: [0]).values == [0.1, 0.5])
    #expect(table.memoryBytes == 32 && table.rounded.memoryBytes == 16)
  }

  @Test("are Float32 where that keeps all of them")
  func narrowed() {
    #expect(!(table.narrowed is Tensor))
    #expect(DecimalColumns(rows: 1, columns: 2, values: [0.5, -7]).narrowed is Tensor)
  }

  @Test("joined by id lose their digits together with the table, and keep their order")
  func joined() {
    let joined = SelectedRows(features: table, order: [1, 0])
    #expect(joined.inDoublePrecision != nil)
    #expect(joined.doubles(rows: [0, 1]) == [-2, 3, 0.1, 1.6e9 + 1])
    let rounded = joined.withoutDecimals
    #expect(rounded.inDoublePrecision == nil)
    #expect(rounded.tensor().values == [-2, 3, 0.1, 1.6e9])
  }
}
