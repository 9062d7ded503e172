import Ledger
import Records
import Testing

@testable import Reports

@Suite("Verdict beside outcome") struct VerdictSectionTests {
  private func text(
    _ numbers: PairNumbers = SampleReport.helping, change: (inout JobReport) -> Void = { _ in }
  ) -> String {
    VerdictSection(SampleReport.evidence([numbers], change: change).pairs[0], explains: false)
      .blocks.joined(separator: "\n\n")
  }

  @Test("what happened has the gain, its interval and the outcome")
  func observed() {
    #expect(text().contains("What happened: a gain of +1.3 points (+0.4 to +2.3), helps. "))
  }

  @Test("a gain without an interval says so")
  func noInterval() {
    let text = text {
      $0.verdicts[0].observedLower = nil
      $0.verdicts[0].observedUpper = nil
    }
    #expect(text.contains("a gain of +1.3 points, without an interval, helps. "))
    #expect(!text.contains("(–)"))
  }

  @Test("an outcome below the constant is not told as help")
  func belowConstant() {
    var numbers = SampleReport.helping
    numbers.constant = 0.8
    #expect(text(numbers).contains("(+0.4 to +2.3), and no better than a constant prediction. "))
    #expect(!text(numbers).contains(", helps"))
  }

  @Test("a temperature at the end of its search is told as a bound")
  func temperature() {
    let text = text { $0.verdicts[0].decision.teacherTemperature = 19.99 }
    #expect(text.contains("its calibrated temperature is 20 or more (over-confident)"))
  }

  @Test(
    "right or wrong about gain and about transfer are told apart",
    arguments: [
      (true, true, "The verdict was right."), (false, false, "The verdict was wrong."),
      (true, false, "right about the gain, wrong about transfer"),
      (false, true, "wrong about the gain, right about transfer"),
    ])
  func agreement(_ gain: Bool, _ transfer: Bool, _ words: String) {
    #expect(
      text {
        $0.verdicts[0].agreed = gain
        $0.verdicts[0].agreedTransfer = transfer
      }.contains(words))
  }

  @Test("there is no section without a verdict")
  func none() {
    #expect(text { $0.verdicts = [] }.isEmpty)
  }
}
