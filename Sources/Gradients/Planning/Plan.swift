import Tensors

/// Decides where every value and gradient of a tape lives and which kernels fill them, in order.
///
/// Element-wise operations work in place where nobody else reads their operand. A place is free for
/// others as soon as nothing reads it any more.
struct Plan {
  let nodes: [Node]
  private let root: Int
  let isTraining: Bool
  private let moving: Range<Int>?
  /// How often the needed part of the tape reads each node.
  private var uses: [Int]
  private var isNeeded: [Bool]
  /// The last node that reads each node going forward.
  private var lastReader: [Int]

  private let parameters: Slot
  private let parameterGradients: Slot
  private var space: ArenaSpace
  private(set) var instructions: [Instruction] = []
  /// Where each node's value lives; a placeholder for scalars and nodes nobody needs.
  var value: [Slot]
  /// Where each node's gradient lives, once something has been written there.
  private var gradients: [Slot?]
  /// What the forward direction of a node keeps for its backward direction.
  private var kept: [[Slot]]
  /// The operand in whose place a node's value lives.
  private var sharedFrom: [Int?]
  /// Activations whose operand's place holds the derivative.
  private var slopes: Set<Int> = []
  /// What the offsets of its parameters are counted from, of the operation at hand.
  private var parameterBase = 0
  /// Working memory of the operation at hand.
  private var scratches: [Slot] = []
  /// Parts of the parameters' gradient that something has been written to, by where they begin.
  private var writtenParameters: [Int: Range<Int>] = [:]
  private let accumulatesGradient: Bool

  init(
    tape: Tape, root: Int, parameters: Slot, gradient: Slot, accumulatesGradient: Bool
  ) {
    nodes = tape.nodes
    isTraining = tape.isTraining
    moving = tape.moving
    self.root = root
    self.accumulatesGradient = accumulatesGradient
    uses = [Int](repeating: 0, count: nodes.count)
    isNeeded = [Bool](repeating: false, count: nodes.count)
    lastReader = Array(nodes.indices)
    isNeeded[root] = true
    for node in nodes.indices.reversed() where isNeeded[node] {
      for operand in nodes[node].operation.operands {
        isNeeded[operand] = true
        uses[operand] += 1
        lastReader[operand] = max(lastReader[operand], node)
      }
    }
    self.parameters = parameters
    parameterGradients = gradient
    space = ArenaSpace(from: max(parameters.end, gradient.end))
    value = [Slot](repeating: Slot(offset: 0, rows: 0, columns: 0), count: nodes.count)
    gradients = [Slot?](repeating: nil, count: nodes.count)
    kept = [[Slot]](repeating: [], count: nodes.count)
    sharedFrom = [Int?](repeating: nil, count: nodes.count)
  }

  /// First float of the arena the program does not use.
  var end: Int { space.end }
}

// MARK: What operations ask for

extension Plan {
  mutating func append(_ instruction: Instruction) {
    instructions.append(instruction)
  }

  func needsGradient(_ node: Int) -> Bool { nodes[node].needsGradient }

  /// A place for the value of `node`.
  mutating func reserve(for node: Int) -> Slot {
    space.reserve(rows: nodes[node].rows, columns: nodes[node].columns)
  }

  /// The place of `operand`'s value for the value of its reader `node`.
  mutating func share(_ operand: Int, as node: Int) -> Slot {
    space.share(value[operand])
    sharedFrom[node] = operand
    return Slot(
      offset: value[operand].offset, rows: nodes[node].rows, columns: nodes[node].columns)
  }

  /// The operand of the activation `node` now holds the derivative.
  mutating func noteSlope(of node: Int) { slopes.insert(node) }

  func keepsSlope(of node: Int) -> Bool { slopes.contains(node) }

  /// Whether a reader of `operand` may put its result in the operand's place: only it reads the
  /// operand, which is no input of the program and not what its own gradient is computed from.
  /// - Parameter keepingSign: the reader leaves elements above 0 above 0, or sets them to 0.
  func mayOverwrite(_ operand: Int, keepingSign: Bool = false) -> Bool {
    // Everything that lives in that place is overwritten with it.
    var sharer: Int? = operand
    while let node = sharer {
      let operation = nodes[node].operation
      guard uses[node] == 1, !(operation is Input) else { return false }
      if isTraining {
        switch operation.gradientReads {
        case .nothing: break
        case .sign: guard keepingSign else { return false }
        case .value: return false
        }
      }
      sharer = sharedFrom[node]
    }
    return true
  }

