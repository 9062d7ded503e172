/// One kernel call of a planned program: trivial data, so that replaying a list of them neither
/// allocates nor counts references.
///
/// Operands are slots of the arena the program is planned for. What `accumulates` adds to its
/// destination; otherwise the old contents do not matter, so nothing is ever zero-filled.
public enum Instruction: Sendable {
  case product(Product)
  case columnSums(ColumnSums)
  case activation(ActivationPass)
  case activationGradient(ActivationGradient)
  case dropout(Dropout)
  case multiplication(Multiplication)
  case scaling(Scaling)
  case crossEntropy(CrossEntropy)
  case squaredError(SquaredError)

  /// - Returns: its share of the replay's loss; 0 for all but losses.
  @inline(__always)
  func run(on arena: Arena, _ inputs: ReplayInputs) -> Double {
    switch self {
    case .product(let product): product.run(on: arena)
    case .columnSums(let sums): sums.run(on: arena)
    case .activation(let pass): pass.run(on: arena)
    case .activationGradient(let gradient): gradient.run(on: arena)
    case .dropout(let dropout): dropout.run(on: arena, inputs)
    case .multiplication(let multiplication): multiplication.run(on: arena)
    case .scaling(let scaling): scaling.run(on: arena)
    case .crossEntropy(let loss): return loss.run(on: arena)
    case .squaredError(let loss): return loss.run(on: arena)
    }
    return 0
  }
}

/// What differs from one replay of a program to the next.
public struct ReplayInputs: Sendable {
  /// Names the dropout masks together with the key.
  public var step: Int
  /// Key of the dropout stream.
  public var dropoutKey: UInt64

  public init(step: Int = 0, dropoutKey: UInt64 = 0) {
    self.step = step
    self.dropoutKey = dropoutKey
  }
}

extension Arena {
  /// Replays `instructions` in order.
  ///
  /// - Returns: the loss, the sum of all loss instructions; 0 where there are none.
  @discardableResult
  public func replay(_ instructions: [Instruction], _ inputs: ReplayInputs) -> Double {
    var loss = 0.0
    instructions.withUnsafeBufferPointer { instructions in
      for index in instructions.indices { loss += instructions[index].run(on: self, inputs) }
    }
    return loss
  }
}
