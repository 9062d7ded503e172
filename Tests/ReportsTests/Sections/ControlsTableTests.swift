import Records
import Testing

@testable import Reports

@Suite("Controls") struct ControlsTableTests {
  private func row(_ control: String, _ pair: PairEvidence) -> String {
    ControlsTable(pair).blocks.joined(separator: "\n").line(with: "| `\(control)`")
  }

  @Test("a control that is beaten with the whole interval did what it should")
  func beaten() {
    let pair = SampleReport.pair()
    #expect(row("class-mean", pair).contains("| yes, by 0.9 points (+0.2 to +1.7) |"))
    #expect(row("across", pair).contains("| yes, by 1.6 points (+0.8 to +2.3) |"))
  }

  @Test("a mean above the control's is not enough")
  func unclear() {
    let pair = SampleReport.pair(SampleReport.uncredited)
    #expect(row("smoothed", pair).contains("| not clearly: by 0.2 points (−0.5 to +0.8) "))
    #expect(row("across", pair).contains("| yes, by 0.8 points (+0.1 to +1.5) "))
  }

  @Test("a control that does as well or better did not")
  func failed() {
    var numbers = SampleReport.helping
    numbers.within = 0.0148
    numbers.classMean = 0.0134
    let pair = SampleReport.pair(numbers)
    #expect(row("within", pair).contains("| **no**: distilled − control is −0.1 (−0.9 to +0.6) "))
    #expect(
      row("class-mean", pair).contains("| **no**: distilled − control is 0.0 (−0.8 to +0.8) "))
  }

  @Test("`across` must not gain either, even where it is beaten")
  func across() {
    var numbers = SampleReport.helping
    numbers.across = 0.0052
    #expect(
      row("across", SampleReport.pair(numbers)).contains(
        "yes, by 0.8 points (+0.1 to +1.6); but **it gains**: shrinkage, or something leaks"))
    numbers.across = 0.0049
    #expect(!row("across", SampleReport.pair(numbers)).contains("it gains"))
  }

  @Test("the judgement is the claim's: yes exactly where the reference is beaten")
  func agreement() {
    for numbers in [SampleReport.helping, SampleReport.uncredited] {
      let pair = SampleReport.pair(numbers)
      for transfer in pair.transfers where transfer.reference != "student" {
        #expect(row(transfer.reference, pair).contains("| yes, by") == transfer.isBeaten)
      }
    }
  }

  @Test("jobs sealed before every reference was tested have means, and say so")
  func untested() {
    let pair = SampleReport.pair(
      summaries: { $0.removeAll { $0.section == "transfer" } })
    #expect(row("class-mean", pair).contains("| yes, by 0.9 points (+0.2 to +1.7) "))
    #expect(row("within", pair).contains("| not clearly: by 1.0 points (no interval) "))
  }

  @Test("a control without a number has the reason")
  func missing() {
    let pair = SampleReport.pair { $0.controls[3].gain = nil }
    #expect(row("within", pair).contains("not run for this variant"))
  }
}
