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
