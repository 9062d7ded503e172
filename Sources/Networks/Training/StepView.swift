import Gradients

/// What a loss sees of one training step while it is traced.
public struct StepView {
  public let tape: Tape
  /// The network's: `[rows, outputs]`.
  public let outputs: Variable
  /// What the network's head makes the outputs of: `[rows, width]`.
  public let representation: Variable

  /// The input called `name`: `[rows, columns]`.
  public subscript(name: String) -> Variable { tape.input(name) }
}
