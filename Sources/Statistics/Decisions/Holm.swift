/// Holm's step-down adjustment: holds the chance of one false claim among all at the level.
///
///     p̃_(i) = max over j ≤ i of min(1, (m − j + 1) p_(j))
///
/// Source: Holm 1979, "A simple sequentially rejective multiple test procedure".
public enum Holm {
  /// - Returns: adjusted p-values in the order given.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = PValueOrder.ascending(pValues)
    var adjusted = pValues
    var running = 0.0
    for (place, index) in order.enumerated() {
      running = max(running, min(1, Double(order.count - place) * pValues[index]))
      adjusted[index] = running
    }
    return adjusted
  }
}

/// The places of p-values from the smallest up; equal ones in the order given.
enum PValueOrder {
  static func ascending(_ pValues: [Double]) -> [Int] {
    pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  }
}
