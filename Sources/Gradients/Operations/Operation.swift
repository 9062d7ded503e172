import Tensors

/// What a node of the tape does to earlier nodes, which it names by number.
///
/// One operation, one file: the function a network calls, this value, and the instructions of both
/// directions.
protocol Operation {
  /// The nodes it reads.
  var operands: [Int] { get }
  /// The parameters it reads.
  var parameters: [ParameterSlice] { get }
  /// What the backward direction reads of the node's own value, which no reader may then overwrite.
  var gradientReads: ReadOfValue { get }
  /// Whether nothing reaches its operands on the way back.
  var stopsGradient: Bool { get }
  /// Whether what is computed of a row depends on other rows of the batch, where all operands are of it.
  var couplesRows: Bool { get }
  /// Operands that may be the same for all rows of the batch and then couple none.
  var fixedOperands: [Int] { get }

  /// Reserves the place of the node's value (`plan.value[node]`) and appends what fills it.
  func emitForward(of node: Int, in plan: inout Plan)
  /// Appends what carries `gradient`, the complete gradient of the node's value, on to its operands
  /// and parameters.
  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan)
}

extension Operation {
  var parameters: [ParameterSlice] { [] }
  var gradientReads: ReadOfValue { .nothing }
  var couplesRows: Bool { false }
  var fixedOperands: [Int] { [] }
  var stopsGradient: Bool { false }
}

/// What a backward direction reads of a value.
enum ReadOfValue {
  case nothing
  /// Only whether an element is above 0. An element that is set to 0 afterwards (dropout) has no
  /// gradient either way.
  case sign
  case value
}

/// A loss or a combination of losses. Losses are linear in their terms, so ∂loss/∂term is known when
/// the program is planned, and each term's kernel does forward and backward at once.
protocol ScalarOperation: Operation {
  /// The scalar operands and their factors; none for a loss of matrices.
  var terms: [(node: Int, factor: Double)] { get }

  /// Appends the loss itself and its gradient.
  /// - Parameter weight: the root's derivative by this node.
  func emitLoss(of node: Int, weight: Double, in plan: inout Plan)
}

extension ScalarOperation {
  var terms: [(node: Int, factor: Double)] { [] }

  func emitForward(of node: Int, in plan: inout Plan) {}
  func emitBackward(of node: Int, gradient: Slot, in plan: inout Plan) {}
  func emitLoss(of node: Int, weight: Double, in plan: inout Plan) {}
}
