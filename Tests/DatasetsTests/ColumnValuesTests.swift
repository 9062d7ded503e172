import Testing

@testable import Datasets

@Suite("One value a row") struct ColumnValuesTests {
  @Test("is shown as text, whole numbers without a point")
  func texts() {
    #expect(ColumnValues.integers([3, -1]).texts == ["3", "-1"])
    #expect(ColumnValues.reals([3, 0.5, -0.0]).texts == ["3", "0.5", "0"])
    #expect(ColumnValues.reals([.nan, 1e300]).texts == ["nan", "1e+300"])
    #expect(ColumnValues.text(["03", ""]).texts == ["03", ""])
  }

  @Test("is a whole number or none")
  func integers() {
    #expect(ColumnValues.reals([3, 0.5, .infinity, .nan]).integers == [3, nil, nil, nil])
    #expect(
      ColumnValues.text(["3", "-4", "3.0", " 3", "x", ""]).integers == [3, -4, nil, nil, nil, nil])
    #expect(ColumnValues.integers([.max]).integers == [.max])
  }

  @Test("is a real number or none, blanks around it allowed")
  func reals() {
    #expect(ColumnValues.text(["1e2", " 3 ", "x", "", "1,5"]).reals == [100, 3, nil, nil, nil])
    #expect(ColumnValues.integers([7]).reals == [7])
    #expect(ColumnValues.text(["nan"]).reals.first??.isNaN == true)
  }

  @Test("is numbered densely in order of first appearance, equal numbers of any type alike")
  func dense() {
    #expect(ColumnValues.text(["b", "a", "b", "c"]).dense == [0, 1, 0, 2])
    #expect(ColumnValues.integers([100, -1, 100]).dense == [0, 1, 0])
    #expect(ColumnValues.reals([1, 1.5, 1]).dense == ColumnValues.text(["1", "1.5", "1"]).dense)
    #expect(ColumnValues.text(["1", "01", "1.0"]).dense == [0, 1, 2], "texts are not numbers")
    #expect(ColumnValues.integers([]).dense == [])
  }

  @Test("is counted, whatever it is")
  func counted() {
    let columns: [ColumnValues] = [.integers([1, 2]), .reals([1, 2]), .text(["a", "b"])]
    #expect(columns.map(\.count) == [2, 2, 2])
  }

  @Test("of ids agrees between files of different types")
  func agreement() {
    let texts = ["1", "22", "-3"]
    for column: ColumnValues in [.integers([1, 22, -3]), .reals([1, 22, -3]), .text(texts)] {
      #expect(column.texts == texts)
      #expect(column.integers == [1, 22, -3] && column.reals == [1, 22, -3])
    }
  }

  @Test("is whole only within 64 bits")
  func bounds() {
    #expect(ColumnValues.reals([0x1p62, 0x1p63, -0x1p63]).integers == [1 << 62, nil, .min])
    #expect(
      ColumnValues.text(["9223372036854775807", "9223372036854775808"]).integers == [.max, nil])
    #expect(ColumnValues.text(["9223372036854775808"]).reals == [0x1p63])
  }
}
