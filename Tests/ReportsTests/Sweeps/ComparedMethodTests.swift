import Ledger
import Records
import Testing

@testable import Reports

/// A job that compares methods: `method` is a key of its sweep as well as a column.
@Suite("Methods side by side in a report") struct ComparedMethodTests {
  /// Hinton's loss at two temperatures, of which the setting names one, and a hint.
  private static func gains(lambdas: [Double] = [0.5, 1]) -> [ComparisonRecord] {
    let methods = [
      ("hinton", "hinton"), ("hinton temperature 4", "hinton"), ("fitnets", "fitnets"),
    ]
    return methods.flatMap { setting, method in
      SampleSweep.comparisons(
        modalities: ["pixels", "zernike"], lambdas: method == "hinton" ? lambdas : [1],
        temperatures: [method == "fitnets" ? 1 : setting == "hinton" ? 1 : 4],
        setting: "method=\(setting)"
      ).map { record in
        var record = record
        record.method = method
        let options =
          method == "fitnets"
          ? [Cell.Entry("method.weight", .number(1))] : record.cell.options
        let own = options.filter { $0.key != "method.method" }
        record.cell = Cell([Cell.Entry("method", .text(setting))] + own)
        return record
      }
    }
  }

  @Test("a table by method has a column a setting, though two of them are one method")
  func table() throws {
    let table = try SweepTable(
      Self.gains(), arms: [], SweepTableRequest(rows: ["teacher"], columns: ["method"]))
    #expect(table.columns == [["hinton"], ["hinton temperature 4"], ["fitnets"]])
    #expect(table.all.count == 6)
    let condition = SweepTableRequest(
      rows: ["lambda"], columns: ["teacher"], conditions: [.init(key: "method", value: "hinton")])
    #expect(try SweepTable(Self.gains(), arms: [], condition).rows == [["0.5"], ["1"]])
  }

  @Test("the key is named once where it would tell numbers apart")
  func keys() {
    let keys = SweepKeys(Self.gains())
    #expect(keys.names.count { $0 == "method" } == 1)
    #expect(SweepKey("method", swept: keys.swept) == .swept("method"))
    #expect(SweepKey("method", swept: ["lambda"]) == .method)
    #expect(!keys.isOption(.swept("method")))
    let message = #expect(throws: SweepTableError.self) {
      try SweepTable(
        Self.gains(), arms: [], SweepTableRequest(rows: ["teacher"], columns: ["student"]))
    }
    #expect("\(message.map { "\($0)" } ?? "")".contains("method"))
  }

  @Test("gain against λ has a line for each method that has λ; an option only one has is no key")
  func figures() throws {
    let metric = ReportedMetric(name: "accuracy")
    let gains = SweptGains(Self.gains().filter { $0.metric == "accuracy" }, metric: metric)
    #expect(gains.varying.contains("method") && gains.varying.contains("lambda"))
    #expect(!gains.varying.contains("weight"))
    let plot = try #require(gains.lambdaPlot)
    #expect(plot.svg.contains("method=hinton temperature 4"))
    #expect(plot.caption.contains("a line for each method"))
  }

  @Test("the first lines name every method once")
  func opening() {
    let one = SampleReport.evidence()
    let text = OpeningSection(one, figures: ReportFigures(one)).blocks.joined(separator: "\n")
    #expect(text.contains("· method hinton"))
    let two = SampleReport.evidence([SampleReport.helping, SampleReport.uncredited]) { report in
      for index in report.gains.indices where report.gains[index].teacher == "fourier" {
        report.gains[index].comparison.method = "fitnets"
      }
    }
    let both = OpeningSection(two, figures: ReportFigures(two)).blocks.joined(separator: "\n")
    #expect(both.contains("· methods hinton, fitnets"))
  }
}
