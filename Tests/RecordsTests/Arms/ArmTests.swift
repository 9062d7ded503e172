import Records
import Testing

@Suite("An arm") struct ArmTests {
  private func transfer(_ lower: Double?, _ upper: Double?) -> TransferRecord {
    TransferRecord(reference: "x", value: 0, lower: lower, upper: upper, pValue: nil)
  }

  @Test(
    "waits for a verdict where it learns from a teacher's rows, or from disturbed ones",
    arguments: Arm.Kind.allCases)
  func verdict(kind: Arm.Kind) {
    let arm = Arm("x", kind, learnsFrom: "labels", meaning: "which learns")
    #expect(arm.waitsForVerdict == [.distilled, .control].contains(kind))
  }

  @Test("is spoken of by its word and its clause where nothing else was written for it")
  func defaults() {
    let arm = Arm(
      "frozen-aligner", .control, learnsFrom: "labels", meaning: "whose aligner never moves")
    #expect(arm.wording.aside == "whose aligner never moves")
    #expect(arm.wording.label == "frozen-aligner")
    #expect(arm.wording.advice == "Tuning the student may be all that is needed.")
    #expect(arm.wording.sees == .unsaid && arm.expectation == .none && !arm.isReference)
  }

  @Test("is expected nothing of: then nothing is met or missed")
  func nothing() {
    #expect(Arm.Expectation.none.isMet(gain: 9, limit: 0, transfer: transfer(1, 2)) == nil)
  }

  @Test(
    "stays below the distilled student where the whole interval says so",
    arguments: [
      (0.01, 0.02, true), (-0.02, -0.01, false), (-0.01, 0.01, nil), (0, 0.01, nil),
    ] as [(Double, Double, Bool?)])
  func below(lower: Double, upper: Double, met: Bool?) {
    let transfer = transfer(lower, upper)
    #expect(Arm.Expectation.staysBelow.isMet(gain: 1, limit: 0, transfer: transfer) == met)
  }

  @Test("that must not gain has failed once it gains more than the limit, however far below it is")
  func gains() {
    let expectation = Arm.Expectation.doesNotGain
    #expect(expectation.isMet(gain: 0.006, limit: 0.005, transfer: transfer(0.01, 0.02)) == false)
    #expect(expectation.isMet(gain: 0.005, limit: 0.005, transfer: transfer(0.01, 0.02)) == true)
    #expect(expectation.isMet(gain: 0.005, limit: 0.005, transfer: transfer(-0.01, 0.02)) == nil)
    #expect(expectation.isMet(gain: -1, limit: 0.005, transfer: transfer(-0.2, -0.1)) == false)
  }

  @Test(
    "leaves open what has no number or no interval",
    arguments: [Arm.Expectation.doesNotGain, .staysBelow])
  func open(expectation: Arm.Expectation) {
    #expect(expectation.isMet(gain: nil, limit: 1, transfer: transfer(1, 2)) == nil)
    #expect(expectation.isMet(gain: 0, limit: 1, transfer: transfer(nil, nil)) == nil)
    #expect(expectation.isMet(gain: 0, limit: 1, transfer: nil) == nil)
  }
}
