import CKernels

/// What is made of each row by itself.
public enum RowFunction: Sendable, Hashable {
  /// eˣ / Σ eˣ.
  case softmax
  /// x − log Σ eˣ.
  case logSoftmax
  /// log Σ eˣ, one column.
  case logSumExp
}

/// into = function(of), row by row; `into` may be `of` unless the result is one column.
public struct SoftmaxPass: Sendable {
  public var function: RowFunction
  public var of: Slot
  public var into: Slot

  public init(_ function: RowFunction, of: Slot, into: Slot) {
    self.function = function
    self.of = of
    self.into = into
  }

  func run(on arena: Arena) {
    let (y, x) = (arena.pointer(into), arena.pointer(of))
    switch function {
    case .softmax: retort_softmax(y, x, of.rows, of.columns)
    case .logSoftmax: retort_log_softmax(y, x, of.rows, of.columns)
    case .logSumExp: retort_log_sum_exp(y, x, of.rows, of.columns)
    }
  }
}

/// The gradient of what a `SoftmaxPass` was given.
public struct SoftmaxGradient: Sendable {
  public var function: RowFunction
  /// Read by `logSumExp` alone.
  public var argument: Slot
  public var result: Slot
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(
    _ function: RowFunction, argument: Slot, result: Slot, gradient: Slot, into: Slot,
    accumulates: Bool = false
  ) {
    self.function = function
    self.argument = argument
    self.result = result
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    let (dx, y, dy) = (arena.pointer(into), arena.pointer(result), arena.pointer(gradient))
    let adds: Int32 = accumulates ? 1 : 0
    switch function {
    case .softmax: retort_softmax_gradient(dx, y, dy, into.rows, into.columns, adds)
    case .logSoftmax: retort_log_softmax_gradient(dx, y, dy, into.rows, into.columns, adds)
    case .logSumExp:
      retort_log_sum_exp_gradient(
        dx, arena.pointer(argument), y, dy, into.rows, into.columns, adds)
    }
  }
}
