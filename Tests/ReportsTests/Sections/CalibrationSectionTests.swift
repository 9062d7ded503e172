import Ledger
import Records
import Testing

@testable import Reports

@Suite("Calibration") struct CalibrationSectionTests {
  private func text(
    _ pairs: [PairNumbers] = [SampleReport.helping], change: (inout JobReport) -> Void = { _ in }
  ) -> String {
    let evidence = SampleReport.evidence(pairs, change: change)
    return CalibrationSection(evidence, figures: ReportFigures(evidence)).blocks
      .joined(separator: "\n\n")
  }

  @Test("shares are in percent, other facts as they are")
  func facts() {
    #expect(text().line(with: "| accuracy").contains("100.0 % |"))
    #expect(text().line(with: "| mean top probability").contains("99.8 % |"))
    #expect(text().line(with: "| temperature").contains("1.380 |"))
  }

  @Test("a temperature at the end of its search is a bound")
  func temperature() {
    let sure = text { report in
      for index in report.summaries.indices where report.summaries[index].item == "temperature" {
        report.summaries[index].value = 19.98
      }
    }
    #expect(sure.line(with: "| temperature").contains("20 or more |"))
  }

  @Test("a teacher of several pairs is described once")
  func once() {
    var twin = SampleReport.uncredited
    twin.teacher = "pixels"
    #expect(text([SampleReport.helping, twin]).components(of: "| pixels  | accuracy") == 1)
  }

  @Test("a pair without reliability has no picture")
  func none() {
    let text = text { $0.summaries.removeAll { $0.section == "reliability" } }
    #expect(!text.contains("![Reliability"))
    #expect(text.contains("| temperature"))
  }
}
