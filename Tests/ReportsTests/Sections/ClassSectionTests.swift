import Ledger
import Records
import Testing

@testable import Reports

@Suite("Classes") struct ClassSectionTests {
  private func text(_ changes: [Double]) -> String {
    let evidence = SampleReport.evidence { report in
      report.summaries.removeAll { $0.section == "class" }
      for (index, change) in changes.enumerated() {
        for (arm, recall) in [("student", 0.5), ("distilled", 0.5 + change)] {
          report.summaries.append(
            SummaryRecord(
              ordinal: 0, section: "class", item: "c\(index)", label: arm, teacher: "pixels",
              student: "morphology", value: recall, count: 10))
        }
      }
    }
    return ClassSection(evidence).blocks.joined(separator: "\n\n")
  }

  @Test("those that lose are named, the most first, and marked in the table")
  func losers() {
    let text = text([0.1, -0.02, -0.05, 0])
    #expect(text.contains("Found less often after distillation: c2 (−5.0), c1 (−2.0)."))
    #expect(text.line(with: "| c2 ").contains("**−5.0**"))
    #expect(text.line(with: "| c0 ").contains("+10.0 |"))
  }

  @Test("none that loses is said, too")
  func none() {
    #expect(text([0.1, 0]).contains("No class is found less often after distillation."))
  }

  @Test("of many classes those that changed most are listed, in their order")
  func many() {
    let text = text((0..<25).map { Double($0 - 12) / 100 })
    #expect(text.contains("Of 25 classes, the 20 that changed most are listed."))
    #expect(text.contains("| c0 ") && text.contains("| c24 "))
    #expect(!text.contains("| c12 ") && !text.contains("| c13 "))
    #expect(text.contains("and 4 more."))
  }

  @Test("without classes there is no section")
  func regression() {
    #expect(text([]).isEmpty)
  }
}
