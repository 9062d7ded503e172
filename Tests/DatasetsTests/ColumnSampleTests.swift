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

@Suite("The rows of a split") struct UsedRowsTests {
  @Test("come in the order of the file with their part")
  func merged() {
    let used = UsedRows(Split(train: [1, 4, 5], validation: [0], test: [3, 9]))
    #expect(used.rows == [0, 1, 3, 4, 5, 9])
    #expect(used.part == [1, 0, 2, 0, 0, 2])
    #expect(UsedRows(Split(train: [], validation: [], test: [])).rows == [])
  }
}
