/// The smallest gain a test set of this size can show: in a two-sided test at 5 %, four times in
/// five.
///
/// 2.8 = 1.96 + 0.84, the normal quantiles of 97.5 % and 80 %.
public enum Power {
  /// Of accuracy, as a share (0.03 = 3 points): 2.8 √(q/n).
  ///
  /// - Parameter discordance: q, the share of rows on which exactly one of the two models is right;
  ///   0.05 to 0.10 is usual.
  public static func smallestGain(rows: Int, discordance: Double) -> Double {
    2.8 * (discordance / Double(rows)).squareRoot()
  }

  /// Of a mean of row scores (squared error, log-loss), in its own unit: 2.8 s/√n.
  ///
  /// - Parameter pairedStandardDeviation: s, of the difference of two models' scores on one row.
  public static func smallestGain(rows: Int, pairedStandardDeviation: Double) -> Double {
    2.8 * pairedStandardDeviation / Double(rows).squareRoot()
  }
}
