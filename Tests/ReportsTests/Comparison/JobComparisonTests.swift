import Ledger
import Records
import Testing

@testable import Reports

@Suite("Two jobs side by side") struct JobComparisonTests {
  private func comparison(
    _ first: JobComparison.Side, _ second: JobComparison.Side
  ) -> JobComparison {
    JobComparison(first, second, metrics: SampleSides.equalMetrics)
  }

  @Test("with equal seals are equal to the byte")
  func equal() {
    let found = comparison(SampleSides.side(job: 1), SampleSides.side(job: 2))
    #expect(found.isEqualToTheByte)
    #expect(found.firstDifference == nil)
    #expect(found.headline == "nothing differs: the results are equal to the byte")
    #expect(found.gains.count == 1 && !found.gains[0].hasMoved)
  }

  @Test("name what differs first: data, specification, environment, numbers")
  func order() {
    let first = SampleSides.side(job: 1)
    let numbers = comparison(first, SampleSides.side(job: 2, seal: "f"))
    #expect(numbers.firstDifference == .numbers)
    let environment = comparison(first, SampleSides.side(job: 2, build: "release 2", seal: "f"))
    #expect(environment.firstDifference == .environment)
    #expect(environment.headline.contains("what computed them (build)"))
    let settings = [("seeds", "20"), ("training.epochs", "30")]
    let specification = comparison(
      first, SampleSides.side(job: 2, settings: settings, build: "release 2", seal: "f"))
    #expect(specification.firstDifference == .specification)
    #expect(
      specification.specification == [
        .init(name: "seeds", first: "10", second: "20"),
        .init(name: "training.epochs", first: nil, second: "30"),
      ])
    let data = comparison(
      first, SampleSides.side(job: 2, digest: "9", settings: settings, seal: "f"))
    #expect(data.firstDifference == .data)
    #expect(data.headline == "first difference: the data (1 of 2 files)")
  }

  @Test("count as data what the specification names, files and folders, and nothing else")
  func files() {
    let found = comparison(SampleSides.side(job: 1), SampleSides.side(job: 2, digest: "9"))
    #expect(found.data.map(\.name) == ["pixels.npy"])
    #expect(found.files == 2)
  }

  @Test("without a seal have no numbers to compare, and are not called equal")
  func unsealed() {
    let found = comparison(SampleSides.side(job: 1), SampleSides.side(job: 2, seal: nil, gains: []))
    #expect(!found.isEqualToTheByte && !found.isSealed)
    #expect(found.headline == "nothing differs so far: data and specification are equal")
    #expect(found.gains.count == 1 && found.gains[0].second == nil)
  }

  @Test(
    "a gain has moved where the interval of the difference leaves out 0",
    arguments: [
      (0.0290, true), (0.0220, false), (0.0041, false), (-0.0050, true),
    ])
  func moved(_ gain: Double, _ hasMoved: Bool) throws {
    var pair = SampleReport.helping
    pair.gains[1].gain = gain
    pair.gains[1].lower = gain - 0.009
    pair.gains[1].upper = gain + 0.009
    let later = SampleSides.side(job: 2, seal: "f", gains: pair.comparisons)
    let row = try #require(comparison(SampleSides.side(job: 1), later).gains.first)
    #expect(row.hasMoved == hasMoved)
    #expect(row.first?.words == "+1.3 (+0.4 to +2.3)")
    #expect(row.unit == "points" && row.first?.verdict == "distil")
  }

  @Test("pairs that one job has alone are shown with the other side missing")
  func otherPairs() {
    let other = SampleSides.side(job: 2, gains: SampleReport.uncredited.comparisons)
    let rows = comparison(SampleSides.side(job: 1), other).gains
    #expect(rows.map(\.teacher) == ["pixels", "fourier"])
    #expect(rows[0].second == nil && rows[1].first == nil)
  }
}
