import Tensors

/// Decides where every value and gradient of a tape lives and which kernels fill them, in order.
///
/// Element-wise operations work in place where nobody else reads their operand; a rectifier directly
/// behind a linear layer is fused into its bias.
struct Plan {
  private let nodes: [Node]
  private let root: Int
  /// How often the needed part of the tape reads each node.
  private var uses: [Int]
  private var isNeeded: [Bool]

  let parameters: Slot
  let gradient: Slot
  private(set) var end: Int
  private(set) var instructions: [Instruction] = []
  /// Where each node's value lives; a placeholder for scalars and nodes nobody needs.
  private(set) var value: [Slot]
  /// Where each node's gradient lives, once something has been written there.
  private var gradients: [Slot?]
  private var masks: [Slot?]
  private var writtenParameters: Set<Int> = []

  init(tape: Tape, root: Int, parameterCount: Int) {
    nodes = tape.nodes
    self.root = root
    uses = [Int](repeating: 0, count: nodes.count)
    isNeeded = [Bool](repeating: false, count: nodes.count)
    isNeeded[root] = true
    for node in nodes.indices.reversed() where isNeeded[node] {
      for operand in nodes[node].operation.operands {
        isNeeded[operand] = true
        uses[operand] += 1
      }
    }
    parameters = Slot(offset: 0, rows: 1, columns: parameterCount)
    gradient = Slot(offset: Slot.aligned(parameterCount), rows: 1, columns: parameterCount)
    end = Slot.aligned(gradient.end)
    value = [Slot](repeating: Slot(offset: 0, rows: 0, columns: 0), count: nodes.count)
    gradients = [Slot?](repeating: nil, count: nodes.count)
    masks = [Slot?](repeating: nil, count: nodes.count)
  }

  private mutating func reserve(rows: Int, columns: Int) -> Slot {
    let slot = Slot(offset: end, rows: rows, columns: columns)
    end = Slot.aligned(slot.end)
    return slot
  }

  private mutating func reserve(for node: Int) -> Slot {
    reserve(rows: nodes[node].rows, columns: nodes[node].columns)
  }

  private func part(_ slice: ParameterSlice, of flat: Slot) -> Slot {
    precondition(slice.range.upperBound <= flat.count, "\(slice.name) is outside the parameters")
    return Slot(
      offset: flat.offset + slice.offset, rows: slice.shape.count == 2 ? slice.shape[0] : 1,
      columns: slice.shape[slice.shape.count - 1])
  }

  /// Whether `node` may overwrite its operand: only it reads it, and it is no input of the program.
  private func mayOverwrite(_ operand: Int) -> Bool {
    if case .input = nodes[operand].operation { return false }
    return uses[operand] == 1
  }
}

// MARK: Forward

extension Plan {
  mutating func emitForward() {
    for node in nodes.indices where isNeeded[node] || nodes[node].operation.operands.isEmpty {
      emitForward(node)
    }
  }

  private mutating func emitForward(_ node: Int) {
    switch nodes[node].operation {
    case .input:
      value[node] = reserve(for: node)
    case .linear(let x, let weight, let bias):
      value[node] = reserve(for: node)
      instructions.append(
        .product(
          left: value[x], transposeLeft: false, right: part(weight, of: parameters),
          transposeRight: false, into: value[node], accumulate: false))
      instructions.append(
        .addBias(value[node], bias: part(bias, of: parameters), rectify: false))
    case .rectified(let x):
      value[node] = mayOverwrite(x) ? value[x] : reserve(for: node)
      // The bias of the layer before was the last pass over the same memory.
      if case .addBias(let slot, let bias, rectify: false)? = instructions.last,
        slot == value[node]
      {
        instructions[instructions.count - 1] = .addBias(slot, bias: bias, rectify: true)
      } else {
        instructions.append(.rectify(of: value[x], into: value[node]))
      }
    case .dropped(let x, let rate, let site):
      value[node] = mayOverwrite(x) ? value[x] : reserve(for: node)
      let mask = reserve(for: node)
      masks[node] = mask
      instructions.append(
        .dropout(of: value[x], mask: mask, into: value[node], rate: rate, site: site))
    case .sum(let left, let right):
      value[node] = reserve(for: node)
      instructions.append(
        .scale(of: value[left], factor: 1, into: value[node], accumulate: false))
      instructions.append(
        .scale(of: value[right], factor: 1, into: value[node], accumulate: true))
    case .scaled(let x, let factor):
      value[node] = reserve(for: node)
      instructions.append(
        .scale(of: value[x], factor: factor, into: value[node], accumulate: false))
    case .crossEntropy, .squaredError, .scalarSum, .scalarScaled:
      break
    }
  }
}

// MARK: Losses

