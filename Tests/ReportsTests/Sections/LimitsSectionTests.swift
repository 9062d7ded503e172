import Ledger
import Records
import Testing

@testable import Reports

@Suite("Limits") struct LimitsSectionTests {
  private func text(change: (inout JobReport) -> Void = { _ in }) -> String {
    LimitsSection(SampleReport.evidence(change: change)).blocks.joined(separator: "\n\n")
  }

  @Test("an interval of one training set says so, one over draws of the split says what it covers")
  func training() {
    #expect(text().contains("The intervals are for this training set"))
    let draws = text { report in
      report.summaries.append(
        SummaryRecord(
          ordinal: 0, section: "design", item: "split", label: "", setting: "split=1", count: 5))
    }
    #expect(draws.contains("The intervals cover other draws of the split"))
  }

  @Test("without validation rows nothing was tuned, and a claim has the same six references")
  func unchosen() {
    let words = "A claim has to beat the same six arms: the student, `class-mean`, `smoothed`"
    #expect(!text().contains(words))
    let unchosen = text { report in
      report.summaries.append(
        SummaryRecord(ordinal: 0, section: "design", item: "selection", label: "none"))
      report.summaries.append(.transferOverOwn)
    }
    #expect(unchosen.contains(words))
    #expect(unchosen.contains("no model is recommended"))
  }

  @Test("one seed and several variants each have their sentence, where they apply")
  func applies() {
    #expect(text().contains("Only the variant chosen on validation is tested."))
    #expect(!text().contains("One seed:"))
    let small = text { report in
      report.gains.removeAll { !$0.selected }
      for index in report.gains.indices { report.gains[index].comparison.seeds = 1 }
    }
    #expect(small.contains("One seed:"))
    #expect(!small.contains("Only the variant chosen"))
  }

  @Test("earlier looks at the same test rows are counted")
  func looks() {
    let looked = text { report in
      report.testSets = [TestSetRow(rows: 1600, looks: 3, otherContents: 2)]
    }
    #expect(looked.contains("had been scored by 3 earlier jobs before, 2 of them different"))
    #expect(!text().contains("scored by"))
  }

  @Test("nothing is limited where nothing was compared")
  func empty() {
    #expect(text { $0.gains = [] }.isEmpty)
  }
}
