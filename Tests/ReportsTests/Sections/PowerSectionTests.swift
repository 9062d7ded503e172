import Ledger
import Records
import Testing

@testable import Reports

@Suite("What a test set can show") struct PowerSectionTests {
  private func text(units: Int) -> String {
    let evidence = SampleReport.evidence { report in
      for index in report.summaries.indices where report.summaries[index].section == "power" {
        report.summaries[index].count = units
      }
    }
    return PowerSection(evidence).blocks.joined(separator: "\n\n")
      + OpeningSection(evidence, figures: ReportFigures(evidence)).blocks.joined()
  }

  @Test("rows are rows")
  func rows() {
    #expect(text(units: 1600).contains("With 1600 test rows it is 1.6 points where they differ"))
    #expect(text(units: 1600).contains("· 1600 test rows · "))
  }

  @Test("groups are counted as groups, here and in the first lines")
  func groups() {
    #expect(text(units: 12).contains("With 12 test groups it is"))
    #expect(text(units: 12).contains("· 1600 test rows in 12 groups · "))
    #expect(text(units: 1).contains("With 1 test group it is"))
    #expect(text(units: 1).contains("· 1600 test rows in 1 group · "))
  }

  @Test("the gain is set against the smallest one that can be shown")
  func observed() {
    #expect(
      text(units: 1600).contains(
        "found here, but another test set of this size could well miss it."))
  }
}
