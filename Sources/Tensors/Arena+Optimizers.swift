import CKernels

/// One optimiser step over slices of the flat buffers, and the norms around it.
extension Arena {
  /// Σ x² in Double; not finite exactly when some value is not.
  public func sumOfSquares(_ slot: Slot) -> Double {
    retort_sum_of_squares(pointer(slot), slot.count)
  }

  /// Stochastic gradient descent with momentum; the formula stands in `retort_optimizers.h`.
  /// - Parameters:
  ///   - scale: multiplies the gradient before anything else (clipping).
  ///   - decay: λ of the penalty (λ/2)‖w‖², added to the gradient.
  public func momentumStep(
    parameters: Slot, gradient: Slot, velocity: Slot, scale: Float, rate: Float,
    momentum: Float, decay: Float
  ) {
    retort_sgd(
      pointer(parameters), pointer(gradient), pointer(velocity), parameters.count, scale, rate,
      momentum, decay)
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

  /// AdamW: decoupled decay, bias-corrected moments, epsilon outside the root.
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
}
