import Foundation
import Ledger
import Records
import Testing

@testable import Reports

@Suite("A pair") struct PairSectionTests {
  private func text(_ evidence: JobEvidence, explains: Bool = true) -> String {
    PairSection(evidence.pairs[0], of: evidence, explains: explains).blocks
      .joined(separator: "\n\n")
  }

  private func text(_ numbers: PairNumbers) -> String { text(SampleReport.evidence([numbers])) }

  @Test("the predictor without inputs stands last among the arms, without errors and seeds")
  func constant() throws {
    let text = text(SampleReport.helping)
    let rows = try #require(text.components(separatedBy: "### Arms").last)
      .split(separator: "\n").filter { $0.hasPrefix("| ") }.prefix {
        !$0.contains("configurations")
      }
    #expect(rows.count == 2 + 8 + 1)
    #expect(
      rows.last?.hasPrefix("| constant, looks at no input ") == true
        && rows.last?.contains("|     – |       10.0 |       – |      – |") == true)
    #expect(!text.contains("†"))
  }

  @Test("arms at or below it are marked, those above are not")
  func belowConstant() {
    var numbers = SampleReport.helping
    numbers.constant = 0.7124
    let text = text(numbers)
    #expect(text.line(with: "| student, sees").contains(") † |"))
    #expect(text.line(with: "| across").hasPrefix("| across † "))
    #expect(!text.line(with: "| distilled (").contains("†"))
    #expect(!text.line(with: "| constant").contains("†"))
    #expect(text.contains("† At or below `constant` in accuracy: `student` and `across`."))
  }

  @Test("of errors, those above the constant's are marked")
  func lowerIsBetter() {
    let evidence = SampleReport.evidence { report in
      for index in report.gains.indices { report.gains[index].comparison.metric = "log-loss" }
      for index in report.summaries.indices
      where report.summaries[index].section == "arm" && report.summaries[index].item == "log-loss"
        && report.summaries[index].label == "constant"
      {
        report.summaries[index].value = 0.83
      }
    }
    let text = text(evidence)
    #expect(text.contains("† At or below `constant` in log-loss: `student`"))
    #expect(!text.line(with: "| teacher, sees").contains("†"))
  }

  @Test("no sentence says that a student below the constant was helped")
  func neverHelps() {
    var numbers = SampleReport.uncredited
    numbers.constant = 0.9
    let report = SampleReport.report(pairs: [numbers])
    let markdown = Report(report).rendered.markdown
    let sentences = markdown.split(separator: "\n").filter { !$0.hasPrefix("|") }
    #expect(!sentences.contains { $0.contains(", helps") || $0.contains("The teacher helps") })
    #expect(markdown.contains(", and no better than a constant prediction. "))
  }

  @Test("both exported models are named with their seeds, and the form of the test")
  func mcnemar() {
    let text = text(SampleReport.helping)
    #expect(
      text.contains(
        "The exported distilled student (seed 3) against the exported student (seed 1), each the best "
          + "seed of its own arm on validation, row by row (McNemar's test, edwards): distilled right, "
          + "student wrong: 88; student right, distilled wrong: 61; p 0.033."))
  }

  @Test("a test by groups says so")
  func mcnemarOfGroups() {
    let evidence = SampleReport.evidence { report in
      for index in report.summaries.indices
      where report.summaries[index].section == "mcnemar" && report.summaries[index].label == "p" {
        report.summaries[index].text = "sign flip over groups"
      }
    }
    #expect(text(evidence).contains("(McNemar's test, sign flip over groups)"))
  }

  @Test("without validation rows every arm has one configuration, and no tuning is told")
  func unchosen() {
    let evidence = SampleReport.evidence { report in
      report.summaries.removeAll { $0.section == "tuning" }
      report.summaries.append(
        SummaryRecord(ordinal: 0, section: "design", item: "selection", label: "none"))
      report.summaries.append(.transferOverOwn)
    }
    let text = text(evidence)
    #expect(text.contains("without validation rows every arm has one configuration"))
    #expect(!text.contains("### Tuning"))
    #expect(
      LimitsSection(evidence).blocks.joined().contains(
        "the same six arms: the student, `class-mean`, `smoothed`, `across`, `within` and `self`"))
  }

  @Test("pairs with a verdict alone are not in the family that p is adjusted over")
  func family() {
    let evidence = SampleReport.evidence([SampleReport.helping, SampleReport.uncredited]) {
      $0.gains.removeAll { $0.teacher == "fourier" }
    }
    #expect(evidence.pairs.count == 2)
    #expect(!text(evidence).contains("adjusted for"))
  }
}
