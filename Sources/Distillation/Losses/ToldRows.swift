import Networks
import Plans
import Tensors

/// What a student is told of the rows it learns from.
struct ToldRows: Sendable {
  static let labels = "labels"
  static let labelWeights = "label weights"
  static let teacherWeights = "teacher weights"

  /// `[rows, outputs]`, one-hot or standardised values.
  var labels: Tensor
  /// `[rows, 1]`; `nil` where every row has a label.
  var labelWeights: Tensor?
  /// What the loss reads of a teacher, one row each.
  var signals: [Signal: Tensor] = [:]
  /// `[rows, 1]`; `nil` where the teacher's word counts alike on all rows.
  var teacherWeights: Tensor?
  var isClassification: Bool

  init(
    labels: Tensor, labelWeights: Tensor? = nil, signals: [Signal: Tensor] = [:],
    teacherWeights: Tensor? = nil, isClassification: Bool
  ) {
    self.labels = labels
    self.labelWeights = labelWeights
    self.signals = signals
    self.teacherWeights = teacherWeights
    self.isClassification = isClassification
  }

  /// For the engine, those there are.
  var weights: [ObjectiveInput] {
    [(Self.labelWeights, labelWeights), (Self.teacherWeights, teacherWeights)].compactMap {
      name, values in values.map { ObjectiveInput(name: name, values: $0) }
    }
  }

  /// Weights at which the mean over a batch's rows is, over all batches, the mean over the rows that count.
  ///
  ///     wᵢ = N / Σⱼ cⱼ · cᵢ        c ≥ 0, one a row
  ///
  /// - Returns: `[rows, 1]`, all 0 where nothing counts; `nil` where all count alike.
  static func weights(counting counts: [Float]) -> Tensor? {
    guard let first = counts.first, counts.contains(where: { $0 != first }) || first == 0 else {
      return nil
    }
    let total = counts.reduce(0) { $0 + Double($1) }
    let scale = total > 0 ? Double(counts.count) / total : 0
    return Tensor(
      rows: counts.count, columns: 1, values: counts.map { Float(Double($0) * scale) })
  }
}
