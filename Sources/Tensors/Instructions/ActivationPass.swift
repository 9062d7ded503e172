import CKernels

/// The function behind a layer, element by element.
public enum Activation: String, Sendable, Hashable, CaseIterable {
  /// max(x, 0); the derivative at 0 is 0.
  case relu
}

/// into = activation(of), element by element; `into` may be `of`.
public struct ActivationPass: Sendable {
  public var activation: Activation
  public var of: Slot
  public var into: Slot

  public init(_ activation: Activation, of: Slot, into: Slot) {
    self.activation = activation
    self.of = of
    self.into = into
  }

  func run(on arena: Arena) {
    switch activation {
    case .relu: retort_rectify(arena.pointer(into), arena.pointer(of), of.count)
    }
  }
}

/// into = activation′ · gradient, element by element; `into` may be `gradient`.
public struct ActivationGradient: Sendable {
  public var activation: Activation
  /// What the activation was given; its result where the derivative is known from that (`relu`).
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
    switch activation {
    case .relu:
      retort_rectify_gradient(
        arena.pointer(into), arena.pointer(reference), arena.pointer(gradient), reference.count,
        accumulates ? 1 : 0)
    }
  }
}
