import Tensors

/// Records what a network and a loss do to a batch, once; `Program` turns the record into
/// instructions.
public final class Tape {
  /// Rows of the batch.
  public let rows: Int
  /// Whether dropout is on.
  public let isTraining: Bool
  let inputs: [InputShape]
  private(set) var nodes: [Node] = []
  private var dropoutSites = 0

  init(rows: Int, inputs: [InputShape], isTraining: Bool) {
    self.rows = rows
    self.inputs = inputs
    self.isTraining = isTraining
    for index in inputs.indices {
      _ = record(Input(), rows: rows, columns: inputs[index].columns)
    }
  }

  /// The batch's rows of the input called `name`: `[rows, columns]`.
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

  func record(_ operation: any Operation, rows: Int, columns: Int) -> Variable {
    precondition(
      operation is any ScalarOperation
        || operation.operands.allSatisfy { !(nodes[$0].operation is any ScalarOperation) },
      "\(type(of: operation)) of a loss; it takes matrices")
    let needsGradient =
      !operation.stopsGradient
      && (operation.parameters.contains(where: \.isTrained)
        || operation.operands.contains { nodes[$0].needsGradient })
    nodes.append(
      Node(operation: operation, rows: rows, columns: columns, needsGradient: needsGradient))
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

  public init(name: String, columns: Int) {
    self.name = name
    self.columns = columns
  }
}

struct Node {
  var operation: any Operation
  var rows: Int
  var columns: Int
  /// Whether some parameter reaches it; gradients of other nodes are never computed.
  var needsGradient: Bool

  /// Whether what is computed of a row of the batch depends on other rows of it: by the operation itself,
  /// or because rows are joined.
  func couplesRows(ofBatch batch: Int) -> Bool {
    if operation.couplesRows { return true }
    guard !(operation is any ScalarOperation) else { return false }
    guard rows % batch == 0 else { return true }
    guard let repeated = operation as? RepeatedOperation else { return false }
    return rows / batch % (repeated.pattern.count / columns) != 0
  }
}
