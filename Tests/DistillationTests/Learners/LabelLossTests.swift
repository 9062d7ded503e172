import Glibc
import Plans
import Tensors
import Testing

@testable import Distillation

@Suite("The loss that stops a fit early") struct LabelLossTests {
  @Test("is the mean −log p of the rows' labels, in nats")
  func classes() {
    let task = LearningTask(
      target: .labels([0, 1, 1], classes: 2), train: [0], validation: [2, 1])
    let outputs = Tensor(rows: 2, columns: 2, values: [0, 0, 0, Float(Glibc.log(3.0))])
    // ½ for the first row, ¾ for the second.
    let expected = (Glibc.log(2.0) + Glibc.log(4.0 / 3)) / 2
    #expect(abs(LabelLoss(task: task, rows: [2, 1]).mean(outputs) - expected) < 1e-6)
  }

  @Test("of a network that is sure and wrong is large, and still a number")
  func sure() {
    let task = LearningTask(target: .labels([0], classes: 2), train: [], validation: [0])
    let outputs = Tensor(rows: 1, columns: 2, values: [0, 5_000])
    #expect(LabelLoss(task: task, rows: [0]).mean(outputs) == 5_000)
  }

  @Test("of real targets is in the units networks learn: variances of train rows")
  func values() {
    // Train rows 0 and 20: mean 10, standard deviation 10.
    let task = LearningTask(target: .values([0, 20, 40]), train: [0, 1], validation: [2])
    let outputs = Tensor(rows: 1, columns: 1, values: [1])
    #expect(LabelLoss(task: task, rows: [2]).mean(outputs) == 4)
  }
}
