import Testing

@testable import Datasets

@Suite("Columns that follow the rows") struct RowOrderTests {
  private func order(_ rows: [[Double]], positions: [Int]? = nil) -> RowOrder {
    var order = RowOrder(columns: rows.first?.count ?? 0)
    for (row, values) in rows.enumerated() {
      order.add(values[...], position: positions?[row] ?? row)
    }
    return order
  }

  @Test("count them by one step a row, also where rows between are in no part")
  func counting() {
    let used = [0, 1, 4, 5, 9, 10, 11, 15, 20, 21]
    let found = order(
      used.map { [Double($0), 3 - 0.5 * Double($0), Double($0 * $0), 7] }, positions: used)
    #expect(found.countingColumns == [0, 1])
    #expect(found.risingWholeNumbers == [0, 2])
    #expect(found.monotoneColumns == [0, 1, 2])
  }

  @Test("count the rows of their own file where they were joined by id")
  func joined() {
    let positions = [3, 0, 7, 1, 9, 2, 8, 4, 6, 5]
    #expect(order(positions.map { [Double($0)] }, positions: positions).countingColumns == [0])
    #expect(order(positions.map { [Double($0)] }).countingColumns == [])
  }

  @Test("near 10⁹ are found by their steps, and noise there is not")
  func far() {
    let found = order((0..<50).map { [1.6e9 + Double($0), 1.6e9 + Double(($0 * 7) % 50)] })
    #expect(found.countingColumns == [0])
  }

  @Test("are not told from fewer than ten rows")
  func few() {
    let found = order((0..<9).map { [Double($0)] })
    #expect(found.countingColumns == [] && found.monotoneColumns == [])
    #expect(found.risingWholeNumbers == [])
  }

  @Test("rise with every second row at least, else they are steps of few values")
  func steps() {
    let rows: [[Double]] = (0..<41).map { (row: Int) -> [Double] in
      [row / 10, row / 2, row / 3].map { Double($0) }
    }
    #expect(order(rows).monotoneColumns == [1])
  }

  @Test("that stand still once, or turn once, follow no more")
  func turns() {
    var rows = (0..<30).map { [Double($0), Double($0), -Double($0)] }
    rows[17][0] = 16
    rows[17][1] = 15
    let found = order(rows)
    #expect(found.countingColumns == [2])
    #expect(found.monotoneColumns == [0, 2], "column 0 stands still, column 1 turns")
    #expect(found.risingWholeNumbers == [])
  }

  @Test("count within a thousandth of the step, not beyond")
  func tolerance() {
    func clock(_ jitter: Double) -> [Int] {
      order((0..<40).map { [Double($0) + ($0 == 20 ? jitter : 0)] }).countingColumns
    }
    #expect(clock(0.0009) == [0] && clock(-0.0009) == [0])
    #expect(clock(0.0011) == [] && clock(-0.0011) == [])
  }

  @Test("that hold NaN follow nothing")
  func notANumber() {
    var rows = (0..<20).map { [Double($0)] }
    rows[7][0] = .nan
    let found = order(rows)
    #expect(found.countingColumns == [] && found.monotoneColumns == [])
  }

  @Test("of noise are none")
  func noise() {
    var cohort = Cohort(rows: 2)
    for _ in 0..<300 {
      let found = order((0..<12).map { _ in (0..<8).map { _ in cohort.normal() } })
      #expect(found.countingColumns == [] && found.monotoneColumns == [])
    }
  }
}
