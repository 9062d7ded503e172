import Records
import Testing

@testable import Reports

@Suite("Why a table cannot be made") struct SweepTableErrorTests {
  private let gains =
    SampleSweep.comparisons(setting: "epochs=30") + SampleSweep.comparisons(setting: "epochs=60")

  private func table(
    _ rows: [String], _ columns: [String], _ conditions: [SweepTableRequest.Condition]
  ) throws(SweepTableError) -> SweepTable {
    try SweepTable(
      gains, arms: [],
      SweepTableRequest(rows: rows, columns: columns, conditions: conditions))
  }

  @Test(
    "is remedied by following the remedy, as often as one is given",
    arguments: [
      (["teacher"], ["student"]), (["lambda"], ["temperature"]), (["lambda"], ["student"]),
      (["method"], ["variant"]),
    ])
  func remedies(_ rows: [String], _ columns: [String]) throws {
    var conditions: [SweepTableRequest.Condition] = []
    for _ in 0..<6 {
      do {
        let found = try table(rows, columns, conditions)
        #expect(!found.all.isEmpty && !conditions.isEmpty)
        return
      } catch {
        // "… or keep one value: --where 'teacher=fourier'"
        let remedy = try #require("\(error)".split(separator: "'").last)
        let words = remedy.split(separator: "=", maxSplits: 1).map(String.init)
        try #require(words.count == 2, "no remedy in: \(error)")
        conditions.append(.init(key: words[0], value: words[1]))
      }
    }
    Issue.record("six remedies led to no table: \(conditions)")
  }

  @Test(
    "is one sentence about what was asked, and below it what there is or what to do",
    arguments: [
      (SweepTableError.noComparisons, "'retort show JOB'"),
      (.unknownKey("lamda", known: ["lambda", "teacher"]), "its keys are: lambda, teacher"),
      (.repeatedKey("student"), "name each key once, in --rows or in --columns"),
      (.unknownMetric("auc", known: ["accuracy"]), "its metrics are: accuracy"),
      (.unknownSplit("train", known: ["test"]), "comparisons of this job are on: test;"),
      (.unknownValue(key: "lambda", value: "2", known: []), "values of lambda: none"),
      (.valueOfArms("gain"), "leave out one of them"),
      (
        .ambiguous(
          place: "arm=student", numbers: 2, varying: [.init(key: "lambda", values: ["0.5", "1"])]),
        "add it to --rows or --columns, or keep one value: --where 'lambda=0.5'"
      ),
    ])
  func words(_ error: SweepTableError, _ remedy: String) {
    let lines = "\(error)".split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 2 && !lines[0].isEmpty)
    #expect(lines.last?.contains(remedy) == true)
  }
}
