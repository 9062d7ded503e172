import Gradients

/// What turns a row into the representation h that a network's head makes its outputs of.
///
///     z = h W + b,  h = body(x)
///
/// A body is a value: it remembers which slices of the layout are its own (`ParameterSlice`) and appends
/// them where it is made, before the head's. Two bodies are equal where they compute the same of the same
/// parameters, so that networks may be compared and be keys of a set.
public protocol NetworkBody: Sendable, Hashable {
  /// Columns of the representation.
  var width: Int { get }
  /// Tokens or pixels a row is worked on as; 1 where it stays a row. Evaluation takes fewer rows at once
  /// where a row is many.
  var positions: Int { get }

  /// The representation inside a trace: `[rows, width]`.
  /// - Parameter x: `[rows, inputs]`.
  func callAsFunction(_ x: Variable) -> Variable
}

extension NetworkBody {
  public var positions: Int { 1 }
}

/// h = x: the body of a linear network.
struct IdentityBody: NetworkBody {
  var width: Int

  func callAsFunction(_ x: Variable) -> Variable { x }
}
