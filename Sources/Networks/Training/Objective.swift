import Gradients
import Tensors

/// What is minimised: dense per-row inputs (soft labels, teacher logits, …) and a loss over them.
public struct Objective: Sendable {
  public let inputs: [ObjectiveInput]
  /// Traced once per batch shape. Inside, `tape.input("labels")` gives the batch's rows of that
  /// input; the variables are the network's outputs and its representation.
  public let loss: @Sendable (Tape, Variable, Variable) -> Variable

  /// - Parameter loss: of the tape and the network's outputs.
  public init(
    inputs: [ObjectiveInput], loss: @Sendable @escaping (Tape, Variable) -> Variable
  ) {
    self.init(inputs: inputs) { tape, outputs, _ in loss(tape, outputs) }
  }

  /// - Parameter loss: of the tape, the network's outputs and its representation, what the head makes
  ///   the outputs of.
  public init(
    inputs: [ObjectiveInput], loss: @Sendable @escaping (Tape, Variable, Variable) -> Variable
  ) {
    self.inputs = inputs
    self.loss = loss
  }

  /// One traced step: inputs are the features, then the objective's own.
  func program(for network: Network, rows: Int) -> Program {
    let shapes =
      [InputShape(name: "features", columns: network.inputs)]
      + inputs.map { InputShape(name: $0.name, columns: $0.values.columns) }
    return Program(
      rows: rows, parameterCount: network.parameterCount, inputs: shapes,
      loss: { tape in
        let (outputs, representation) = network.outputsAndRepresentation(tape.input("features"))
        return loss(tape, outputs, representation)
      })
  }
}

/// One named per-row input of a loss.
public struct ObjectiveInput: Sendable {
  public let name: String
  /// Row i belongs to the i-th training row.
  public let values: Tensor

  public init(name: String, values: Tensor) {
    self.name = name
    self.values = values
  }
}
