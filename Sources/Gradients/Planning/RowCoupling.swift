import Tensors

/// Whether what is computed of a row of the batch depends on the other rows of it.
///
/// A value is either *of the batch* (row r is made of row r of the inputs) or *fixed* (no row of the batch
/// reaches it: the texts of all classes, and what is made of them). A fixed value joins no rows by being
/// there. In x · yᵀ with x of the batch and y fixed, as in ‖x[i] − y[j]‖², row r of the result is made of
/// row r of x; with both of the batch it is made of all.
extension Tape {
  var couplesRows: Bool { nodes.contains { couplesRows($0) } }

  private func couplesRows(_ node: Node) -> Bool {
    let operation = node.operation
    if let scalar = operation as? any ScalarOperation, !scalar.terms.isEmpty { return false }
    // What is computed alike in every part of a batch; only running statistics would move once a part.
    if node.isFixed { return operation is BatchNormalisationOperation }
    let fixed = operation.operands.filter { nodes[$0].isFixed }
    // Row by row with rows that are not the batch's.
    guard fixed.allSatisfy(operation.fixedOperands.contains) else { return true }
    if operation.couplesRows, fixed.isEmpty { return true }
    guard !(operation is any ScalarOperation) else { return false }
    guard node.rows % rows == 0 else { return true }
    guard let repeated = operation as? RepeatedOperation else { return false }
    return node.rows / rows % (repeated.pattern.count / node.columns) != 0
  }

  /// Whether a node of this operation is fixed.
  func isFixed(_ operation: any Operation, rows: Int) -> Bool {
    if operation is Input { return inputs[nodes.count].rows != nil }
    // One fixed row for every row of the batch stands beside what is of the batch.
    if operation is RepeatedRows, rows == self.rows { return false }
    return operation.operands.allSatisfy { nodes[$0].isFixed }
  }
}
