import Tensors

extension LearningTask {
  /// What a network is asked to put out for the given rows, `[rows, outputs]`.
  ///
  /// Classes: p = (1 − s)·onehot(y) + s/C (label smoothing, Szegedy et al. 2016).
  /// Real targets: the standardised value shrunk towards the train mean, (1 − s)·y. Rows without a label get numbers
  /// that mean nothing.
  public func labels(of rows: [Int], smoothing: Double = 0) -> Tensor {
    var tensor = Tensor.zeros(rows: rows.count, columns: outputs)
    switch target {
    case .labels(let labels, let classes):
      let floor = Float(smoothing / Double(classes))
      let peak = Float(1 - smoothing)
      for (index, row) in rows.enumerated() {
        for column in 0..<classes {
          tensor[index, column] = floor + (column == labels[row] ? peak : 0)
        }
      }
    case .values(let values):
      let scale = TargetScale(fittedTo: train.map { values[$0] })
      for (index, row) in rows.enumerated() {
        let y = values[row].isNaN ? 0 : scale.standardised(values[row])
        tensor[index, 0] = Float((1 - smoothing) * y)
      }
    }
    return tensor
  }
}
