import Glibc
import Specifications

/// Which weight decays an arm may try, and what it tries of them first.
///
///     L-BFGS   own, 1e-3, 1e-2, 1e-1            within 1e-5 … 10, half decades beside the best
///     AdamW    own, 1e-1, 1                     within 1e-4 … 10
///     others   own, 1e-3, 1e-2, 1e-1            within 1e-5 … 10
///
/// AdamW multiplies its decay by the learning rate, so that what regularises lies higher. With
/// `tuning: none` the job's own decay is all there is.
public struct DecayRange: Sendable, Hashable {
  /// The job's own weight decay.
  public let own: Double
  /// What is tried whatever comes out, ascending; `own` among them.
  public let start: [Double]
  public let lowest: Double
  public let highest: Double
  /// Whether half decades beside the best are tried.
  public let refines: Bool
  /// Label smoothings tried at the best decay.
  public let smoothings: [Double]
  /// Whether anything but the job's own decay may be tried.
  public let searches: Bool

  /// - Parameter tuning: the job's; pass `.none` where no validation rows can choose.
  public init(_ recipe: TrainingRecipe, tuning: StudentTuning) {
    own = recipe.training.weightDecay
    searches = tuning != .none
    let isDecoupled = if case .adamw = recipe.optimizer { true } else { false }
    lowest = isDecoupled ? 1e-4 : 1e-5
    highest = 10
    let first: [Double] = isDecoupled ? [1e-1, 1] : [1e-3, 1e-2, 1e-1]
    start = searches ? Set(first + [own]).sorted() : [own]
    switch tuning {
    case .none: (refines, smoothings) = (false, [])
    case .bracket: (refines, smoothings) = (recipe.convergesToOptimum, [0.1])
    case .fine: (refines, smoothings) = (true, [0.05, 0.1, 0.2])
    }
  }

  /// One decade beside a decay, up or down; `nil` outside the range. Above no decay at all lies the lowest.
  public func decade(beside decay: Double, up: Bool) -> Double? {
    guard searches else { return nil }
    if decay == 0 { return up ? lowest : nil }
    return inside(Self.scaled(decay, by: up ? 10 : 0.1))
  }

  /// The decade beside a decay, where nothing was tried between the two or there. A job's own decay may lie
  /// decades away from the others.
  func openDecade(beside decay: Double, up: Bool, among tried: [Double]) -> Double? {
    guard let next = self.decade(beside: decay, up: up) else { return nil }
    let isTried = tried.contains { up ? $0 > decay && $0 <= next : $0 < decay && $0 >= next }
    return isTried ? nil : next
  }

  /// The half decades beside a decay: 3 and 0.3 times of it.
  public func halves(beside decay: Double) -> [Double] {
    guard refines, decay > 0 else { return [] }
    return [0.3, 3].compactMap { inside(Self.scaled(decay, by: $0)) }
  }

  private func inside(_ decay: Double) -> Double? {
    decay >= lowest && decay <= highest ? decay : nil
  }

  /// Every decay a student's search can come to, ascending.
  public var reachable: [Double] {
    let decades = decades(from: start)
    return Set(decades + decades.flatMap(halves)).sorted()
  }

  /// Every decay a search can come to that begins at any of those and goes by decades, ascending.
  public func decades(from beginnings: [Double]) -> [Double] {
    var found = Set(beginnings)
    var open = beginnings
    while let decay = open.popLast() {
      for next in [true, false].compactMap({ decade(beside: decay, up: $0) })
      where found.insert(next).inserted { open.append(next) }
    }
    return found.sorted()
  }

  /// Configurations of one student at most: the start, the decades beside its best, half decades, smoothings.
  public var mostConfigurations: Int {
    guard searches else { return 1 }
    // No search passes a start value, which is worse than the one it began beside: all the way to one side,
    // one look to the other.
    let further = start.map { decay in
      let (down, up) = (openDecades(from: decay, up: false), openDecades(from: decay, up: true))
      return max(down, up) + min(1, min(down, up))
    }
    return start.count + (further.max() ?? 0) + (refines ? 2 : 0) + smoothings.count
  }

  private func openDecades(from decay: Double, up: Bool) -> Int {
    var (count, place) = (0, decay)
    while let next = openDecade(beside: place, up: up, among: start) {
      (count, place) = (count + 1, next)
    }
    return count
  }

  /// Decades a distilled arm tries beside the student's at most: both neighbours, then one way to an end.
  public var mostNeighbours: Int {
    guard searches else { return 0 }
    let decades = decades(from: [1])
    // A decay outside the range, or none at all, may look at all of it.
    let isInside = own >= lowest && own <= highest
    return max(2, decades.count - (isInside ? 1 : 0))
  }

  /// A decay times a factor, as the decimal number a person would write: 1e-4 · 0.3 is 3e-5 to the bit.
  static func scaled(_ decay: Double, by factor: Double) -> Double {
    let product = decay * factor
    // What is too small to have twelve digits lies outside every range.
    guard product > 1e-290, product.isFinite else { return product }
    // Twelve significant digits, read back as decimals are.
    let exponent = 11 - Int(Glibc.floor(Glibc.log10(product)))
    let digits = Int((product * Glibc.pow(10, Double(exponent))).rounded())
    return Double("\(digits)e\(-exponent)") ?? product
  }
}
