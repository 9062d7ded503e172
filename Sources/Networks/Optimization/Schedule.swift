import Randomness

/// How the learning rate moves over a fit: factors of the optimiser's rate, one a step.
///
/// Steps t = 0, 1, … of T in all count updates, not epochs, so that the rate moves evenly within an
/// epoch. During a warm-up of W steps the factor rises in a straight line, (t + 1) / W; the schedule
/// begins behind it, at t − W of T − W (PyTorch's `SequentialLR`). Early stopping does not shorten T.
public enum Schedule: Sendable, Hashable {
  /// 1.
  case constant
  /// factor^⌊t / s⌋, s the steps of `every` epochs (`StepLR`).
  case step(every: Int, factor: Double)
  /// ½ (1 + cos(π t / T)) (`CosineAnnealingLR` to 0; Loshchilov and Hutter 2017 without restarts).
  case cosine
  /// From 1/25 up to 1 within the share `rise` of all steps, then down to 1/250 000, along half cosines
  /// (`OneCycleLR` with two phases and its usual divisors; Smith and Topin 2018). Moments do not cycle.
  case oneCycle(rise: Double)

  /// - Parameters:
  ///   - step: t.
  ///   - steps: T, at least 1.
  ///   - epochSteps: steps of one epoch.
  ///   - warmup: epochs of warm-up.
  public func factor(at step: Int, of steps: Int, epochSteps: Int, warmup: Int = 0) -> Double {
    let warmupSteps = min(warmup * epochSteps, steps)
    guard step >= warmupSteps else { return Double(step + 1) / Double(warmupSteps) }
    return factor(
      at: Double(step - warmupSteps), of: Double(max(steps - warmupSteps, 1)),
      epochSteps: epochSteps)
  }

  private func factor(at t: Double, of steps: Double, epochSteps: Int) -> Double {
    switch self {
    case .constant:
      return 1
    case .step(let every, let factor):
      var result = 1.0
      for _ in 0..<Int(t) / max(every * epochSteps, 1) { result *= factor }
      return result
    case .cosine:
      return between(1, 0, share: t / steps)
    case .oneCycle(let rise):
      let (start, end) = (1.0 / 25, 1.0 / 250_000)
      let top = rise * steps - 1
      let last = steps - 1
      if t <= top, top > 0 { return between(start, 1, share: t / top) }
      return last > top ? between(1, end, share: (t - top) / (last - top)) : 1
    }
  }

  /// The half cosine from `start` (share 0) to `end` (share 1).
  private func between(_ start: Double, _ end: Double, share: Double) -> Double {
    end + 0.5 * (start - end) * (1 + Randomness.cosine(.pi * share))
  }
}
