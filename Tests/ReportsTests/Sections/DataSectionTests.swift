import Ledger
import Records
import Testing

@testable import Reports

@Suite("Data card") struct DataSectionTests {
  private func text(_ records: [SummaryRecord], draws: [String] = []) -> String {
    let evidence = SampleReport.evidence { report in
      report.summaries.removeAll { $0.section == "data" }
      report.summaries += records
      report.summaries += draws.map {
        SummaryRecord(ordinal: 0, section: "design", item: "split", label: "", setting: $0)
      }
    }
    return DataSection(evidence).blocks.joined(separator: "\n\n")
  }

  private func fact(
    _ item: String, _ label: String, value: Double? = nil, count: Int? = nil, text: String? = nil,
    setting: String = ""
  ) -> SummaryRecord {
    SummaryRecord(
      ordinal: 0, section: "data", item: item, label: label, setting: setting, value: value,
      count: count, text: text)
  }

  @Test("facts of parts and facts of modalities are tables of their own")
  func tables() {
    let text = text([
      fact("rows", "train", count: 300), fact("rows", "test", count: 1600),
      fact("shift from train", "test", value: 0.0125), fact("columns", "pixels", count: 240),
    ])
    #expect(text.components(of: "\n| ---") == 2)
    #expect(text.line(with: "| train").contains("|  300 |"))
    #expect(text.line(with: "| test").contains("| 1600 |            0.013 |"))
    #expect(text.line(with: "| pixels").contains("|     240 |"))
  }

  @Test("whole numbers have no decimals, and words stand where there is no number")
  func values() {
    let text = text([
      fact("explained", "a by b", value: 1), fact("explained", "b by a", text: "too few rows"),
    ])
    #expect(text.line(with: "| a by b").contains("|            1 |"))
    #expect(text.line(with: "| b by a").contains("| too few rows |"))
  }

  @Test("settings that read other data have a card each, draws of a split one together")
  func settings() {
    let records = ["s=1", "s=2"].map { fact("rows", "train", count: 300, setting: $0) }
    #expect(text(records).components(of: "### Data with s=") == 2)
    let drawn = text(records, draws: ["s=1", "s=2"])
    #expect(!drawn.contains("### Data with"))
    #expect(drawn.components(of: "| train") == 1)
  }

  @Test("without facts there is no section")
  func none() {
    #expect(text([]).isEmpty)
  }
}
