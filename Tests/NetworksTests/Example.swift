import Gradients
import Networks
import Randomness
import Tensors

/// A small seeded classification problem: normal features, labels from a noisy linear rule.
struct Example {
  let features: Tensor
  let classes: Int
  /// One-hot.
  let labels: Tensor

  init(rows: Int, columns: Int, classes: Int, key: UInt64 = 1, noise: Double = 1) {
    var stream = RandomStream(key: key)
    var features = Tensor.zeros(rows: rows, columns: columns)
    for index in features.values.indices { features.values[index] = Float(stream.normal()) }
    let rule = (0..<columns * classes).map { _ in stream.normal() }
    var labels = Tensor.zeros(rows: rows, columns: classes)
    for row in 0..<rows {
      let scores = (0..<classes).map { label in
        (0..<columns).reduce(noise * stream.normal()) { sum, column in
          sum + Double(features[row, column]) * rule[column * classes + label]
        }
      }
      labels[row, scores.indices.max { scores[$0] < scores[$1] } ?? 0] = 1
    }
    self.features = features
    self.labels = labels
    self.classes = classes
  }

  var rows: [Int] { Array(0..<features.rows) }

  var objective: Objective {
    Objective(inputs: [ObjectiveInput(name: "labels", values: labels)]) { tape, z in
      crossEntropy(z, targets: tape.input("labels"))
    }
  }

  func accuracy(_ outputs: Tensor) -> Double {
    let hits = (0..<outputs.rows).count { row in
      let best = (0..<classes).max { outputs[row, $0] < outputs[row, $1] } ?? 0
      return labels[row, best] == 1
    }
    return Double(hits) / Double(outputs.rows)
  }
}

extension TrainingSettings {
  static func example(
    epochs: Int = 10, batch: Int = 32,
    optimizer: Optimizer = .adamw(rate: 0.01), patience: Int? = nil, seed: Int = 1
  ) -> TrainingSettings {
    TrainingSettings(
      epochs: epochs, batch: batch, optimizer: optimizer, weightDecay: 0.01, patience: patience,
      seed: seed, role: .student)
  }
}
