import CKernels

/// One optimiser step over slices of the flat buffers, and the norms around it.
extension Arena {
  /// Σ x² in Double; not finite exactly when some value is not.
  public func sumOfSquares(_ slot: Slot) -> Double {
    retort_sum_of_squares(pointer(slot), slot.count)
  }

  /// Whether every value is finite; a fraction of the cost of `sumOfSquares`.
  public func isFinite(_ slot: Slot) -> Bool {
    retort_is_finite(pointer(slot), slot.count) != 0
  }

  /// Stochastic gradient descent with momentum; the formula stands in `retort_optimizers.h`.
  /// - Parameters:
  ///   - scale: multiplies the gradient before anything else (clipping).
  ///   - decay: λ of the penalty (λ/2)‖w‖², added to the gradient.
  public func momentumStep(
    parameters: Slot, gradient: Slot, velocity: Slot, scale: Float, rate: Float,
    momentum: Float, decay: Float, nesterov: Bool
  ) {
    retort_sgd(
      pointer(parameters), pointer(gradient), pointer(velocity), parameters.count, scale, rate,
      momentum, decay, nesterov ? 1 : 0)
  }

  /// RMSprop with epsilon inside the root; `decay` as in `momentumStep`.
  public func rmspropStep(
    parameters: Slot, gradient: Slot, square: Slot, scale: Float, rate: Float,
    smoothing: Float, epsilon: Float, decay: Float
  ) {
    retort_rmsprop(
      pointer(parameters), pointer(gradient), pointer(square), parameters.count, scale, rate,
      smoothing, epsilon, decay)
  }

  /// Adam: bias-corrected moments, epsilon outside the root; `decay` as in `momentumStep`.
  public func adamStep(
    parameters: Slot, gradient: Slot, mean: Slot, square: Slot, scale: Float, rate: Float,
    beta1: Float, beta2: Float, epsilon: Float, decay: Float, correction1: Float,
    rootCorrection2: Float
  ) {
    retort_adam(
      pointer(parameters), pointer(gradient), pointer(mean), pointer(square), parameters.count,
      scale, rate, beta1, beta2, epsilon, decay, correction1, rootCorrection2)
  }

  /// AdamW: Adam with its decay decoupled from the gradient.
  /// - Parameters:
  ///   - correction1: 1 − β₁ᵗ.
  ///   - rootCorrection2: √(1 − β₂ᵗ).
  public func adamwStep(
    parameters: Slot, gradient: Slot, mean: Slot, square: Slot, scale: Float, rate: Float,
    beta1: Float, beta2: Float, epsilon: Float, decay: Float, correction1: Float,
    rootCorrection2: Float
  ) {
    retort_adamw(
      pointer(parameters), pointer(gradient), pointer(mean), pointer(square), parameters.count,
      scale, rate, beta1, beta2, epsilon, decay, correction1, rootCorrection2)
  }

  /// slot += share · (target − slot).
  public func move(_ slot: Slot, towards target: Slot, share: Float) {
    precondition(slot.count == target.count, "a mean of slots of different sizes")
    retort_move_towards(pointer(slot), pointer(target), slot.count, share)
  }

  /// What the two slots hold changes places.
  public func exchange(_ left: Slot, _ right: Slot) {
    precondition(left.count == right.count, "an exchange of slots of different sizes")
    retort_swap_values(pointer(left), pointer(right), left.count)
  }
}
