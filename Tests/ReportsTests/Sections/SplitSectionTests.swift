import Ledger
import Records
import Testing

@testable import Reports

@Suite("A report over draws of the split") struct SplitSectionTests {
  private let evidence = JobEvidence(RepeatedSplitReport.report)
  private let markdown = Report(RepeatedSplitReport.report).rendered.markdown

  @Test("the mean is the pair, the draws are rows of a table")
  func draws() {
    #expect(evidence.pairs.map(\.name.setting) == [""])
    let table = SplitSection(evidence).blocks.joined(separator: "\n")
    #expect(table.contains("A draw is not tested by itself."))
    #expect(table.line(with: "seed=1").contains("+1.5"))
    #expect(table.line(with: "seed=2").contains("+1.1"))
  }

  @Test("the mean has every reference and its claim")
  func transfers() {
    #expect(markdown.components(of: "| transfer: distilled − ") == 4)
    #expect(markdown.contains("**The teacher helps.**"))
    #expect(!markdown.contains("splits: 5"))
  }

  @Test("a predictor without inputs is an arm of the mean, too")
  func constant() {
    #expect(
      markdown.line(with: "| constant, looks at no input").contains("|     – |       10.0 |"))
  }

  @Test("no tuning is told of a mean over choices that may differ")
  func tuning() {
    #expect(!markdown.contains("### Tuning"))
  }

  @Test("folders of models are draws, each with its own recommendation")
  func models() {
    #expect(
      markdown.line(with: "models/setting-1/student-morphology").contains(
        "trained on labels alone, at data.split.seed=1. **Recommended** over the one distilled from "
          + "pixels"))
    #expect(!markdown.line(with: "models/setting-1/pixels-to").contains("Recommended"))
    #expect(
      markdown.line(with: "models/setting-2/pixels-to").contains(
        "distilled from pixels, at data.split.seed=2. **Recommended**"))
  }

  @Test("a warning of every draw stands once")
  func warnings() {
    #expect(markdown.components(of: "Validation rows are not like test rows.") == 1)
    #expect(
      markdown.contains("- Validation rows are not like test rows. (all 2 settings)\n"))
  }

  @Test("a job of one split has no such section")
  func single() {
    #expect(SplitSection(SampleReport.evidence()).blocks.isEmpty)
  }
}
