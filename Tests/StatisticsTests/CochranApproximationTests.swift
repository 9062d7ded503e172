import Testing

@testable import Statistics

@Suite("Cochran's quantile of two variances") struct CochranApproximationTests {
  /// Expected: t quantiles of scipy 1.17.1, p and degrees of freedom by its root finder.
  @Test(
    "meets scipy",
    arguments: [
      (0.3, 59, 5.212558185514195, 4.0, 0.07020894891449668, 1.6744790689383044),
      (0.05, 9, 2.7843595414670292, 2.6, 0.05851139678457991, 3.971359918858705),
      (0.9, 200, 11.632773884920615, 30.0, 0.019244154763029514, 1.0389990182705062),
      (0.5, 20, 7.3960840917202795, 1.0, 0.4394096601293823, 1.310898110247765),
    ])
  func golden(
    share: Double, second: Double, factor: Double, t: Double, pValue: Double, freedom: Double
  ) {
    let cochran = CochranApproximation(share: share, first: 1, second: second)
    #expect(abs(cochran.factor(confidence: 0.95) / factor - 1) < 1e-10)
    #expect(abs(cochran.twoSided(t) / pValue - 1) < 1e-9)
    #expect(abs(cochran.twoSided(-t) / pValue - 1) < 1e-9)
    #expect(
      abs(cochran.equivalentDegreesOfFreedom(confidence: 0.95) / freedom - 1) < 1e-9)
  }

  @Test("is one source's t where the other carries nothing", arguments: [(0.0, 30.0), (1, 1)])
  func ends(share: Double, freedom: Double) {
    let cochran = CochranApproximation(share: share, first: 1, second: 30)
    let student = StudentDistribution(degreesOfFreedom: freedom)
    #expect(cochran.factor(confidence: 0.95) == student.factor(confidence: 0.95))
    #expect(abs(cochran.twoSided(2.2) / student.twoSided(2.2) - 1) < 1e-9)
  }

  @Test("p of nothing is 1, and falls below any level far out")
  func range() {
    let cochran = CochranApproximation(share: 0.2, first: 1, second: 50)
    #expect(cochran.twoSided(0) == 1)
    #expect(cochran.twoSided(1e6) < 1e-6)
    #expect(cochran.twoSided(3) > cochran.twoSided(3.1))
  }
}
