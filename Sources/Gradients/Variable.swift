import Tensors

/// A value of a traced computation: a matrix of one batch, or a scalar loss.
///
/// A variable is a handle; it holds no numbers. Numbers exist when the `Program` made from the tape
/// is replayed.
public struct Variable {
  public let tape: Tape
  let node: Int

  public var rows: Int { tape.nodes[node].rows }
  public var columns: Int { tape.nodes[node].columns }
  /// A loss or a combination of losses, as opposed to a matrix of a batch.
  public var isScalar: Bool { tape.nodes[node].operation is any ScalarOperation }
}

extension Variable {
  /// Two matrices of one shape, or two scalars.
  public static func + (left: Variable, right: Variable) -> Variable {
    precondition(
      left.isScalar == right.isScalar && left.rows == right.rows && left.columns == right.columns,
      "a sum of \(left.shape) and \(right.shape)")
    return left.tape.record(
      left.isScalar
        ? ScalarSum(left: left.node, right: right.node) : Sum(left: left.node, right: right.node),
      rows: left.rows, columns: left.columns)
  }

  /// Element by element, of two matrices of one shape.
  public static func * (left: Variable, right: Variable) -> Variable {
    precondition(
      left.rows == right.rows && left.columns == right.columns && !left.isScalar
        && !right.isScalar, "a product, element by element, of \(left.shape) and \(right.shape)")
    return left.tape.record(
      ElementwiseProduct(left: left.node, right: right.node), rows: left.rows,
      columns: left.columns)
  }

  public static func * (factor: Float, variable: Variable) -> Variable {
    variable.tape.record(
      variable.isScalar
        ? ScalarScaled(x: variable.node, factor: factor) : Scaled(x: variable.node, factor: factor),
      rows: variable.rows, columns: variable.columns)
  }

  public static func * (variable: Variable, factor: Float) -> Variable { factor * variable }
  public static func / (variable: Variable, divisor: Float) -> Variable { 1 / divisor * variable }
  public static prefix func - (variable: Variable) -> Variable { -1 * variable }
  public static func - (left: Variable, right: Variable) -> Variable { left + -1 * right }

  var shape: String { isScalar ? "a scalar" : "a \(rows)×\(columns) matrix" }
}
