import Tensors
import Testing

@testable import Datasets

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