  /// Memory that lives until the gradient of `node` is done.
  mutating func keep(rows: Int, columns: Int, for node: Int) -> Slot {
    let slot = space.reserve(rows: rows, columns: columns)
    kept[node].append(slot)
    return slot
  }

  /// What `keep` gave to `node`, in order.
  func kept(by node: Int) -> [Slot] { kept[node] }

  /// Working memory for the instructions of the operation at hand.
  mutating func scratch(_ count: Int) -> Slot {
    let slot = space.reserve(rows: 1, columns: count)
    scratches.append(slot)
    return slot
  }

  /// Appends a product, with the working memory it wants.
  mutating func product(
    _ left: Slot, transposingLeft: Bool = false, by right: Slot, transposingRight: Bool = false,
    bias: Slot? = nil, into: Slot, accumulates: Bool = false
  ) {
    let scratch = scratch(
      Product.scratchCount(
        rows: into.rows, columns: into.columns,
        inner: transposingLeft ? left.rows : left.columns))
    append(
      .product(
        Product(
          left, transposingLeft: transposingLeft, by: right, transposingRight: transposingRight,
          bias: bias, into: into, accumulates: accumulates, scratch: scratch)))
  }

  /// Appends the column sums of a gradient, which its activation's own pass may make on the way.
  mutating func columnSums(of gradient: Slot, into sums: Slot, accumulates: Bool) {
    switch instructions.last {
    case .activationGradient(let pass)
    where pass.activation == .relu && pass.into == gradient && !pass.accumulates:
      instructions[instructions.count - 1] = .layerGradient(
        LayerGradient(
          kept: pass.reference, keepsSlope: false, gradient: pass.gradient, into: gradient,
          sums: sums, accumulatesSums: accumulates))
    case .multiplication(let pass) where pass.into == gradient && !pass.accumulates:
      instructions[instructions.count - 1] = .layerGradient(
        LayerGradient(
          kept: pass.right, keepsSlope: true, gradient: pass.left, into: gradient, sums: sums,
          accumulatesSums: accumulates))
    default:
      append(.columnSums(ColumnSums(of: gradient, into: sums, accumulates: accumulates)))
    }
  }

  mutating func scratch(like slot: Slot) -> Slot {
    let floats = scratch(slot.count)
    return Slot(offset: floats.offset, rows: slot.rows, columns: slot.columns)
  }

  func parameter(_ slice: ParameterSlice) -> Slot { part(slice, of: parameters) }

  /// Whether training moves `slice`; otherwise it is a constant.
  func moves(_ slice: ParameterSlice) -> Bool { slice.isWithin(moving, from: parameterBase) }

  /// Where the gradient of `slice` belongs and whether something has been written there already. Of a
  /// constant it is thrown away, where its kernel cannot but write it.
  mutating func parameterGradient(_ slice: ParameterSlice) -> (Slot, accumulates: Bool) {
    guard moves(slice) else {
      let place = part(slice, of: parameterGradients)
      return (scratch(like: place), false)
    }
    let start = parameterBase + slice.offset
    let isFirst =
      writtenParameters.updateValue(start..<start + slice.count, forKey: start) == nil
    return (part(slice, of: parameterGradients), accumulatesGradient || !isFirst)
  }

  /// The same for the scale and the shift of one normalisation, which its kernel writes together.
  mutating func parameterGradients(
    scale: ParameterSlice, shift: ParameterSlice
  ) -> (scale: Slot, shift: Slot, accumulates: Bool) {
    let (dScale, addsToScale) = parameterGradient(scale)
    let (dShift, addsToShift) = parameterGradient(shift)
    precondition(
      addsToScale == addsToShift,
      "\(scale.name) and \(shift.name) are used together, or neither of them with another")
    return (dScale, dShift, addsToScale)
  }

