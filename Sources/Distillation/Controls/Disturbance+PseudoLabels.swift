import Glibc
import Plans
import Specifications
import Tensors

extension Disturbance {
  /// What stands where a row has no label.
  public enum PseudoLabels: String, Sendable, Hashable, CaseIterable {
    /// The likeliest class.
    case hard
    /// Probabilities at temperature ½: softmax(2z).
    case soft
    /// The likeliest class, on the more confident half of the rows of each; the others are not looked at.
    case confident
    /// How often each class occurs among labels; of real targets their mean.
    case prior
  }

  /// Labels on rows that have one, and what a run says of the others made into labels.
  ///
  ///     q on rows with a label: onehot(y);  on the others by the form;  outputs t with softmax(t/T) = q
  ///
  /// Real targets: y, and on the other rows what the run says of them, whatever the form but `prior`.
  ///
  /// - Parameter temperature: T, at which the student's loss looks at them.
  public static func ownLabels(_ form: PseudoLabels, temperature: Double) -> Disturbance {
    Disturbance(["own labels": .text(form.rawValue), "temperature": .number(temperature)]) {
      products, study, _ in
      let task = study.task
      var result = products
      guard let outputs = products[outputs: .unlabelled] else { return result }
      let given = task.labels(of: task.train)
      guard task.isClassification else {
        for rows in [RowSet.Name.outOfFold, .inSample] { result[outputs: rows] = given }
        if form == .prior {
          result[outputs: .unlabelled] = .zeros(rows: outputs.rows, columns: outputs.columns)
        }
        return result
      }
      let known = logits(of: given.values.map(Double.init), like: given, temperature)
      for rows in [RowSet.Name.outOfFold, .inSample] { result[outputs: rows] = known }
      let labels = PseudoLabelling(outputs, prior: task.classShares)
      result[outputs: .unlabelled] = logits(
        of: labels.probabilities(form), like: outputs, temperature)
      result[weights: .unlabelled] = labels.weights(form)
      return result
    }
  }

  /// t = T·ln q, a probability of 0 as far below the others as keeps it 0 at every temperature.
  private static func logits(
    of q: [Double], like shape: Tensor, _ temperature: Double
  ) -> Tensor {
    Tensor(
      rows: shape.rows, columns: shape.columns,
      values: q.map { Float(temperature * Glibc.log(max($0, 1e-30))) })
  }
}

/// Outputs on rows without a label, made into labels.
private struct PseudoLabelling {
  /// At temperature 1 and ½, `[rows, classes]`, row after row.
  let plain: [Double]
  let sharp: [Double]
  let prior: [Double]
  /// The likeliest class of every row; ties go to the first.
  let predicted: [Int]

  private var classes: Int { prior.count }

  init(_ outputs: Tensor, prior: [Double]) {
    let plain = Softmax.probabilities(of: outputs)
    self.plain = plain
    sharp = Softmax.probabilities(of: outputs, temperature: 0.5)
    self.prior = prior
    predicted = (0..<outputs.rows).map { row in
      (0..<outputs.columns).reduce(0) {
        outputs[row, $1] > outputs[row, $0] ? $1 : $0
      }
    }
  }

  func probabilities(_ form: Disturbance.PseudoLabels) -> [Double] {
    switch form {
    case .soft: sharp
    case .prior: predicted.flatMap { _ in prior }
    case .hard, .confident:
      predicted.flatMap { label in (0..<classes).map { $0 == label ? 1 : 0 } }
    }
  }

  /// `[rows, 1]`; `nil` where all count alike.
  func weights(_ form: Disturbance.PseudoLabels) -> Tensor? {
    guard form == .confident else { return nil }
    var weights = [Float](repeating: 0, count: predicted.count)
    for label in 0..<classes {
      let rows = predicted.indices.filter { predicted[$0] == label }.sorted {
        (-confidence($0), $0) < (-confidence($1), $1)
      }
      for row in rows.prefix((rows.count + 1) / 2) { weights[row] = 1 }
    }
    return Tensor(rows: weights.count, columns: 1, values: weights)
  }

  private func confidence(_ row: Int) -> Double { plain[row * classes + predicted[row]] }
}

extension LearningTask {
  /// How often each class occurs among labels to learn from; empty for real targets.
  var classShares: [Double] {
    guard case .labels(let labels, let classes) = target else { return [] }
    var counts = [Double](repeating: 0, count: classes)
    for row in train { counts[labels[row]] += 1 }
    return counts.map { $0 / Double(max(train.count, 1)) }
  }
}
