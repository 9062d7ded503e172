import Distillation
import Records
import Statistics
import Testing

@testable import Experiments

@Suite("The sentence on a pair") struct ConclusionTests {
  private static var facts: ConclusionFacts {
    var facts = ConclusionFacts(
      setting: "", pair: Pair(teacher: "scan", student: "photo"), metric: .accuracy)
    facts.units = 400
    let references: [Arm] = [.student, .smoothed, .across, .within, .classMean, .own]
    facts.meanings = references.reduce(into: [:]) { $0[$1.word] = $1.meaning }
    return facts
  }

  private func record(
    _ gain: Double, _ lower: Double?, _ upper: Double?, transfers: [(String, Double)] = [],
    claim: Bool = false, pAdjusted: Double = 0.001, reservations: [String] = [],
    means: (student: Double, distilled: Double) = (0.7, 0.75)
  ) -> ComparisonRecord {
    var record = ComparisonRecord(
      ordinal: 0, teacher: "scan", student: "photo", variant: "", method: "hinton", split: "test",
      metric: "accuracy", seeds: 5, rows: 400)
    record.gain = gain
    record.gainLower = lower
    record.gainUpper = upper
    record.outcome =
      Outcome(lower: lower ?? -.infinity, upper: upper ?? .infinity, flatMargin: 0.01).rawValue
    record.studentMean = means.student
    record.distilledMean = means.distilled
    record.transfers = transfers.map {
      TransferRecord(
        reference: $0.0, value: $0.1 + 0.01, lower: $0.1, upper: $0.1 + 0.02, pValue: 0.01)
    }
    record.transferReference = Claim.leastClear(record.transfers)?.reference
    record.transfer = Claim.leastClear(record.transfers)?.value
    record.claim = claim
    record.pAdjusted = pAdjusted
    record.reservations = reservations
    return record
  }

  private func text(_ record: ComparisonRecord?, _ facts: ConclusionFacts = Self.facts) -> String {
    Conclusion(record, facts: facts).text
  }

  @Test("says distil only where it is claimed, with what comes closest")
  func claimed() {
    let record = record(
      0.03, 0.02, 0.04, transfers: [("student", 0.02), ("within", 0.005)], claim: true)
    #expect(
      text(record)
        == "Distil: scan makes photo better by +3.0 points of accuracy (95 % interval +2.0 "
        + "to +4.0), and by +1.5 points more than what comes closest of the student and "
        + "all controls ('within').")
  }

  @Test(
    "calls what the same measurements bring self-distillation, where nothing else is against it")
  func sameMeasurements() {
    var same = Self.facts
    same.seesTheSame = true
    let beaten = [("student", 0.02), ("self", 0.005)]
    #expect(
      text(record(0.03, 0.02, 0.04, transfers: beaten, reservations: ["the same"]), same)
        .hasPrefix("Self-distillation helps"))
    #expect(
      text(
        record(0.03, 0.02, 0.04, transfers: beaten, reservations: ["cut short", "the same"]), same
      )
      .hasPrefix("Not claimed"))
  }

  @Test("names the control that is not beaten, a shuffled teacher too")
  func uncredited() {
    let shuffled = text(
      record(0.03, 0.02, 0.04, transfers: [("student", 0.02), ("across", -0.01)]))
    #expect(shuffled.hasPrefix("Tune the baseline"))
    #expect(shuffled.contains("'across', whose teacher rows are shuffled over all rows"))
  }

  @Test("credits no teacher with what the student's own outputs bring")
  func selfDistillation() {
    let sentence = text(
      record(0.03, 0.02, 0.04, transfers: [("student", 0.02), ("self", -0.004)]))
    #expect(sentence.hasPrefix("Tune the baseline"))
    #expect(sentence.contains("'self', which is taught by its own outputs, is not clearly worse"))
  }

  @Test("says of a selected cell without the teacher that it has no part, unless it helps or hurts")
  func untaught() {
    var facts = Self.facts
    facts.isTaught = false
    let inside = text(record(0.001, -0.005, 0.006), facts)
    #expect(inside.hasPrefix("Leave it: what validation chose leaves scan no part in photo"))
    #expect(text(record(-0.05, -0.06, -0.04), facts).hasPrefix("Do not distil"))
  }

  @Test("says what else stands against a claim")
  func obstacles() {
    let beaten = [("student", 0.02), ("across", 0.01)]
    #expect(
      text(record(0.03, 0.02, 0.04, transfers: beaten, pAdjusted: 0.155)).contains(
        "adjusted p 0.155"))
    #expect(
      text(record(0.03, 0.02, 0.04, transfers: beaten, reservations: ["fits were cut short"]))
        .hasPrefix("Not claimed"))
  }

  @Test("rules out what the upper bound rules out, and cannot tell only where both lie inside")
  func unclear() {
    let small = text(record(-0.007, -0.017, 0.002))
    #expect(small.hasPrefix("Leave it"))
    #expect(small.contains("which rules out a gain of more than 0.2 points."))
    var facts = Self.facts
    facts.decisive = .moreRows(units: 1_200)
    let wide = text(record(0.02, -0.01, 0.05), facts)
    #expect(wide.hasPrefix("Cannot tell whether scan helps photo"))
    #expect(wide.hasSuffix("About 1200 test rows would decide."))
    facts.decisive = .moreSeeds(seeds: 12)
    #expect(text(record(0.02, -0.01, 0.05), facts).hasSuffix("About 12 seeds would decide."))
    facts.decisive = .nothing
    #expect(text(record(0.0001, -0.03, 0.03), facts).contains("Nothing within reach would decide"))
  }

  @Test("gives no interval where one group was tested, and says so")
  func oneGroup() {
    var facts = Self.facts
    (facts.units, facts.unitsAreGroups) = (1, true)
    let sentence = text(record(0.03, nil, nil), facts)
    #expect(sentence.contains("all test rows are one group"))
    #expect(sentence.hasPrefix("Cannot tell"))
  }

  @Test("never says helps where the distilled student is below a constant prediction")
  func belowConstant() {
    var facts = Self.facts
    facts.constant = 0.8
    let sentence = text(
      record(
        0.05, 0.04, 0.06, transfers: [("student", 0.04)],
        reservations: ["the distilled student is no better than a constant prediction"]), facts)
    #expect(!sentence.contains("helps"))
    #expect(
      sentence.contains(
        "Neither student nor distilled student is better than a constant prediction "
          + "(80.0 %)"))
  }

  @Test("says where validation preferred a model that is worse on test rows")
  func misled() {
    var facts = Self.facts
    facts.recommended = "distilled"
    #expect(text(record(-0.05, -0.06, -0.04), facts).contains("and yet worse on test rows"))
    #expect(!text(record(0.001, -0.005, 0.006), facts).contains("and yet worse"))
  }

  @Test("names the exported model that is better on validation, and a disagreement of the parts")
  func remarks() {
    var facts = Self.facts
    facts.recommended = "student"
    facts.disagreement = "Validation and test disagree."
    let sentence = text(record(-0.05, -0.06, -0.04), facts)
    #expect(sentence.hasPrefix("Do not distil: scan makes photo worse"))
    #expect(sentence.contains("Validation and test disagree. Of the exported models the student"))
  }
}
