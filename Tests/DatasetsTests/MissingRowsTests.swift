import Testing

@testable import Datasets

@Suite("Rows of zeros") struct MissingRowsTests {
  private func rows(_ values: [[Double]]) -> [Int] {
    var missing = MissingRows(columns: values.first?.count ?? 0)
    for (row, value) in values.enumerated() { missing.add(value[...], row: row) }
    return missing.rows
  }

  private let full = [[Double]](repeating: [1, 2, 3], count: 20)

  @Test("look missing from five on, where no row is nearly so")
  func missing() {
    let empty = [[Double]](repeating: [0, 0, 0], count: 5)
    #expect(rows(full + empty) == [20, 21, 22, 23, 24])
    #expect(rows(full + empty.dropLast()) == [])
    #expect(rows(full + empty + [[0, 0, 3]]) == [])
    #expect(rows(full + empty + [[0, 2, 3]]).count == 5)
    #expect(rows(empty) == [], "nothing was measured anywhere")
  }

  @Test("of one column are a value like others")
  func single() {
    let values: [[Double]] = (0..<40).map { [$0 < 20 ? 0 : 1] }
    #expect(rows(values) == [])
  }

  @Test("are kept with their numbers, whatever they look like")
  func numbers() {
    var missing = MissingRows(columns: 2)
    for (row, values) in [(4, [0, 0]), (9, [1, 0]), (17, [-0.0, 0])] as [(Int, [Double])] {
      missing.add(values[...], row: row)
    }
    #expect(missing.zeroRows == [4, 17], "the two zeros are one number")
    #expect(missing.rows == [], "two are too few")
  }

  @Test("are called missing only where more than ten come to a row that is nearly zero")
  func share() {
    let empty = [[Double]](repeating: [0, 0, 0], count: 20)
    let nearly: [[Double]] = [[0, 0, 5]]
    #expect(rows(full + empty + nearly).count == 20)
    #expect(rows(full + empty + nearly + nearly) == [])
    #expect(rows(full + empty + [[0, 0, 0]] + nearly + nearly).count == 21)
  }

  @Test("of many columns lie near rows that are nine tenths zero")
  func wide() {
    let columns = 40
    func row(_ filled: Int) -> [Double] { (0..<columns).map { $0 < filled ? 1 : 0 } }
    let empty = [[Double]](repeating: row(0), count: 8)
    let full = [[Double]](repeating: row(columns), count: 30)
    #expect(rows(full + empty + [row(4)]) == [], "36 of 40 are zero")
    #expect(rows(full + empty + [row(5)]).count == 8)
  }

  @Test("that hold NaN are measured somehow")
  func notANumber() {
    let broken = [[Double]](repeating: [.nan, 0, 1], count: 9)
    #expect(rows(full + broken) == [])
  }
}
