import Information
import Plans
import Randomness
import Tensors
import Testing

@testable import Distillation

@Suite("The rows a verdict may use") struct HeldOutOutputsTests {
  /// 160 train rows, 40 to validate, 100 to test.
  static let task = LearningTask(
    target: .labels((0..<300).map { $0 % 2 }, classes: 2), train: Array(0..<160),
    validation: Array(160..<200))

  /// Logits of 200 rows: the label, something both may share, and noise of their own.
  private func outputs(shared: Double, noise: Int) -> HeldOutOutputs {
    var common = RandomStream(key: 7)
    var own = RandomStream(key: UInt64(noise))
    let values = (0..<200).flatMap { row in
      let margin =
        Double(row % 2) + shared * common.normal() + (2 - shared) * own.normal()
      return [0, Float(margin)]
    }
    return HeldOutOutputs(
      train: Tensor(rows: 160, columns: 2, values: Array(values[..<320])),
      validation: Tensor(rows: 40, columns: 2, values: Array(values[320...])))
  }

  @Test("are train rows out of fold and then validation rows, or train rows alone")
  func rows() {
    let train = Tensor(rows: 2, columns: 1, values: [1, 2])
    let validation = Tensor(rows: 1, columns: 1, values: [3])
    #expect(HeldOutOutputs(train: train, validation: validation).outputs.values == [1, 2, 3])
    #expect(HeldOutOutputs(train: train, validation: nil).outputs == train)
  }

  @Test("never hold a test row: its label changes no estimate")
  func testRows() throws {
    let (teacher, student) = (outputs(shared: 1.8, noise: 1), outputs(shared: 1.8, noise: 2))
    let found = try Self.task.complementarity(teacher: teacher, student: student, seed: 0)
    #expect(found.rows == 200)
    var other = Self.task
    other.target = .labels((0..<300).map { $0 < 200 ? $0 % 2 : 0 }, classes: 2)
    #expect(
      try other.complementarity(teacher: teacher, student: student, seed: 0) == found)
  }

  @Test("keep each row's outputs beside its label: what is shared is seen, and what is not")
  func aligned() throws {
    let student = outputs(shared: 1.8, noise: 2)
    let sharing = try Self.task.complementarity(
      teacher: outputs(shared: 1.8, noise: 1), student: student, seed: 0)
    let apart = try Self.task.complementarity(
      teacher: outputs(shared: 0, noise: 1), student: student, seed: 0)
    #expect(sharing.delta > 2 * sharing.standardErrorOfDelta)
    #expect(apart.delta < sharing.delta)
    #expect(apart.iStudentLabel == sharing.iStudentLabel)
  }

  @Test("are estimated all the same where a verdict is forbidden, with the reason kept")
  func reservation() throws {
    let student = outputs(shared: 1.8, noise: 2)
    let found = try Self.task.complementarity(
      teacher: student, student: student, seed: 0, reservation: .sameModality)
    #expect(found.reservation == .sameModality)
    #expect(found.iTeacherStudent > found.iStudentLabel)
  }
}
