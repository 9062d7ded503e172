import Records
import Testing

@testable import Reports

@Suite("Gain and transfer") struct GainSectionTests {
  private func text(
    _ pair: PairEvidence, family: Int = 1, isOverDraws: Bool = false
  ) throws -> String {
    try #require(GainSection(pair, family: family, isOverDraws: isOverDraws)).blocks
      .joined(separator: "\n\n")
  }

  @Test("the table has every reference with its interval and p")
  func references() throws {
    let text = try text(SampleReport.pair())
    let rows = text.split(separator: "\n").filter { $0.contains("distilled − ") }
    #expect(rows.count == 5)
    #expect(text.line(with: "− across").contains("+1.6 |  +0.8 to +2.3 |"))
    #expect(text.line(with: "− smoothed").hasSuffix("|   0.003 |"))
    // The student's transfer is the gain.
    #expect(text.components(of: "distilled − student") == 1)
  }

  @Test(
    "the least clear one is marked, once, also where it is the student",
    arguments: ["student", "class-mean", "smoothed", "across", "within"])
  func leastClear(_ reference: String) throws {
    let text = try text(SampleReport.pair { $0.transferReference = reference })
    #expect(text.components(of: "(least clear)") == 1)
    #expect(text.line(with: "(least clear)").contains("− \(reference) (least clear)"))
  }

  @Test("a reference of which no run finished is a dash, and stays in the table")
  func diverged() throws {
    let pair = SampleReport.pair(summaries: { records in
      for index in records.indices where records[index].label == "within" {
        (records[index].value, records[index].lower, records[index].upper) = (nil, nil, nil)
        records[index].extra = nil
      }
    })
    #expect(
      try text(pair).line(with: "− within").hasSuffix(
        "|        – |             – |         |        |       – |"))
  }

  @Test("the p of the claim is printed, with its adjusted value where pairs are tested together")
  func probability() throws {
    let one = try text(SampleReport.pair())
    #expect(one.contains("The p of the claim, the largest over all references, is 0.017."))
    #expect(!one.contains("Benjamini"))
    let two = try text(SampleReport.pair(), family: 2)
    #expect(
      two.contains(
        "is 0.017; adjusted for the 2 pairs of this job (Benjamini–Hochberg) it is 0.033."))
    #expect(
      try !text(SampleReport.pair { $0.claimPValue = nil }, family: 2).contains("p of the claim"))
  }

  @Test(
    "seeds that change nothing, but for rounding, are said", arguments: [0, 1e-12, 3e-10])
  func deterministic(_ error: Double) throws {
    let text = try text(SampleReport.pair { $0.seSeeds = error })
    #expect(
      text.contains("Other seeds give the same student (a deterministic fit); `splits: 5` would"))
    // The p-value comes from the rows, and stands.
    #expect(text.line(with: "gain: distilled").hasSuffix("|   0.005 |"))
  }

  @Test("seeds that change little are not called deterministic", arguments: [1e-6, 0.0021])
  func seeds(_ error: Double) throws {
    #expect(try !text(SampleReport.pair { $0.seSeeds = error }).contains("Other seeds"))
  }

  @Test("means over draws of the split advise no splits")
  func draws() throws {
    let pair = SampleReport.pair { $0.seSeeds = 0 }
    #expect(try !text(pair, isOverDraws: true).contains("splits"))
    #expect(
      try !text(SampleReport.pair { $0.seeds = 1 }, isOverDraws: true).contains("With one seed"))
  }

  @Test("one seed says what its interval covers")
  func oneSeed() throws {
    #expect(
      try text(SampleReport.pair { $0.seeds = 1 }).contains(
        "With one seed nothing is known about the spread over seeds"))
  }

  @Test("reservations are listed; without any there is no list")
  func reservations() throws {
    var numbers = SampleReport.helping
    numbers.reservations = ["fits ended at training.epochs", "test rows are of another mixture"]
    let text = try text(SampleReport.pair(numbers))
    #expect(text.contains("Held against a claim, whatever the intervals say:"))
    #expect(
      text.contains("\n- fits ended at training.epochs.\n- test rows are of another mixture."))
    #expect(try !self.text(SampleReport.pair()).contains("Held against"))
  }

  @Test("there is no section without a selected variant")
  func unselected() {
    let pair = SampleReport.pair { $0.selected = false }
    #expect(GainSection(pair, family: 1, isOverDraws: false) == nil)
  }
}
