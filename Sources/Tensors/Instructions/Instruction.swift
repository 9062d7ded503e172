/// One kernel call of a planned program: trivial data, so that replaying a list of them neither
/// allocates nor counts references.
///
/// Operands are slots of the arena the program is planned for. What `accumulates` adds to its
/// destination; otherwise the old contents do not matter, so that hardly anything is zero-filled.
public enum Instruction: Sendable {
  case product(Product)
  case columnSums(ColumnSums)
  case columnCopy(ColumnCopy)
  case repeatedAddition(RepeatedAddition)
  case repeatedAdditionGradient(RepeatedAdditionGradient)
  case activation(ActivationPass)
  case activationGradient(ActivationGradient)
  case layerGradient(LayerGradient)
  case softmax(SoftmaxPass)
  case softmaxGradient(SoftmaxGradient)
  case dropout(Dropout)
  case multiplication(Multiplication)
  case division(Division)
  case divisorGradient(DivisorGradient)
  case element(ElementPass)
  case elementGradient(ElementGradient)
  case scaling(Scaling)
  case filling(Filling)
  case layerNormalisation(LayerNormalisation)
  case layerNormalisationGradient(NormalisationGradient)
  case groupNormalisation(GroupNormalisation)
  case groupNormalisationGradient(NormalisationGradient, ChannelGroups)
  case batchNormalisation(BatchNormalisation)
  case batchNormalisationGradient(NormalisationGradient)
  case tokenEmbedding(TokenEmbedding)
  case tokenEmbeddingGradient(TokenEmbeddingGradient)
  case selfAttention(SelfAttention)
  case selfAttentionGradient(SelfAttentionGradient)
  case window(WindowPass)
  case windowGradient(WindowGradient)
  case tokens(TokenPass)
  case tokensGradient(TokenGradient)
  case tokenPrefix(TokenPrefix)
  case tokenPrefixGradient(TokenPrefixGradient)
  case unitRows(UnitRows)
  case unitRowsGradient(UnitRowsGradient)
  case rowProducts(RowProducts)
  case rowProductsGradient(RowProductsGradient)
  case squaredDistances(SquaredDistances)
  case squaredDistancesGradient(SquaredDistancesGradient)
  case crossEntropy(CrossEntropy)
  case squaredError(SquaredError)
  case contrast(Contrast)
  case rowMean(RowMean)

  /// - Returns: its share of the replay's loss; 0 for all but losses.
  @inline(__always)
  func run(on arena: Arena, _ inputs: ReplayInputs) -> Double {
    switch self {
    case .product(let call): call.run(on: arena)
    case .columnSums(let call): call.run(on: arena)
    case .columnCopy(let call): call.run(on: arena)
    case .repeatedAddition(let call): call.run(on: arena)
    case .repeatedAdditionGradient(let call): call.run(on: arena)
    case .activation(let call): call.run(on: arena)
    case .activationGradient(let call): call.run(on: arena)
    case .layerGradient(let call): call.run(on: arena)
    case .softmax(let call): call.run(on: arena)
    case .softmaxGradient(let call): call.run(on: arena)
    case .dropout(let call): call.run(on: arena, inputs)
    case .multiplication(let call): call.run(on: arena)
    case .division(let call): call.run(on: arena)
    case .divisorGradient(let call): call.run(on: arena)
    case .element(let call): call.run(on: arena)
    case .elementGradient(let call): call.run(on: arena)
    case .scaling(let call): call.run(on: arena)
    case .filling(let call): call.run(on: arena)
    case .layerNormalisation(let call): call.run(on: arena)
    case .layerNormalisationGradient(let call): call.runOverRows(on: arena)
    case .groupNormalisation(let call): call.run(on: arena)
    case .groupNormalisationGradient(let call, let groups): call.runOverGroups(groups, on: arena)
    case .batchNormalisation(let call): call.run(on: arena)
    case .batchNormalisationGradient(let call): call.runOverBatch(on: arena)
    case .tokenEmbedding(let call): call.run(on: arena)
    case .tokenEmbeddingGradient(let call): call.run(on: arena)
    case .selfAttention(let call): call.run(on: arena, inputs)
    case .selfAttentionGradient(let call): call.run(on: arena)
    case .window(let call): call.run(on: arena)
    case .windowGradient(let call): call.run(on: arena)
    case .tokens(let call): call.run(on: arena)
    case .tokensGradient(let call): call.run(on: arena)
    case .tokenPrefix(let call): call.run(on: arena)
    case .tokenPrefixGradient(let call): call.run(on: arena)
    case .unitRows(let call): call.run(on: arena)
    case .unitRowsGradient(let call): call.run(on: arena)
    case .rowProducts(let call): call.run(on: arena)
    case .rowProductsGradient(let call): call.run(on: arena)
    case .squaredDistances(let call): call.run(on: arena)
    case .squaredDistancesGradient(let call): call.run(on: arena)
    case .crossEntropy(let call): return call.run(on: arena)
    case .squaredError(let call): return call.run(on: arena)
    case .contrast(let call): return call.run(on: arena)
    case .rowMean(let call): return call.run(on: arena)
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
