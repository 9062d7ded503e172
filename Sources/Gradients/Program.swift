import Tensors

/// A traced computation of one batch shape, planned into an arena: what is left of network and loss
/// when training runs.
///
///     arena:  parameters | gradient | inputs | activations, their gradients, scratch
///
/// Programs of one parameter count share the first two, so the short last batch is a second program
/// on the same arena; the rest of the arena belongs to whichever program runs.
public struct Program: Sendable {
  /// Rows of the batch.
  public let rows: Int
  /// The flat parameters, one row.
  public let parameters: Slot
  /// Their gradient; complete after every replay of a training program.
  public let gradient: Slot
  /// In the order they were declared.
  public let inputs: [Slot]
  /// Where a forward-only program leaves its result.
  public let output: Slot?
  /// First float the program does not use.
  public let end: Int
  let instructions: [Instruction]

  /// Traces a loss: replaying gives its value and leaves the gradient.
  public init(
    rows: Int, parameterCount: Int, inputs: [InputShape], loss trace: (Tape) -> Variable
  ) {
    self.init(
      rows: rows, parameterCount: parameterCount, inputs: inputs, isTraining: true, trace: trace)
  }

  /// Traces the forward pass of an evaluation: no dropout, no gradient.
  public init(
    rows: Int, parameterCount: Int, inputs: [InputShape], output trace: (Tape) -> Variable
  ) {
    self.init(
      rows: rows, parameterCount: parameterCount, inputs: inputs, isTraining: false, trace: trace)
  }

  private init(
    rows: Int, parameterCount: Int, inputs: [InputShape], isTraining: Bool,
    trace: (Tape) -> Variable
  ) {
    precondition(rows > 0, "a program over \(rows) rows")
    let tape = Tape(rows: rows, inputs: inputs, isTraining: isTraining)
    let root = trace(tape)
    precondition(
      root.isScalar == isTraining,
      isTraining
        ? "a loss must be a scalar, not \(root.shape)" : "an output must be a matrix, not a loss")
    var plan = Plan(tape: tape, root: root.node, parameterCount: parameterCount)
    plan.emitForward()
    if isTraining {
      plan.emitLosses()
      plan.emitBackward()
    }
    self.rows = rows
    parameters = plan.parameters
    gradient = plan.gradient
    self.inputs = inputs.indices.map { plan.value[$0] }
    output = isTraining ? nil : plan.value[root.node]
    end = plan.end
    instructions = plan.instructions
  }

  /// Runs the program once on what its input slots hold.
  /// - Returns: the loss; 0 for a forward-only program.
  @discardableResult
  public func replay(on arena: Arena, _ inputs: ReplayInputs = ReplayInputs()) -> Double {
    arena.replay(instructions, inputs)
  }
}
