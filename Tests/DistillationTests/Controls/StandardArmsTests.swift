import Distillation
import Records
import Testing

@Suite("The standard arms") struct StandardArmsTests {
  private let arms = Arm.standard(isClassification: true)

  @Test("stand in the order tables name them in, each once, with something to say")
  func order() {
    #expect(
      arms.map(\.word) == [
        "teacher", "student", "distilled", "fused", "class-mean", "smoothed", "within", "across",
        "self",
      ])
    #expect(arms.allSatisfy { !$0.learnsFrom.isEmpty && !$0.meaning.isEmpty })
    #expect(arms.allSatisfy { !$0.wording.label.isEmpty && $0.wording.advice.hasSuffix(".") })
  }

  @Test("have the parts a job asks for: one teacher, one distilled student, one student alone")
  func parts() {
    #expect(arms.teacher == .teacher && arms.distilled == .distilled && arms.baseline == .student)
    #expect(arms.filter { $0.kind == .teacher || $0.kind == .distilled }.count == 2)
    #expect(arms.landmarks == [.fused])
  }

  @Test("wait for a verdict where a teacher's rows, whole or disturbed, are learned from")
  func verdicts() {
    #expect(
      arms.filter(\.waitsForVerdict).map(\.word) == [
        "distilled", "class-mean", "within", "across", "self",
      ])
  }

  @Test("have an arm for every control, each a reference a claim has to beat")
  func controls() {
    for control in Control.ofTeacher(isClassification: true) {
      let arm = arms[word: control.arm.word]
      #expect(arm == control.arm && arm?.kind == .control && arm?.isReference == true)
    }
    #expect(arms.filter(\.isReference).count == 6)
    #expect(arms.filter { $0.expectation == .doesNotGain }.map(\.word) == ["across"])
  }

  @Test("are ordered by what is left of the teacher")
  func remaining() {
    #expect(
      (arms.yardsticks + arms.landmarks).fromLeastRemaining.map(\.word)
        == ["across", "within", "class-mean", "smoothed", "self", "fused"])
  }

  @Test("speak of deciles where the target is real, and are the same arms otherwise")
  func real() {
    let real = Arm.standard(isClassification: false)
    #expect(real.map(\.word) == arms.map(\.word) && real.map(\.kind) == arms.map(\.kind))
    #expect(real[word: "within"]?.learnsFrom.contains("each decile of the target") == true)
    #expect(arms[word: "within"]?.learnsFrom.contains("each class") == true)
    #expect(
      Set(zip(arms, real).filter { $0.0 != $0.1 }.map(\.0.word))
        == ["class-mean", "smoothed", "within"])
  }
}
