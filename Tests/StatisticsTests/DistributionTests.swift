import Statistics
import Testing

/// Reference values: scipy 1.17.1 where nothing else is named.
@Suite("Special functions and distributions") struct DistributionTests {
  static func isClose(_ value: Double, _ expected: Double, relative: Double = 1e-11) -> Bool {
    abs(value - expected) <= relative * max(abs(expected), 1e-300)
  }

  @Test(
    "digamma",
    arguments: [
      (0.1, -10.423754940411076), (0.5, -1.9635100260214235), (1.7, 0.20854787487349394),
      (6.25, 1.750453526883736), (12.5, 2.4851956512749123), (1e4, 9.21029037114285),
    ])
  func digammaValues(x: Double, expected: Double) {
    #expect(Self.isClose(digamma(x), expected, relative: 1e-14))
  }

  @Test(
    "ln Γ",
    arguments: [
      (0.1, 2.252712651734206), (0.5, 0.5723649429247), (1, 0), (2, 0),
      (3.3, 0.9870985778947343), (9.99, 12.779315214350195), (25.5, 56.38916764371994),
      (1e5, 1051287.7089736569),
    ])
  func logGammaValues(x: Double, expected: Double) {
    #expect(abs(logGamma(x) - expected) <= 1e-14 * max(abs(expected), 1))
  }

  @Test(
    "ln B keeps its digits where the gamma functions are huge (mpmath, 40 digits)",
    arguments: [
      (0.5, 0.5, 1.1447298858494002), (2.5, 4, -3.586119720156167),
      (0.5, 5e4, -4.8375216992804415), (300, 1e6, -2735.4959454420158),
      (12, 15, -18.568172732389435),
    ])
  func logBetaValues(a: Double, b: Double, expected: Double) {
    #expect(Self.isClose(logBeta(a, b), expected, relative: 1e-13))
    #expect(logBeta(a, b) == logBeta(b, a))
  }

  @Test(
    "beta distribution",
    arguments: [
      (0.5, 0.5, 0.3, 0.36901011956554536), (2, 5, 0.2, 0.3446400000000002),
      (30, 40, 0.5, 0.8857998873233515), (5000, 0.5, 0.9995, 0.02533267265780569),
      (0.5, 5000, 1e-4, 0.6826894927420731), (60, 122, 0.5, 0.9999983666766021),
    ])
  func beta(a: Double, b: Double, x: Double, expected: Double) {
    #expect(Self.isClose(BetaDistribution(a: a, b: b).cumulative(x), expected))
  }

  @Test(
    "normal distribution",
    arguments: [
      (-8, 6.22096057427174e-16), (-2.5, 0.006209665325776132), (0.3, 0.6179114221889526),
      (1.96, 0.9750021048517795), (5, 0.9999997133484281),
    ])
  func normal(x: Double, expected: Double) {
    #expect(Self.isClose(NormalDistribution.cumulative(x), expected, relative: 1e-13))
  }

  @Test(
    "normal quantiles",
    arguments: [
      (1e-12, -7.034483825301131), (0.001, -3.090232306167813), (0.2, -0.8416212335729142),
      (0.8, 0.8416212335729143), (0.975, 1.959963984540054), (0.9999, 3.719016485455709),
    ])
  func normalQuantile(probability: Double, expected: Double) {
    #expect(Self.isClose(NormalDistribution.quantile(probability), expected, relative: 1e-12))
  }

  @Test(
    "t distribution",
    arguments: [
      (1, 1, 0.25), (2.5, 3, 0.036288047774515914), (9, 2.262, 0.025006422751227313),
      (10, 12, 1.460704412384992e-07), (1599, 2, 0.0228345706110419),
      (2e5, 4, 3.168261885401707e-05), (.infinity, 1.96, 0.0249978951482205),
    ])
  func student(df: Double, t: Double, expected: Double) {
    let distribution = StudentDistribution(degreesOfFreedom: df)
    #expect(Self.isClose(distribution.upperTail(t), expected))
    #expect(Self.isClose(distribution.cumulative(-t), expected))
    #expect(Self.isClose(distribution.twoSided(-t), 2 * expected))
  }

  @Test(
    "t quantiles, whole degrees of freedom or not",
    arguments: [
      (1, 0.975, 12.706204736174694), (2.5, 0.975, 3.5746548420036817),
      (9, 0.975, 2.262157162798205), (10, 0.975, 2.228138851986274),
      (10, 0.05, -1.812461122811676), (37.4, 0.9995, 3.5704210668899643),
      (1e5, 0.975, 1.9599877075346095),
    ])
  func studentQuantile(df: Double, probability: Double, expected: Double) {
    let quantile = StudentDistribution(degreesOfFreedom: df).quantile(probability)
    #expect(Self.isClose(quantile, expected, relative: 1e-10))
  }

  @Test(
    "F distribution",
    arguments: [
      (1, 10, 4.9646, 0.9499999478070863, 0.050000052192913744),
      (9, 1599, 1.88, 0.949174612894683, 0.05082538710531704),
      (3.5, 7.2, 0.4, 0.2172775091381451, 0.782722490861855),
      (5, 2, 100, 0.9900695822980478, 0.009930417701952231),
    ])
  func fisher(above: Double, below: Double, f: Double, cumulative: Double, tail: Double) {
    let distribution = FisherDistribution(numerator: above, denominator: below)
    #expect(Self.isClose(distribution.cumulative(f), cumulative))
    #expect(Self.isClose(distribution.upperTail(f), tail))
  }

  @Test(
    "F quantiles",
    arguments: [
      (1, 10, 0.95, 4.964602743730711), (9, 1599, 0.95, 1.8857236345069794),
      (3.5, 7.2, 0.05, 0.1399335641340913), (2, 2, 0.001, 0.001001001001001001),
      (1, 1, 0.999, 405284.0679028482),
    ])
  func fisherQuantile(above: Double, below: Double, probability: Double, expected: Double) {
    let distribution = FisherDistribution(numerator: above, denominator: below)
    #expect(Self.isClose(distribution.quantile(probability), expected, relative: 1e-10))
  }

  @Test(
    "χ² distribution",
    arguments: [
      (1, 3.841458820694124, 0.9500000000000001, 0.04999999999999989),
      (2, 0.1, 0.04877057549928599, 0.951229424500714),
      (3, 11.34, 0.9899774823830876, 0.010022517616912462),
      (9, 2.5, 0.019116508597186565, 0.9808834914028134),
      (9, 60, 0.999999998659322, 1.3406780483959625e-09),
      (50, 49, 0.4865049163587093, 0.5134950836412907),
      (99, 250, 0.9999999999999951, 4.844312411385307e-15),
      (1, 1e-6, 0.0007978844278221254, 0.9992021155721779),
      (2.5, 4.2, 0.8221527872435924, 0.17784721275640755),
    ])
  func chiSquared(df: Double, x: Double, cumulative: Double, tail: Double) {
    let distribution = ChiSquaredDistribution(degreesOfFreedom: df)
    #expect(Self.isClose(distribution.cumulative(x), cumulative))
    #expect(Self.isClose(distribution.upperTail(x), tail))
  }

  @Test("χ² is 0 below 0 and 1 at infinity")
  func chiSquaredEnds() {
    let distribution = ChiSquaredDistribution(degreesOfFreedom: 4)
    #expect(distribution.cumulative(-1) == 0 && distribution.upperTail(-1) == 1)
    #expect(distribution.cumulative(.infinity) == 1 && distribution.upperTail(.infinity) == 0)
  }
}
