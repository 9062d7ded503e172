import Records
import Testing

@testable import Reports

@Suite("What a comparison says") struct GainWordingTests {
  private func sentence(_ pair: PairEvidence) throws -> String {
    GainWording(pair, try #require(pair.selected), try #require(pair.format)).sentence
  }

  private func sentence(
    _ numbers: PairNumbers = SampleReport.helping,
    _ change: (inout ComparisonRecord) -> Void
  ) throws -> String {
    try sentence(SampleReport.pair(numbers, change, summaries: { _ in }))
  }

  @Test("a claim: every control is beaten, and nothing is held against it")
  func claimed() throws {
    #expect(
      try sentence { _ in }
        == "**The teacher helps.** The distilled student beats the student alone and every control with "
        + "the whole interval, and nothing is held against it.")
  }

  @Test("no credit: every control that is not beaten has its name, those that are have not")
  func uncredited() throws {
    let text = try sentence(SampleReport.uncredited) { _ in }
    #expect(text.hasPrefix("**Better, but the teacher gets no credit.**"))
    #expect(
      text.contains(
        "not shown to beat `class-mean` (one target a class), `smoothed` (no teacher) and `within`")
    )
    #expect(!text.contains("`across`"))
  }

  @Test(
    "a shuffled teacher that does as well vetoes by itself",
    arguments: [
      ("across", "`across` (teacher rows shuffled over all rows). It may be shrinkage"),
      ("within", "`within` (teacher rows shuffled inside each class). It may be what labels tell"),
    ])
  func shuffled(_ control: String, _ words: String) throws {
    var pair = SampleReport.helping
    if control == "across" { pair.across = 0.0134 } else { pair.within = 0.0134 }
    let text = try sentence(pair) {
      $0.claim = false
      $0.transferReference = control
    }
    #expect(text.contains("not shown to beat " + words))
  }

  @Test(
    "what the gain may be instead goes by the control that is beaten least clearly",
    arguments: [
      ("class-mean", "Soft class labels may be all that is needed."),
      ("smoothed", "Tuning the student's label smoothing may be all that is needed."),
      ("within", "It may be what labels tell, and nothing of single rows."),
    ])
  func advice(_ reference: String, _ words: String) throws {
    let text = try sentence(SampleReport.uncredited) { $0.transferReference = reference }
    #expect(text.hasSuffix(words))
  }

  @Test("an adjusted p above 0.05 is chance among the pairs, at 0.05 it is not")
  func adjusted() throws {
    func text(_ p: Double) throws -> String {
      try sentence {
        $0.claim = false
        $0.pAdjusted = p
      }
    }
    #expect(try text(0.12).contains("within chance (adjusted p 0.120)"))
    #expect(try !text(0.05).contains("chance"))
  }

  @Test("a reservation withholds the claim, whatever the intervals say")
  func reservation() throws {
    var pair = SampleReport.helping
    pair.reservations = ["3 of 10 fits of the arm 'student' were still improving"]
    let text = try sentence(pair) { $0.claim = false }
    #expect(text.hasPrefix("**Better, but not claimed.** Every control is beaten; what is held"))
  }

  @Test("nobody is helped by a student that is no better than a constant")
  func belowConstant() throws {
    var pair = SampleReport.helping
    pair.constant = 0.74
    let text = try sentence(pair) { $0.claim = false }
    #expect(text.hasPrefix("**Better than the student alone, and no better than a constant.**"))
    #expect(text.contains("reaches 74.0"))
    #expect(!text.contains("helps"))
    pair.constant = 0.72
    #expect(try sentence(pair) { _ in }.contains("helps"))
  }

  @Test("an open interval that reaches no useful gain rules one out; one that does cannot tell")
  func unclear() throws {
    func text(_ lower: Double, _ upper: Double) throws -> String {
      try sentence {
        ($0.gainLower, $0.gainUpper) = (lower, upper)
        ($0.outcome, $0.claim) = ("unclear", false)
      }
    }
    #expect(
      try text(-0.017, 0.002)
        == "**Nothing worth having.** The interval rules out a gain of more than 0.2 points.")
    #expect(try text(-0.017, 0.01).contains("rules out a gain of more than 1.0 points"))
    #expect(try text(-0.017, 0.0101).hasPrefix("**Cannot tell.**"))
    // What would decide is said once, in the conclusion, and from numbers.
    #expect(try !text(-0.017, 0.03).contains("more test rows"))
  }

  @Test(
    "without an interval nothing can be told, and the reason is named",
    arguments: [
      (1, "all test rows are one group"), (1600, "the test rows vary too little for one"),
    ])
  func noInterval(_ units: Int, _ reason: String) throws {
    let pair = SampleReport.pair(
      SampleReport.helping,
      {
        ($0.gainLower, $0.gainUpper, $0.outcome) = (nil, nil, "unclear")
        $0.claim = false
      }, summaries: { Self.setTestUnits(of: &$0, to: units) })
    #expect(try sentence(pair).contains("There is no interval, because \(reason):"))
  }

  private static func setTestUnits(of records: inout [SummaryRecord], to units: Int) {
    for index in records.indices where records[index].section == "power" {
      records[index].count = units
    }
  }

  @Test("one test row is a row, not a group")
  func oneRow() throws {
    let pair = SampleReport.pair(
      SampleReport.helping, { ($0.gainLower, $0.gainUpper, $0.rows) = (nil, nil, 1) },
      summaries: { Self.setTestUnits(of: &$0, to: 1) })
    #expect(try sentence(pair).contains("because there is one test row:"))
  }

  @Test("harm and no difference look at the gain alone")
  func others() throws {
    #expect(try sentence { $0.outcome = "hurts" }.hasPrefix("**The teacher hurts.**"))
    #expect(try sentence { $0.outcome = "flat" }.contains("lies within ±1 point."))
    #expect(try sentence { $0.gain = nil }.hasPrefix("**No comparison.** At least one arm"))
  }
}
