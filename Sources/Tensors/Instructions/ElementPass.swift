import CKernels

/// A function of one number that stands in a formula, not behind a layer.
public enum ElementFunction: String, Sendable, Hashable, CaseIterable {
  /// √x; the derivative at 0 is taken to be 0, NaN below 0.
  case squareRoot
  /// The natural logarithm; −∞ at 0, NaN below.
  case logarithm
  /// eˣ; clamped outside [−87.3, 88].
  case exponential
  /// |x|; the derivative at 0 is 0.
  case magnitude
  /// cos x; x is clamped outside [−8192, 8192].
  case cosine

  /// Whether the derivative is computed from the function's result instead of its argument.
  public var gradientReadsResult: Bool { self == .squareRoot || self == .exponential }

  fileprivate var kernel: retort_function {
    switch self {
    case .squareRoot: retort_function_square_root
    case .logarithm: retort_function_logarithm
    case .exponential: retort_function_exponential
    case .magnitude: retort_function_magnitude
    case .cosine: retort_function_cosine
    }
  }
}

/// into = function(of), element by element; `into` may be `of`.
public struct ElementPass: Sendable {
  public var function: ElementFunction
  public var of: Slot
  public var into: Slot

  public init(_ function: ElementFunction, of: Slot, into: Slot) {
    self.function = function
    self.of = of
    self.into = into
  }

  func run(on arena: Arena) {
    retort_apply(arena.pointer(into), arena.pointer(of), of.count, function.kernel)
  }
}

/// into = function′ · gradient, element by element; `into` may be `gradient`.
public struct ElementGradient: Sendable {
  public var function: ElementFunction
  /// What the function was given, or its result where `gradientReadsResult`.
  public var reference: Slot
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(
    _ function: ElementFunction, reference: Slot, gradient: Slot, into: Slot,
    accumulates: Bool = false
  ) {
    self.function = function
    self.reference = reference
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_apply_gradient(
      arena.pointer(into), arena.pointer(reference), arena.pointer(gradient), reference.count,
      function.kernel, accumulates ? 1 : 0)
  }
}
