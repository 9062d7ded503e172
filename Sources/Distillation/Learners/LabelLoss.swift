import Plans
import Tensors

/// Mean loss of outputs against the labels of fixed rows, in Double: cross-entropy in nats, or the
/// squared error of the standardised target.
struct LabelLoss: Sendable {
  private let labels: [Int]
  private let values: [Double]
  private let classes: Int

  init(task: LearningTask, rows: [Int]) {
    switch task.target {
    case .labels(let all, let classes):
      labels = rows.map { all[$0] }
      values = []
      self.classes = classes
    case .values(let all):
      let scale = TargetScale(fittedTo: task.train.map { all[$0] })
      labels = []
      values = rows.map { scale.standardised(all[$0]) }
      classes = 0
    }
  }

  /// - Parameter outputs: `[rows, outputs]`, in the order of the rows given at the start.
  func mean(_ outputs: Tensor) -> Double {
    var sum = 0.0
    if classes > 0 {
      let logarithms = Softmax.logarithms(of: outputs)
      for (row, label) in labels.enumerated() { sum -= logarithms[row * classes + label] }
    } else {
      for (row, value) in values.enumerated() {
        let error = Double(outputs.values[row]) - value
        sum += error * error
      }
    }
    return sum / Double(outputs.rows)
  }
}