extension Plan {
  /// Losses are linear in their terms, so ∂loss/∂term is known now and each term's kernel does
  /// forward and backward at once.
  mutating func emitLosses() {
    var weights = [Double](repeating: 0, count: nodes.count)
    weights[root] = 1
    for node in nodes.indices.reversed() where isNeeded[node] {
      switch nodes[node].operation {
      case .scalarSum(let left, let right):
        weights[left] += weights[node]
        weights[right] += weights[node]
      case .scalarScaled(let x, let factor):
        weights[x] += weights[node] * Double(factor)
      default: break
      }
    }
    for node in nodes.indices where isNeeded[node] {
      switch nodes[node].operation {
      case .crossEntropy(let z, let targets, let kind):
        let (slot, accumulate) = lossGradient(of: z)
        let scratch = reserve(
          rows: 1, columns: Arena.crossEntropyScratch(classes: nodes[z].columns))
        instructions.append(
          .crossEntropy(
            logits: value[z], targets: value[targets], kind: kind, weight: weights[node],
            gradient: slot, accumulate: accumulate, scratch: scratch))
      case .squaredError(let z, let targets):
        let (slot, accumulate) = lossGradient(of: z)
        instructions.append(
          .squaredError(
            prediction: value[z], targets: value[targets], weight: weights[node],
            gradient: slot, accumulate: accumulate))
      default: break
      }
    }
  }

  private mutating func lossGradient(of node: Int) -> (Slot?, Bool) {
    guard nodes[node].needsGradient else { return (nil, false) }
    let (slot, accumulate) = gradient(of: node)
    return (slot, accumulate)
  }

  /// The gradient slot of `node` and whether something has been written there already.
  private mutating func gradient(of node: Int) -> (Slot, Bool) {
    if let slot = gradients[node] { return (slot, true) }
    let slot = reserve(for: node)
    gradients[node] = slot
    return (slot, false)
  }
}

// MARK: Backward

extension Plan {
  mutating func emitBackward() {
    for node in nodes.indices.reversed() where isNeeded[node] && nodes[node].needsGradient {
      guard let output = gradients[node] else { continue }
      emitBackward(node, output)
    }
  }

  private mutating func emitBackward(_ node: Int, _ output: Slot) {
    switch nodes[node].operation {
    case .linear(let x, let weight, let bias):
      emitLinearGradient(x, weight, bias, output)
    case .rectified(let x):
      let (slot, accumulate) = elementwiseGradient(of: x, from: output)
      instructions.append(
        .rectifyGradient(
          output: value[node], gradient: output, into: slot, accumulate: accumulate))
    case .dropped(let x, _, _):
      guard let mask = masks[node] else { return }
      let (slot, accumulate) = elementwiseGradient(of: x, from: output)
      instructions.append(.multiply(output, mask, into: slot, accumulate: accumulate))
    case .sum(let left, let right):
      for operand in [left, right] where nodes[operand].needsGradient {
        let (slot, accumulate) = gradient(of: operand)
        instructions.append(.scale(of: output, factor: 1, into: slot, accumulate: accumulate))
      }
    case .scaled(let x, let factor):
      let (slot, accumulate) = elementwiseGradient(of: x, from: output)
      instructions.append(.scale(of: output, factor: factor, into: slot, accumulate: accumulate))
    case .input, .crossEntropy, .squaredError, .scalarSum, .scalarScaled:
      break
    }
  }

  /// dW = xᵀ · dz, db = Σ_rows dz, dx = dz · Wᵀ where somebody asks for it.
  private mutating func emitLinearGradient(
    _ x: Int, _ weight: ParameterSlice, _ bias: ParameterSlice, _ output: Slot
  ) {
    instructions.append(
      .product(
        left: value[x], transposeLeft: true, right: output, transposeRight: false,
        into: part(weight, of: gradient),
        accumulate: !writtenParameters.insert(weight.offset).inserted))
    instructions.append(
      .columnSums(
        of: output, into: part(bias, of: gradient),
        accumulate: !writtenParameters.insert(bias.offset).inserted))
    guard nodes[x].needsGradient else { return }
    let (slot, accumulate) = gradient(of: x)
    instructions.append(
      .product(
        left: output, transposeLeft: false, right: part(weight, of: parameters),
        transposeRight: true, into: slot, accumulate: accumulate))
  }

  /// Where an element-wise operation puts its operand's gradient: over its own, which nobody reads
  /// afterwards, when it is the operand's only reader.
  private mutating func elementwiseGradient(of operand: Int, from output: Slot) -> (Slot, Bool) {
    if uses[operand] == 1 {
      gradients[operand] = output
      return (output, false)
    }
    return gradient(of: operand)
  }
}
