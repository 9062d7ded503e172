import Gradients
import Tensors

/// What is minimised: dense per-row inputs (soft labels, teacher logits, …) and a loss over them.
public struct Objective: Sendable {
  public let inputs: [ObjectiveInput]
  /// Traced once per batch shape. Inside, `tape.input("labels")` gives the batch's rows of that
  /// input; the variable is the network's output.
  public let loss: @Sendable (Tape, Variable) -> Variable

  public init(
    inputs: [ObjectiveInput], loss: @Sendable @escaping (Tape, Variable) -> Variable
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
      loss: { tape in loss(tape, network(tape.input("features"))) })
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
