import Gradients

/// What a loss, or a head of its own, sees of one step while it is traced.
public struct StepView {
  public let tape: Tape
  /// The network's: `[rows, outputs]`.
  public let outputs: Variable
  /// What the network's head makes the outputs of: `[rows, width]`.
  public let representation: Variable
  /// Layers on the way there, the first first, where the network's body offers them: of a perceptron its
  /// hidden layers, `[rows, width]`, of a text or multimodal transformer its blocks,
  /// `[rows · tokens, width]`. Empty for other bodies.
  public let hidden: [Variable]

  /// Traces the network on `features`.
  init(_ network: Network, on tape: Tape, features: Variable) {
    let before = tape.taps.count
    (outputs, representation) = network.outputsAndRepresentation(features)
    hidden = Array(tape.taps.dropFirst(before))
    self.tape = tape
  }

  /// The input called `name`: `[rows, columns]`.
  public subscript(name: String) -> Variable { tape.input(name) }
}
