/// Bounds and p-value of a gain whose variance has components from seeds and from test units.
///
///     V  = max(a + b − c, a, b)                                       a, b, c: `CrossedComponents`
///     df = V² / (a²/(S−1) + b²/(n−1) + c²/((S−1)(n−1)))
///     gain ± t_df √V,   p = P(|t_df| ≥ |gain| / √V)
///
/// Two seeds: `CochranApproximation` with u = a/V, 1 and n − 1 degrees of freedom takes the place of
/// t_df, since Satterthwaite's covers 87 to 91 % there where seeds carry four fifths or more of V;
/// the other covers 94 to 99 %. From three seeds on Satterthwaite's covers 92.5 to 98.4 %.
///
/// Source of V: Cornfield & Tukey 1956; of df: Satterthwaite 1946, "An approximate distribution of
/// estimates of variance components".
///
/// What is seen too seldom is not called certain:
/// - one test unit (n = 1): no interval, however many seeds;
/// - fewer than `TestUnits.few` units: df at most n − 1;
/// - one seed, or seeds that change nothing: V = b, df = n − 1;
/// - no variation: no interval below `TestUnits.few` units; from there on the interval is the number itself,
///   with p = 1 where it is 0 and p = 0 elsewhere.
struct CrossedBounds: Sendable, Hashable {
  let lower: Double
  let upper: Double
  /// √V
  let standardError: Double
  /// 0 where there is no interval.
  let degreesOfFreedom: Double
  /// `nil` exactly where there is no interval.
  let pValue: Double?

  /// - Parameters:
  ///   - units: n, groups or rows.
  ///   - seedsChangeNothing: the rows alone are left.
  ///   - scale: the largest absolute difference seen.
  init(
    gain: Double, components: CrossedComponents, seeds: Int, units: Int,
    seedsChangeNothing: Bool, scale: Double, confidence: Double
  ) {
    let rowsAlone = seeds == 1 || seedsChangeNothing
    let variance = rowsAlone ? components.rows : components.variance
    // Rounding leaves a trace of variance in a table of equal numbers.
    let varies = variance > 1e-24 * scale * scale
    let isUnknown = units < 2 || (!varies && units < TestUnits.few)
    standardError = varies ? variance.squareRoot() : 0
    if isUnknown {
      (lower, upper, degreesOfFreedom, pValue) = (-.infinity, .infinity, 0, nil)
    } else if !varies {
      (lower, upper, degreesOfFreedom) = (gain, gain, Double(units - 1))
      pValue = gain == 0 ? 1 : 0
    } else if seeds == 2, !rowsAlone {
      let cochran = CochranApproximation(
        share: min(components.seeds / variance, 1), first: 1, second: Double(units - 1))
      let half = cochran.factor(confidence: confidence) * standardError
      (lower, upper) = (gain - half, gain + half)
      degreesOfFreedom = cochran.equivalentDegreesOfFreedom(confidence: confidence)
      pValue = cochran.twoSided(gain / standardError)
    } else {
      degreesOfFreedom =
        rowsAlone
        ? Double(units - 1) : Self.degreesOfFreedom(components, seeds: seeds, units: units)
      let student = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
      let half = student.factor(confidence: confidence) * standardError
      (lower, upper) = (gain - half, gain + half)
      pValue = student.twoSided(gain / standardError)
    }
  }

  /// Satterthwaite's degrees of freedom of seeds and units that both vary.
  private static func degreesOfFreedom(
    _ components: CrossedComponents, seeds: Int, units: Int
  ) -> Double {
    func share(_ component: Double, _ freedom: Int) -> Double {
      component * component / Double(freedom)
    }
    let variance = components.variance
    let freedom =
      variance * variance
      / (share(components.seeds, seeds - 1) + share(components.rows, units - 1)
        + share(components.interaction, (seeds - 1) * (units - 1)))
    return units < TestUnits.few ? min(freedom, Double(units - 1)) : freedom
  }
}