  private func part(_ slice: ParameterSlice, of flat: Slot) -> Slot {
    precondition(
      parameterBase + slice.range.upperBound <= flat.count,
      "\(slice.name) is outside the parameters")
    return Slot(
      offset: flat.offset + parameterBase + slice.offset,
      rows: slice.shape.count == 2 ? slice.shape[0] : 1,
      columns: slice.shape[slice.shape.count - 1])
  }

  /// Where the gradient of `node` belongs and whether something has been written there already.
  mutating func gradient(of node: Int) -> (Slot, accumulates: Bool) {
    if let slot = gradients[node] { return (slot, true) }
    let slot = reserve(for: node)
    gradients[node] = slot
    return (slot, false)
  }

  /// Where an element-wise operation puts its operand's gradient: over its own, which nobody reads
  /// afterwards, when it is the operand's only reader.
  mutating func elementwiseGradient(
    of operand: Int, from output: Slot
  ) -> (Slot, accumulates: Bool) {
    guard uses[operand] == 1, gradients[operand] == nil else { return gradient(of: operand) }
    space.share(output)
    let slot = Slot(
      offset: output.offset, rows: nodes[operand].rows, columns: nodes[operand].columns)
    gradients[operand] = slot
    return (slot, false)
  }

  /// Where a loss puts the gradient of `node`; none where nobody needs it.
  mutating func lossGradient(of node: Int) -> (Slot?, accumulates: Bool) {
    guard nodes[node].needsGradient else { return (nil, false) }
    let (slot, accumulates) = gradient(of: node)
    return (slot, accumulates)
  }
}

// MARK: Both directions

extension Plan {
  mutating func emitForward() {
    for node in nodes.indices where isNeeded[node] || nodes[node].operation is Input {
      parameterBase = nodes[node].parameterBase
      nodes[node].operation.emitForward(of: node, in: &self)
      releaseScratches()
      if !isTraining { releaseValuesLastRead(by: node) }
    }
  }

  /// - Parameter weight: of the whole loss, such as a part's share of its batch.
  mutating func emitLosses(weight: Double) {
    var weights = [Double](repeating: 0, count: nodes.count)
    weights[root] = weight
    for node in nodes.indices.reversed() where isNeeded[node] {
      guard let scalar = nodes[node].operation as? any ScalarOperation else { continue }
      for (operand, factor) in scalar.terms { weights[operand] += weights[node] * factor }
    }
    for node in nodes.indices where isNeeded[node] {
      guard let scalar = nodes[node].operation as? any ScalarOperation else { continue }
      scalar.emitLoss(of: node, weight: weights[node], in: &self)
      releaseScratches()
    }
  }

  mutating func emitBackward() {
    for node in nodes.indices.reversed() where isNeeded[node] {
      let operation = nodes[node].operation
      if nodes[node].needsGradient, let gradient = gradients[node] {
        parameterBase = nodes[node].parameterBase
        operation.emitBackward(of: node, gradient: gradient, in: &self)
        releaseScratches()
        space.release(gradient)
      }
      for slot in kept[node] { space.release(slot) }
      if !(operation is Input), !(operation is any ScalarOperation) { space.release(value[node]) }
    }
    if !accumulatesGradient { clearUnwrittenGradients() }
  }

  /// Parameters that move but that the loss does not reach have a gradient of 0, whatever their place held before.
  private mutating func clearUnwrittenGradients() {
    var next = moving?.lowerBound ?? 0
    let end = moving?.upperBound ?? parameterGradients.count
    let written = writtenParameters.values.sorted { $0.lowerBound < $1.lowerBound }
    for range in written + [end..<end] {
      if range.lowerBound > next {
        append(
          .filling(
            Filling(
              Slot(
                offset: parameterGradients.offset + next, rows: 1,
                columns: range.lowerBound - next), with: 0)))
      }
      next = max(next, range.upperBound)
    }
  }

  private mutating func releaseScratches() {
    for slot in scratches { space.release(slot) }
    scratches.removeAll(keepingCapacity: true)
  }

  private mutating func releaseValuesLastRead(by reader: Int) {
    for slot in kept[reader] { space.release(slot) }
    for node in Set(nodes[reader].operation.operands).sorted()
    where lastReader[node] == reader && node != root && !(nodes[node].operation is Input) {
      space.release(value[node])
    }
  }
}
