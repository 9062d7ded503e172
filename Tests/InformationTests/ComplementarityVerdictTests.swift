import Information
import Statistics
import Testing

@Suite("Complementarity verdict") struct ComplementarityVerdictTests {
  static func estimate(
    _ delta: Double, error: Double = 0.03, within: Double = -0.2, gaussian: Double = 0.1,
    plugin: Double = 0.1
  ) -> ComplementarityEstimate {
    ComplementarityEstimate(
      iTeacherStudent: 0.5 + delta, iStudentLabel: 0.5, standardErrorOfDelta: error,
      deltaWithin: within, standardErrorWithin: 0.03, conditional: 0.2, rows: 900, dimension: 3,
      gaussian: SecondaryEstimate(iTeacherStudent: 0.5 + gaussian, iStudentLabel: 0.5),
      plugin: SecondaryEstimate(iTeacherStudent: 0.5 + plugin, iStudentLabel: 0.5))
  }

  @Test("adds the spread over seeds to the rows' error, which seeds do not shrink")
  func variance() {
    let verdict = ComplementarityVerdict([Self.estimate(0.2), Self.estimate(0.3)])
    // 0.03² + (0.005)/2
    #expect(abs(verdict.standardError - 0.0034.squareRoot()) < 1e-12)
    #expect(abs(verdict.upper - verdict.delta - 2.228138851986274 * verdict.standardError) < 1e-12)
    let many = ComplementarityVerdict(
      [ComplementarityEstimate](repeating: Self.estimate(0.2), count: 20))
    #expect(abs(many.standardError - 0.03) < 1e-12)
  }

  @Test("distil, do not distil, cannot tell by the interval")
  func decisions() {
    #expect(ComplementarityVerdict([Self.estimate(0.2)]).decision == .distil)
    let against = Self.estimate(-0.2, gaussian: -0.1, plugin: -0.1)
    #expect(ComplementarityVerdict([against]).decision == .doNotDistil)
    let open = ComplementarityVerdict([Self.estimate(0.05)])
    #expect(open.decision == .cannotTell)
    #expect(
      open.reason
        == "The interval of Δ = I(T;S) − I(S;Y), −0.017 to 0.117 nats, contains 0 at 900 rows.")
  }

  @Test("a secondary of the other sign is printed and decides nothing, on either side")
  func secondary() {
    let helps = ComplementarityVerdict([Self.estimate(0.2, plugin: -0.04)])
    #expect(helps.decision == .distil)
    #expect(
      helps.reason
        == "Teacher and student share more than student and target: Δ is 0.133 to 0.267 nats. "
        + "Other estimators, whose own truth may differ in sign: plug-in −0.040.")
    let against = ComplementarityVerdict([Self.estimate(-0.2, gaussian: 0.1, plugin: 0.2)])
    #expect(against.decision == .doNotDistil)
    #expect(against.reason.hasSuffix("may differ in sign: Gaussian 0.100, plug-in 0.200."))
    let agreed = ComplementarityVerdict([Self.estimate(0.2, plugin: 0)])
    #expect(agreed.reason.hasSuffix("Δ is 0.133 to 0.267 nats."))
  }

  @Test("of G groups at most G − 1 degrees of freedom are left, and never more than ten")
  func degreesOfFreedom() {
    func halfWidth(_ groups: Int?) -> Double {
      var estimate = Self.estimate(0.2)
      estimate.groups = groups
      let verdict = ComplementarityVerdict([estimate])
      return (verdict.upper - verdict.delta) / verdict.standardError
    }
    #expect(abs(halfWidth(10) - 2.2621571628540993) < 1e-9)
    #expect(abs(halfWidth(11) - 2.228138851986274) < 1e-9)
    #expect(halfWidth(500) == halfWidth(nil))
  }

  @Test("groups are what an open verdict counts")
  func groups() {
    var estimate = Self.estimate(0.05)
    estimate.groups = 52
    let verdict = ComplementarityVerdict([estimate])
    #expect(verdict.groups == 52)
    #expect(verdict.reason.hasSuffix("contains 0 at 52 groups."))
  }

  @Test("a control above 2 standard errors shows a biased estimator, whatever Δ is")
  func biased() {
    let verdict = ComplementarityVerdict([Self.estimate(0.5, within: 0.07)])
    #expect(verdict.decision == .cannotTell)
    #expect(verdict.reason.hasPrefix("estimator biased"))
  }

  @Test(
    "agreement with what happened",
    arguments: [
      (0.2, Outcome.helps, true), (0.2, .flat, false), (0.2, .unclear, nil),
      (-0.2, .hurts, true), (-0.2, .flat, true), (-0.2, .helps, false), (0.01, .helps, nil),
    ] as [(Double, Outcome, Bool?)])
  func agreement(delta: Double, outcome: Outcome, expected: Bool?) {
    let verdict = ComplementarityVerdict([
      Self.estimate(delta, gaussian: delta, plugin: delta)
    ])
    #expect(verdict.agrees(with: outcome) == expected)
  }

  @Test("its words are those of the ledger")
  func words() {
    #expect(
      ComplementarityVerdict.Decision.allCases.map(\.rawValue)
        == ["distil", "do not distil", "cannot tell"])
  }
}
