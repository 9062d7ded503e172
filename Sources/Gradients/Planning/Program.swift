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
  /// Their gradient, complete after every replay of a training program, but undefined for parameters that
  /// do not move; empty for an evaluation, which uses its place for itself.
  public let gradient: Slot
  /// In the order they were declared.
  public let inputs: [Slot]
  /// Where a forward-only program leaves its result.
  public let output: Slot?
  /// First float the program does not use.
  public let end: Int
  let instructions: [Instruction]

  /// Floats of everything but the parameters and their gradient.
  public var ownCount: Int { end - gradient.end }

  /// Whether what is computed of a row depends on other rows of the batch, so that a batch cannot be
  /// worked on in parts. Inputs of fixed rows couple none by being read.
  public let couplesRows: Bool

  /// Traces a loss: replaying gives its value and leaves the gradient.
  /// - Parameters:
  ///   - moving: the parameters the gradient is wanted of, whole slices; `nil` for all. The others are
  ///     constants: nothing is computed for their sake alone, and running statistics among them stay.
  ///   - weight: of the loss, such as a part's share of its batch.
  ///   - accumulatesGradient: adds to the gradient that is there instead of replacing it.
  public init(
    rows: Int, parameterCount: Int, moving: Range<Int>? = nil, inputs: [InputShape],
    weight: Double = 1, accumulatesGradient: Bool = false, loss trace: (Tape) -> Variable
  ) {
    self.init(
      rows: rows, parameterCount: parameterCount, moving: moving, inputs: inputs, isTraining: true,
      weight: weight, accumulatesGradient: accumulatesGradient, trace: trace)
  }

  /// Traces the forward pass of an evaluation: no dropout, no gradient.
  public init(
    rows: Int, parameterCount: Int, inputs: [InputShape], output trace: (Tape) -> Variable
  ) {
    self.init(
      rows: rows, parameterCount: parameterCount, moving: nil, inputs: inputs, isTraining: false,
      weight: 1,
      accumulatesGradient: false, trace: trace)
  }

  private init(
    rows: Int, parameterCount: Int, moving: Range<Int>?, inputs: [InputShape], isTraining: Bool,
    weight: Double, accumulatesGradient: Bool, trace: (Tape) -> Variable
  ) {
    precondition(rows > 0, "a program over \(rows) rows")
    let tape = Tape(rows: rows, inputs: inputs, isTraining: isTraining, moving: moving)
    let root = trace(tape)
    precondition(
      root.isScalar == isTraining,
      isTraining
        ? "a loss must be a scalar, not \(root.shape)" : "an output must be a matrix, not a loss")
    parameters = Slot(offset: 0, rows: 1, columns: parameterCount)
    gradient = Slot(
      offset: Slot.aligned(parameterCount), rows: 1, columns: isTraining ? parameterCount : 0)
    var plan = Plan(
      tape: tape, root: root.node, parameters: parameters, gradient: gradient,
      accumulatesGradient: accumulatesGradient)
    plan.emitForward()
    if isTraining {
      plan.emitLosses(weight: weight)
      plan.emitBackward()
    }
    couplesRows = tape.couplesRows
    self.rows = rows
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
