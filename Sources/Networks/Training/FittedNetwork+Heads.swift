import Gradients
import Randomness
import Tensors

extension FittedNetwork {
  /// The outputs of a head that the loss brought and training fitted, without dropout:
  /// `[rows.count, columns]`.
  /// - Parameters:
  ///   - name: among the heads of `objective`.
  ///   - objective: that the network was fitted with; its own inputs are not read.
  ///   - inputs: what the head reads beside the features: matrices whose row i belongs to `rows[i]`, and
  ///     constant ones, such as texts of other classes than in training.
  ///   - rows: which rows of `features`, in the order wanted.
  public func outputs(
    ofHead name: String, of objective: Objective, inputs: [ObjectiveInput] = [],
    features: any FeatureSource, rows: [Int]
  ) -> Tensor {
    let bound = objective.bound(to: network)
    precondition(
      parameters.count + parts.count == bound.layout.count,
      "\(parts.count) parameters of parts for an objective of \(bound.range(.parts).count)")
    let program = bound.evaluation(ofHead: name, inputs: inputs)
    guard let output = program.output, output.rows == program.rows else {
      preconditionFailure("the head \"\(name)\" has no row for every row of the batch")
    }
    let arena = Arena(count: program.end)
    arena.write(parameters + parts, to: program.parameters)
    // Nothing of an evaluation should be drawn; what is, is drawn alike every time.
    let source = BatchSource(
      features: features, rows: rows, inputs: inputs, noise: RandomStream(key: 0))
    let order = (0..<rows.count).map(Int32.init)
    var values: [Float] = []
    values.reserveCapacity(rows.count * output.columns)
    for start in stride(from: 0, to: rows.count, by: program.rows) {
      let range = start..<min(start + program.rows, rows.count)
      source.fill(program.inputs, of: arena, order: order, range: range)
      program.replay(on: arena)
      arena.append(output, rows: range.count, to: &values)
    }
    return Tensor(rows: rows.count, columns: output.columns, values: values)
  }
}
