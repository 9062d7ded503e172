import Ledger
import Records
import Testing

@testable import Reports

@Suite("Tables beside a report") struct ResultTablesTests {
  private func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test("transfers.csv has a line for each reference of each selected variant")
  func transfers() {
    let text = ResultTables.transfers(SampleReport.report())
    let lines = text.split(separator: "\n")
    #expect(
      lines.first
        == "teacher,student,setting,variant,metric,reference,transfer,lower,upper,p_value")
    #expect(lines.count == 1 + 2 * 5)
    #expect(
      text.line(with: "accuracy,smoothed")
        == #"pixels,morphology,,"lambda=0.5, temperature=4",accuracy,smoothed,0.0116,0.004,0.0192,0.0028"#
    )
  }

  @Test("a reference without a number is an empty cell")
  func missing() {
    var report = SampleReport.report(pairs: [SampleReport.helping])
    for index in report.summaries.indices where report.summaries[index].section == "transfer" {
      report.summaries[index].value = nil
      report.summaries[index].lower = nil
      report.summaries[index].upper = nil
      report.summaries[index].extra = nil
    }
    #expect(ResultTables.transfers(report).line(with: "accuracy,within").hasSuffix("within,,,,"))
  }

  @Test("gain.csv keeps its columns and has new ones at the end")
  func gain() {
    let header = rows(ResultTables.gain(SampleReport.report()))[0]
    #expect(header.first == "teacher")
    #expect(
      header.suffix(6) == [
        "transfer_reference", "class_mean_gain", "setting", "claim_p_value", "student_variant",
        "distilled_variant",
      ])
  }

  @Test("the p of the claim is that of the selected variant on the primary metric alone")
  func claim() {
    let report = SampleReport.report(pairs: [SampleReport.helping])
    let lines = ResultTables.gain(report).split(separator: "\n").dropFirst()
    let withClaim = lines.filter { $0.contains(",0.0165,\"weight decay") }
    #expect(lines.count == 4)
    #expect(withClaim.count == 1)
    #expect(withClaim.first?.contains("accuracy") == true)
  }
}
