import Gradients
import Tensors

/// What is minimised: dense per-row inputs (soft labels, teacher logits, …) and a loss over them.
public struct Objective: Sendable {
  public let inputs: [ObjectiveInput]
  /// Traced once per batch shape, on the network's outputs and the representation its head makes them of.
  /// Inside, `tape.input("labels")` gives the batch's rows of that input.
  let loss: @Sendable (Tape, _ outputs: Variable, _ representation: Variable) -> Variable

  /// A loss of the network's outputs.
  public init(
    inputs: [ObjectiveInput], loss: @Sendable @escaping (Tape, Variable) -> Variable
  ) {
    self.inputs = inputs
    self.loss = { tape, outputs, _ in loss(tape, outputs) }
  }

  /// A loss of the network's outputs and of its representation, the input of its last layer.
  public init(
    inputs: [ObjectiveInput],
    lossWithRepresentation loss:
      @Sendable @escaping (
        Tape, _ outputs: Variable, _ representation: Variable
      ) -> Variable
  ) {
    self.inputs = inputs
    self.loss = loss
  }

  /// One traced step: inputs are the features, then the objective's own.
  /// - Parameters:
  ///   - weight: of the loss, such as a part's share of its batch.
  ///   - accumulatesGradient: adds to the gradient that is there.
  func program(
    for network: Network, rows: Int, weight: Double = 1, accumulatesGradient: Bool = false
  ) -> Program {
    let shapes =
      [InputShape(name: "features", columns: network.inputs)]
      + inputs.map { InputShape(name: $0.name, columns: $0.values.columns) }
    return Program(
      rows: rows, parameterCount: network.parameterCount, inputs: shapes, weight: weight,
      accumulatesGradient: accumulatesGradient,
      loss: { tape in
        let (outputs, representation) = network.outputsAndRepresentation(tape.input("features"))
        return loss(tape, outputs, representation)
      })
  }
}

/// One named per-row input of a loss.
public struct ObjectiveInput: Sendable {
  public let name: String
  /// Row i belongs to the i-th training row. May lie in a mapped file.
  public let values: any FeatureSource

  public init(name: String, values: any FeatureSource) {
    self.name = name
    self.values = values
  }
}
