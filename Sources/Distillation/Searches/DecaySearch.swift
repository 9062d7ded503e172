/// The search of one arm for its weight decay: decades until the best has one tried on both sides, then half
/// decades.
///
/// A list cut after its first N is no search: with N = 1 it sets a student without any decay against a
/// distilled one that has some, and the difference is credited to the teacher.
public struct DecaySearch: Sendable, Hashable {
  public let range: DecayRange
  /// Decays asked for so far, ascending.
  public private(set) var tried: [Double]
  private let refines: Bool
  private var isBracketed = false
  private var isDone = false

  /// The student's: from the range's start, refined where the range says so.
  public static func student(_ range: DecayRange) -> DecaySearch {
    DecaySearch(range: range, tried: range.start, refines: range.refines)
  }

  /// The distilled arm's: from the student's decay, by decades.
  public static func distilled(_ range: DecayRange, from decay: Double) -> DecaySearch {
    DecaySearch(range: range, tried: [decay], refines: false)
  }

  private init(range: DecayRange, tried: [Double], refines: Bool) {
    self.range = range
    self.tried = tried
    self.refines = refines
  }

  /// What is to be tried next; empty where the search has ended.
  ///
  /// - Parameter best: the best of ``tried`` on validation rows; `nil` where no fit of any of them
  ///   finished.
  public mutating func next(best: Double?) -> [Double] {
    guard let best, !isDone else { return [] }
    if !isBracketed {
      let new = add(
        [false, true].compactMap { range.openDecade(beside: best, up: $0, among: tried) })
      if !new.isEmpty { return new }
      isBracketed = true
    }
    isDone = true
    return refines ? add(range.halves(beside: best)) : []
  }

  /// In words, for a report: at which end of what was tried the best lies, or that it lies inside.
  public func place(of best: Double) -> String {
    guard range.searches else { return "not searched" }
    if best == tried.last { return "at the upper end" }
    return best == tried.first ? "at the lower end" : "inside"
  }

  private mutating func add(_ decays: [Double]) -> [Double] {
    let new = decays.filter { !tried.contains($0) }
    tried = (tried + new).sorted()
    return new.sorted()
  }
}
