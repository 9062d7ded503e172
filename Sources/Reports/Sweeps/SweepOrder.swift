/// In which order the values of a key stand in tables and figures: as the plan has them.
///
/// Modalities have one order in both roles, so that a table of pairs has its diagonal.
struct SweepOrder: Sendable {
  private let modalities: [String: Int]
  private let found: [SweepRow]

  /// - Parameter modalities: names in order, repeats allowed.
  init(_ found: [SweepRow], modalities: [String]) {
    self.found = found
    self.modalities = Self.places(modalities)
  }

  /// The key's first decides, then the second's.
  func sorted(_ tuples: [[String]], by keys: [SweepKey]) -> [[String]] {
    let places = keys.map { key in
      switch key {
      case .teacher, .student: modalities
      default: Self.places(found.compactMap { $0.text(of: key) })
      }
    }
    func rank(_ tuple: [String]) -> [Int] { zip(places, tuple).map { $0[$1] ?? .max } }
    return tuples.sorted { rank($0).lexicographicallyPrecedes(rank($1)) }
  }

  private static func places(_ values: [String]) -> [String: Int] {
    Dictionary(
      zip(values.withoutRepeats, 0...), uniquingKeysWith: { first, _ in first })
  }
}
