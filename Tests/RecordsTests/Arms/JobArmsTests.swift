import Records
import Testing

@Suite("The arms of a job") struct JobArmsTests {
  private static func arm(
    _ word: String, _ kind: Arm.Kind, isReference: Bool = false, remains: Int = 2
  ) -> Arm {
    var arm = Arm(
      word, kind, learnsFrom: "labels", meaning: "which learns", isReference: isReference)
    arm.wording.remains = remains
    return arm
  }

  private let arms = [
    arm("expert", .teacher, remains: 5), arm("alone", .reference, isReference: true),
    arm("taught", .distilled), arm("both", .reference, remains: 4),
    arm("soft", .control, isReference: true), arm("smooth", .reference, isReference: true),
    arm("shuffled", .control, isReference: true, remains: 0), arm("bridge", .part),
  ]

  @Test("have the parts they play whatever their words are")
  func parts() {
    #expect(arms.teacher?.word == "expert")
    #expect(arms.distilled?.word == "taught")
    #expect(arms.baseline?.word == "alone")
    #expect(arms.yardsticks.map(\.word) == ["soft", "smooth", "shuffled"])
    #expect(arms.landmarks.map(\.word) == ["both"])
  }

  @Test("are found by their words, and stand behind all others where a job has none of that word")
  func words() {
    #expect(arms[word: "soft"]?.kind == .control)
    #expect(arms[word: "none"] == nil)
    #expect(arms.place(of: "both") == 3)
    #expect(arms.place(of: "none") == arms.count)
  }

  @Test("are ordered by what is left of a teacher, among equals as the job names them")
  func order() {
    #expect(arms.yardsticks.fromLeastRemaining.map(\.word) == ["shuffled", "soft", "smooth"])
    #expect(arms.yardsticks.fromMostRemaining.map(\.word) == ["soft", "smooth", "shuffled"])
  }

  @Test("of a job without any are none")
  func none() {
    let none: [Arm] = []
    #expect(none.baseline == nil && none.distilled == nil && none.teacher == nil)
    #expect(none.yardsticks.isEmpty && none.landmarks.isEmpty && none.place(of: "x") == 0)
  }

  @Test("have one record of control each: of the arm as a whole, not of a part of its method")
  func controls() {
    let controls = [
      ControlRecord(arm: "soft", part: "aligner", gain: 1), ControlRecord(arm: "soft", gain: 2),
    ]
    #expect(controls[arm: "soft"]?.gain == 2)
    #expect(controls[arm: "smooth"] == nil)
  }
}
