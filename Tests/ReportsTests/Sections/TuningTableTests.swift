import Ledger
import Records
import Testing

@testable import Reports

@Suite("Tuning") struct TuningTableTests {
  private func text(_ pair: PairEvidence, explains: Bool = true) -> String {
    TuningTable(pair, explains: explains).blocks.joined(separator: "\n\n")
  }

  @Test("both arms have the number of configurations they had, the student first")
  func counts() {
    let rows = text(SampleReport.pair()).split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count == 4)
    #expect(
      rows[2]
        == "| student   |              7 |        0.001 |            0.05 | inside              |")
    #expect(
      rows[3]
        == "| distilled |              5 |         0.01 |            0.05 | inside              |")
  }

  @Test("a best decay at an end of what was tried is no optimum, and the arm is named")
  func ends() {
    let sentence = "At an end of its search a better decay may lie beyond it"
    #expect(text(SampleReport.pair(SampleReport.uncredited)).contains(sentence + " (`distilled`)."))
    #expect(!text(SampleReport.pair()).contains(sentence))
    let both = SampleReport.pair(
      SampleReport.uncredited,
      summaries: { records in
        for index in records.indices
        where records[index].section == "tuning" && records[index].label == "student" {
          records[index].text = "at the lower end"
        }
      })
    #expect(text(both).contains(sentence + " (`student` and `distilled`)."))
  }

  @Test("a decay that was not searched is not at an end")
  func notSearched() {
    let pair = SampleReport.pair(summaries: { records in
      for index in records.indices where records[index].section == "tuning" {
        records[index].text = "not searched"
        records[index].count = 1
      }
    })
    #expect(text(pair).contains("not searched"))
    #expect(!text(pair).contains("beyond"))
  }

  @Test(
    "decays have three digits, whatever their size",
    arguments: [
      (0.03162277660168379, "0.0316"), (1e-05, "1e-05"), (0, "0"), (10, "10"), (3.1622776, "3.16"),
      (0.3, "0.3"),
    ])
  func decays(_ decay: Double, _ words: String) {
    let pair = SampleReport.pair(summaries: { records in
      for index in records.indices where records[index].section == "tuning" {
        records[index].value = decay
      }
    })
    let cells = text(pair).line(with: "| student ").split(separator: "|")
      .map { $0.filter { $0 != " " } }
    #expect(cells[2] == words)
  }

  @Test("what controls and teacher had is said once, of those that ran")
  func others() {
    #expect(
      text(SampleReport.pair()).contains(
        "`class-mean`, `across` and `within` have the distilled arm's one configuration."))
    #expect(!text(SampleReport.pair(), explains: false).contains("one configuration"))
    let alone = SampleReport.pair(
      summaries: {
        $0.removeAll { ["class-mean", "across", "smoothed"].contains($0.label) }
      })
    #expect(text(alone).contains("`within` has the distilled arm's one configuration."))
    #expect(!text(alone).contains("`smoothed`"))
  }

  @Test("a student of another pair is not told here, and without a search there is no table")
  func scope() {
    let two = SampleReport.evidence([SampleReport.helping, SampleReport.uncredited]) { report in
      for index in report.summaries.indices
      where report.summaries[index].section == "tuning"
        && report.summaries[index].student == "zernike"
      {
        report.summaries[index].count = 99
      }
    }
    #expect(!text(two.pairs[0]).contains("99"))
    #expect(text(two.pairs[1]).contains("99"))
    let none = SampleReport.pair(summaries: { $0.removeAll { $0.section == "tuning" } })
    #expect(TuningTable(none, explains: true).blocks.isEmpty)
  }

  @Test("no report says that both arms were tuned alike")
  func claim() {
    let markdown = Report(SampleReport.report()).rendered.markdown
    #expect(!markdown.contains("as many configurations as"))
  }
}
