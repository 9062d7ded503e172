/// Benjamini and Hochberg's step-up adjustment: holds the expected share of false claims at the
/// level.
///
///     p̃_(i) = min over j ≥ i of min(1, m p_(j) / j)
///
/// For jobs over many pairs. Source: Benjamini & Hochberg 1995, "Controlling the false discovery
/// rate".
public enum BenjaminiHochberg {
  /// - Returns: adjusted p-values in the order given.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = PValueOrder.ascending(pValues)
    var adjusted = pValues
    var running = 1.0
    for (place, index) in order.enumerated().reversed() {
      running = min(running, Double(order.count) * pValues[index] / Double(place + 1))
      adjusted[index] = running
    }
    return adjusted
  }
}
