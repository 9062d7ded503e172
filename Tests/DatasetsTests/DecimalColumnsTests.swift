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

  @Test("are narrowed by the widest of them: one decimal keeps all in Double")
  func widest() {
    var values = (0..<300).map { Double($0) }
    #expect(DecimalColumns(rows: 100, columns: 3, values: values).narrowed is Tensor)
    values[299] = 0.1
    let kept = DecimalColumns(rows: 100, columns: 3, values: values)
    #expect(kept.narrowed.inDoublePrecision != nil)
    #expect(kept.narrowed.doubles(rows: [99]) == [297, 298, 0.1])
  }

  @Test("of a table are cut out in the order that is asked for")
  func cut() {
    let table = Table(
      rows: 2, header: ["a", "id", "b", "c"],
      numbers: DecimalColumns(rows: 2, columns: 3, values: [1, 2, 0.1, 4, 5, 0.2]),
      numericColumns: ["a", "b", "c"], texts: ["id": ["x", "y"]])
    #expect(table.features(["c", "a"]).doubles(rows: [0, 1]) == [0.1, 1, 0.2, 4])
    #expect(table.features(["a", "b", "c"]).doubles(rows: [1]) == [4, 5, 0.2])
    #expect(table.features(["b", "a"]) is Tensor, "what is left of the table has no decimals")
  }
}
