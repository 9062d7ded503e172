import Tensors

/// Records what a network and a loss do to a batch, once; `Program` turns the record into
/// instructions.
public final class Tape {
  /// Rows of the batch.
  public let rows: Int
  /// Whether dropout is on.
  public let isTraining: Bool
  let inputs: [InputShape]
  /// Parameters outside are constants; `nil` where all move.
  let moving: Range<Int>?
  private(set) var nodes: [Node] = []
  private var dropoutSites = 0
  private var tapped: [Int] = []
  /// Where the parameters begin of what is being recorded.
  private var parameterBase = 0

  init(rows: Int, inputs: [InputShape], isTraining: Bool, moving: Range<Int>? = nil) {
    self.moving = moving
    self.rows = rows
    self.inputs = inputs
    self.isTraining = isTraining
    for index in inputs.indices {
      _ = record(Input(), rows: inputs[index].rows ?? rows, columns: inputs[index].columns)
    }
  }

  /// The input called `name`: its rows of the batch, `[rows, columns]`, or all of one whose rows are fixed.
  public func input(_ name: String) -> Variable {
    guard let index = inputs.firstIndex(where: { $0.name == name }) else {
      preconditionFailure(
        """
        the loss reads an input "\(name)" that nobody declared; declared: \
        \(inputs.map(\.name).joined(separator: ", "))
        """)
    }
    return Variable(tape: self, node: index)
  }

  /// What was offered by `tap`, in order.
  public var taps: [Variable] { tapped.map { Variable(tape: self, node: $0) } }

  /// Offers an intermediate value, such as a hidden layer, to whoever traces a loss afterwards. Costs nothing
  /// where nobody reads it.
  public func tap(_ x: Variable) { tapped.append(x.node) }

  /// What `trace` records reads its parameters from `offset` on: a network whose slices stand behind others
  /// in one layout.
  public func withParameters<Result>(from offset: Int, _ trace: () -> Result) -> Result {
    parameterBase += offset
    defer { parameterBase -= offset }
    return trace()
  }

  func record(_ operation: any Operation, rows: Int, columns: Int) -> Variable {
    precondition(
      operation is any ScalarOperation
        || operation.operands.allSatisfy { !(nodes[$0].operation is any ScalarOperation) },
      "\(type(of: operation)) of a loss; it takes matrices")
    let needsGradient =
      !operation.stopsGradient
      && (operation.parameters.contains { $0.isTrained && $0.isWithin(moving, from: parameterBase) }
        || operation.operands.contains { nodes[$0].needsGradient })
    nodes.append(
      Node(
        operation: operation, rows: rows, columns: columns, needsGradient: needsGradient,
        parameterBase: parameterBase,
        isFixed: isFixed(operation, rows: rows)))
    return Variable(tape: self, node: nodes.count - 1)
  }

  /// Numbers the dropouts of a network, so that two of them draw different masks.
  func nextDropoutSite() -> Int {
    dropoutSites += 1
    return dropoutSites - 1
  }
}

/// A named matrix that is filled before every replay.
public struct InputShape: Sendable, Hashable {
  public let name: String
  public let columns: Int
  /// Where they are not those of the batch: of a matrix that is the same for all its rows.
  public let rows: Int?

  public init(name: String, columns: Int, rows: Int? = nil) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}

struct Node {
  var operation: any Operation
  var rows: Int
  var columns: Int
  /// Whether some parameter reaches it; gradients of other nodes are never computed.
  var needsGradient: Bool
  /// What the offsets of its parameters are counted from.
  var parameterBase: Int
  /// Whether no row of the batch reaches it: an input of fixed rows, or what is computed of such alone.
  var isFixed: Bool
}

extension ParameterSlice {
  /// Whether it is among the parameters that move, all where `nil`.
  /// - Parameter base: what its offset is counted from.
  func isWithin(_ moving: Range<Int>?, from base: Int) -> Bool {
    moving?.contains(base + offset) ?? true
  }
}
