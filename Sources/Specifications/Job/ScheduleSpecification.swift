/// How the learning rate moves over the training, as a factor of the optimizer's `rate`; step by step,
/// after the warm-up.
public enum ScheduleSpecification: Sendable, Hashable {
  case constant
  /// factor^⌊epoch / every⌋
  case step(every: Int, factor: Double)
  /// ½ (1 + cos(π · step / steps)): from 1 to 0. Loshchilov and Hutter 2017, without restarts.
  case cosine
  /// From 1/25 to 1 over the share `rise` of the steps, then to nearly 0. Smith and Topin 2018.
  case oneCycle(rise: Double)
}

extension ScheduleSpecification: CustomStringConvertible {
  /// `step(every: 10, factor: 0.1)`. Part of a run's key: what is there stays as it is.
  public var description: String {
    switch self {
    case .constant: "constant"
    case .step(let every, let factor): "step(every: \(every), factor: \(factor))"
    case .cosine: "cosine"
    case .oneCycle(let rise): "one-cycle(rise: \(rise))"
    }
  }
}
