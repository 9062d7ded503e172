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

  @Test("a secondary of the other sign leaves it open")
  func secondary() {
    let verdict = ComplementarityVerdict([Self.estimate(0.2, plugin: -0.04)])
    #expect(verdict.decision == .cannotTell)
    #expect(
      verdict.reason
        == "A secondary estimator disagrees in sign: Δ is 0.200 by neighbours, plug-in −0.040.")
    #expect(ComplementarityVerdict([Self.estimate(0.2, plugin: 0)]).decision == .distil)
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
