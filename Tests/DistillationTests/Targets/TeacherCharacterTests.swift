import Glibc
import Tensors
import Testing

@testable import Distillation

@Suite("A teacher's calibration") struct TeacherCalibrationTests {
  @Test("averages accuracy, log-loss, top probability and entropy over rows, each as it is defined")
  func written() {
    // Probabilities (¾, ¼) and (½, ½); the label of the first row is its smaller class.
    let logits = Tensor(rows: 2, columns: 2, values: [Float(Glibc.log(3.0)), 0, 0, 0])
    let found = TeacherCharacter(logits: logits, labels: [1, 0])
    #expect(found.accuracy == 0.5)
    #expect(abs(found.logLoss - (Glibc.log(4.0) + Glibc.log(2.0)) / 2) < 1e-6)
    #expect(abs(found.meanTopProbability - 0.625) < 1e-6)
    let entropy = Written.crossEntropy([0.75, 0.25], [0.75, 0.25])
    #expect(abs(found.entropy - (entropy + Glibc.log(2.0)) / 2) < 1e-6)
  }

  @Test("counts a tie for its first class, as every other score does")
  func tie() {
    let logits = Tensor(rows: 1, columns: 3, values: [1, 4, 4])
    #expect(TeacherCharacter(logits: logits, labels: [1]).accuracy == 1)
    #expect(TeacherCharacter(logits: logits, labels: [2]).accuracy == 0)
  }

  @Test("ends at a bound of its search for a teacher that is always wrong, or always right")
  func bounds() {
    let logits = Tensor(rows: 2, columns: 2, values: [3, 0, 0, 3])
    let wrong = TeacherCharacter.calibratedTemperature(logits: logits, labels: [1, 0])
    let right = TeacherCharacter.calibratedTemperature(logits: logits, labels: [0, 1])
    #expect(abs(wrong - 20) < 0.01)
    #expect(abs(right - 0.05) < 1e-4)
  }

  @Test("finds the temperature at which sureness is how often it is right", arguments: [0.5, 1, 6])
  func stationary(_ factor: Double) {
    // Right on three rows of four, sure by the odds 3 to 1 once the factor is taken off.
    let margin = Float(factor * Glibc.log(3.0))
    let logits = Tensor(rows: 4, columns: 2, values: (0..<4).flatMap { _ in [margin, 0] })
    let found = TeacherCharacter.calibratedTemperature(logits: logits, labels: [0, 0, 0, 1])
    #expect(abs(found / factor - 1) < 1e-3)
  }
}
