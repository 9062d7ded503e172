/// The smallest gain a test set of this size can show: in a two-sided test at 5 %, four times in
/// five.
///
/// 2.8 = 1.96 + 0.84, the normal quantiles of 97.5 % and 80 %.
///
/// n counts what is independent: test rows, or groups where rows come in groups. A hundred rows of
/// ten patients are ten.
public enum Power {
  /// Of accuracy, as a share (0.03 = 3 points): 2.8 √(q/n).
  ///
  /// - Parameters:
  ///   - rows: n, independent test units (`GainInterval.units`).
  ///   - discordance: q, the share of rows on which exactly one of the two models is right; 0.05 to
  ///     0.10 is usual.
  public static func smallestGain(rows: Int, discordance: Double) -> Double {
    2.8 * (discordance / Double(rows)).squareRoot()
  }

  /// Of a mean of row scores (squared error, log-loss), in its own unit: 2.8 s/√n.
  ///
  /// - Parameters:
  ///   - rows: n, independent test units (`GainInterval.units`).
  ///   - pairedStandardDeviation: s, of the difference of two models' scores on one unit.
  public static func smallestGain(rows: Int, pairedStandardDeviation: Double) -> Double {
    2.8 * pairedStandardDeviation / Double(rows).squareRoot()
  }

  /// The number of test units at which an interval would exclude 0 if the gain stayed as it is:
  /// n (h/|gain|)², since a half-width that comes from rows falls with √n.
  ///
  /// - Parameters:
  ///   - halfWidth: h, of the interval at hand.
  ///   - rows: n, independent test units (`GainInterval.units`).
  /// - Returns: `nil` where no number would: a gain of 0, or no interval to start from.
  public static func rowsToDecide(halfWidth: Double, rows: Int, gain: Double) -> Int? {
    guard halfWidth.isFinite, gain.isFinite, gain != 0 else { return nil }
    let ratio = halfWidth / gain
    // The first whole number above: at the bound itself the interval still touches 0.
    let needed = (Double(rows) * ratio * ratio).rounded(.down) + 1
    return needed < 0x1p53 ? Int(needed) : nil
  }
}
