import Tensors
import Testing

@testable import Datasets

@Suite("Near copies") struct NearCopiesTests {
  private let split = Split(train: Array(0..<60), validation: [], test: Array(60..<120))

  private func count(_ cohort: Cohort, _ change: (Double) -> Double, copies: Int) throws -> Int {
    var values = cohort.a.flatMap { $0 }.map { Float($0) }
    for row in 0..<copies {
      for column in 0..<4 {
        values[(60 + row) * 4 + column] = Float(change(Double(values[row * 4 + column])))
      }
    }
    let features = Tensor(rows: 120, columns: 4, values: values)
    return try #require(NearCopies([features], split: split)).count(of: split.test)
  }

  @Test("are found within a hundred-thousandth, not beyond, and equal rows are not counted")
  func tolerance() throws {
    let cohort = Cohort()
    #expect(try count(cohort, { $0 + 5e-6 }, copies: 7) == 7)
    #expect(try count(cohort, { $0 + 5e-5 }, copies: 7) == 0)
    #expect(try count(cohort, { $0 }, copies: 7) == 0)
    #expect(try count(cohort, { $0 }, copies: 0) == 0)
  }

  @Test("are not said of a single pair, which chance may bring")
  func single() throws {
    #expect(try count(Cohort(), { $0 + 5e-6 }, copies: 1) == 0)
    #expect(try count(Cohort(), { $0 + 5e-6 }, copies: 2) == 2)
  }

  @Test("are not looked for in more values than the bound")
  func bound() {
    let columns = NearCopies.mostValues / 120 + 1
    #expect(NearCopies([Tensor.zeros(rows: 120, columns: columns)], split: split) == nil)
  }

  @Test("are found over all modalities together: one that differs tells rows apart")
  func jointly() throws {
    let cohort = Cohort()
    func features(_ rows: [[Double]]) -> Tensor {
      Tensor(rows: 120, columns: 4, values: rows.flatMap { $0 }.map { Float($0) })
    }
    var (a, b) = (cohort.a, cohort.b)
    for row in 0..<8 { a[60 + row] = a[row].map { $0 + 3e-6 } }
    let one = try #require(NearCopies([features(a), features(b)], split: split))
    #expect(one.count(of: split.test) == 0)
    for row in 0..<8 { b[60 + row] = b[row].map { $0 - 3e-6 } }
    let both = try #require(NearCopies([features(a), features(b)], split: split))
    #expect(both.count(of: split.test) == 8)
    #expect(both.count(of: Array(68..<120)) == 0 && both.count(of: []) == 0)
  }

  @Test("are near in standard deviations, in whatever unit a column is")
  func units() throws {
    let cohort = Cohort()
    for unit in [1e-6, 1, 1e6] {
      var values = cohort.a
      for row in 0..<6 { values[60 + row] = values[row].map { $0 + 5e-6 } }
      let table = DecimalColumns(
        rows: 120, columns: 4, values: values.flatMap { $0 }.map { unit * $0 })
      #expect(try #require(NearCopies([table], split: split)).count(of: split.test) == 6)
    }
  }

  @Test("of few dimensions are as many as chance gives, and silent", arguments: 1...20)
  func null(_ seed: Int) throws {
    for columns in 1...3 {
      let cohort = Cohort(rows: 1_200, columns: columns, seed: UInt64(seed))
      let features = DecimalColumns(rows: 1_200, columns: columns, values: cohort.a.flatMap { $0 })
      let split = Split(train: Array(0..<700), validation: [], test: Array(700..<1_200))
      #expect(try #require(NearCopies([features], split: split)).count(of: split.test) == 0)
    }
  }
}

@Suite("Means and deviations in Double") struct MomentsTests {
  @Test("of a column are those of its population, a constant one deviates by exactly 0")
  func moments() {
    let found = Moments([1, 0.1, 3, 0.1, 5, 0.1], columns: 2)
    #expect(found.mean[0] == 3 && abs(found.deviation[0] - (8.0 / 3).squareRoot()) < 1e-15)
    #expect(found.deviation[1] == 0)
  }

  @Test("far from zero keep the spread")
  func far() {
    let found = Moments([1.6e9, 1.6e9 + 2], columns: 1)
    #expect(found.mean == [1.6e9 + 1] && found.deviation == [1])
  }
}
