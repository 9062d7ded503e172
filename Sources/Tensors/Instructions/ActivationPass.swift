import CKernels

/// The function behind a layer, element by element.
public enum Activation: String, Sendable, Hashable, CaseIterable {
  /// max(x, 0); the derivative at 0 is 0.
  case relu
  /// x · Φ(x), Φ the normal distribution function.
  case gelu
  /// x / (1 + e⁻ˣ).
  case silu
  case tanh

  /// Whether the derivative is computed from the function's result instead of its argument.
  public var gradientReadsResult: Bool { retort_activation_keeps_output(kernel) != 0 }

  fileprivate var kernel: retort_activation {
    switch self {
    case .relu: retort_activation_relu
    case .gelu: retort_activation_gelu
    case .silu: retort_activation_silu
    case .tanh: retort_activation_tanh
    }
  }
}

/// into = activation(of), element by element; `into` may be `of`.
public struct ActivationPass: Sendable {
  public var activation: Activation
  public var of: Slot
  public var into: Slot
  /// Leaves the derivative in `of`, so that the way back is one multiplication.
  public var keepsSlope: Bool

  public init(_ activation: Activation, of: Slot, into: Slot, keepsSlope: Bool = false) {
    self.activation = activation
    self.of = of
    self.into = into
    self.keepsSlope = keepsSlope
  }

  func run(on arena: Arena) {
    if keepsSlope {
      retort_activate_keeping_slope(
        arena.pointer(into), arena.pointer(of), nil, of.rows, of.columns, activation.kernel)
    } else {
      retort_activate(arena.pointer(into), arena.pointer(of), of.count, activation.kernel)
    }
  }
}

/// into = activation′ · gradient, element by element; `into` may be `gradient`.
public struct ActivationGradient: Sendable {
  public var activation: Activation
  /// What the activation was given, or its result where `gradientReadsResult`.
  public var reference: Slot
  public var gradient: Slot
  public var into: Slot
  public var accumulates: Bool

  public init(
    _ activation: Activation, reference: Slot, gradient: Slot, into: Slot,
    accumulates: Bool = false
  ) {
    self.activation = activation
    self.reference = reference
    self.gradient = gradient
    self.into = into
    self.accumulates = accumulates
  }

  func run(on arena: Arena) {
    retort_activate_gradient(
      arena.pointer(into), arena.pointer(reference), arena.pointer(gradient), reference.count,
      activation.kernel, accumulates ? 1 : 0)
  }
}
