public import Statistics

/// Whether to distil, said before any student is distilled.
///
/// Δ is the mean over seeds. The seeds' networks differ, their rows do not, so that averaging
/// leaves the rows' part of the error as it was and only the seeds' part shrinks:
///
///     V = mean over seeds of SE_s² + var_s(Δ_s)/S          Δ ± t₁₀ √V
///
/// (with one seed the second term is absent; G groups of rows leave min(10, G − 1) degrees of
/// freedom). It is on the safe side: the spread over seeds holds a share of the estimator's own noise
/// that the first term has counted already. Δ_within is treated alike.
///
/// `cannot tell`, the first that applies: a reservation (`VerdictReservation`) · Δ_within above 2 of
/// its standard errors (the estimator is biased) · the interval contains 0. Otherwise `distil` where
/// Δ > 0, `do not distil` where Δ < 0.
///
/// No secondary estimator vetoes: each is true to another quantity, whose sign is another's.
/// - Hard predictions lose more of I(T;S) than of I(S;Y). Of 40 teachers that help by points the
///   neighbours' interval lies above 0 for all; the plug-in opposes 12, the normal form none.
/// - The normal form sees no more than covariances. Of 120 teachers that share with the student how
///   far out a row lies it opposes 120. Of two sure outputs independent given the label, where Δ is 0,
///   it says Δ > 0 every time, as its I(S;Y) ends at the label's entropy and its I(T;S) does not: it
///   would stop each `do not distil` and no `distil`.
///
/// Where T ⟂ S | Y the interval alone keeps its level since `ControlVariance` is part of it: `distil`
/// for 37 of 1 800 draws of 300 rows, 5 of 360 of 1 000 rows. Where a secondary has the other sign the
/// reason prints it. (`Tests/InformationTests/VerdictSimulationTests.swift`)
public struct ComplementarityVerdict: Sendable, Hashable {
  public enum Decision: String, Sendable, Hashable, CaseIterable {
    case distil
    case doNotDistil = "do not distil"
    case cannotTell = "cannot tell"
  }

  public let decision: Decision
  /// Why, in one sentence.
  public let reason: String
  public let seeds: Int
  /// Of every seed.
  public let rows: Int
  /// G of every seed; `nil` where rows stand for themselves.
  public let groups: Int?
  public let dimension: Int
  /// Means over seeds, nats.
  public let iTeacherStudent: Double
  public let iStudentLabel: Double
  public let delta: Double
  public let standardError: Double
  public let lower: Double
  public let upper: Double
  public let deltaWithin: Double
  public let standardErrorWithin: Double
  /// I(T;S|Y); `nil` where a seed has none.
  public let conditional: Double?
  public let gaussian: SecondaryEstimate
  public let plugin: SecondaryEstimate

  /// t of the interval: the variance of k = 2 … 10 parts is known to about ten degrees of freedom,
  /// and never to more than its groups leave.
  private static func degreesOfFreedom(groups: Int?) -> Double {
    Double(min(10, groups.map { max($0 - 1, 1) } ?? 10))
  }

  /// - Parameter perSeed: one estimate a seed, one at least, all on the same rows.
  public init(_ perSeed: [ComplementarityEstimate]) {
    precondition(!perSeed.isEmpty, "a verdict needs the estimate of a seed")
    func mean(_ value: (ComplementarityEstimate) -> Double) -> Double {
      perSeed.reduce(0) { $0 + value($1) } / Double(perSeed.count)
    }
    seeds = perSeed.count
    rows = perSeed[0].rows
    groups = perSeed[0].groups
    dimension = perSeed[0].dimension
    iTeacherStudent = mean(\.iTeacherStudent)
    iStudentLabel = mean(\.iStudentLabel)
    let conditionals = perSeed.compactMap(\.conditional)
    conditional =
      conditionals.count == perSeed.count
      ? conditionals.reduce(0, +) / Double(perSeed.count) : nil
    gaussian = SecondaryEstimate(meanOf: perSeed.map(\.gaussian))
    plugin = SecondaryEstimate(meanOf: perSeed.map(\.plugin))

    let combined = Self.combined(perSeed.map { ($0.delta, $0.standardErrorOfDelta) })
    let within = Self.combined(perSeed.map { ($0.deltaWithin, $0.standardErrorWithin) })
    (delta, standardError) = combined
    (deltaWithin, standardErrorWithin) = within
    let factor = StudentDistribution(degreesOfFreedom: Self.degreesOfFreedom(groups: groups))
      .factor(confidence: Confidence.level)
    lower = combined.mean - factor * combined.standardError
    upper = combined.mean + factor * combined.standardError
    if let reservation = perSeed.lazy.compactMap(\.reservation).first {
      (decision, reason) = (.cannotTell, reservation.description)
    } else {
      (decision, reason) = Self.decide(
        delta: combined.mean, lower: lower, upper: upper, within: within,
        observations: groups.map { "\($0) groups" } ?? "\(rows) rows",
        secondaries: [("Gaussian", gaussian.delta), ("plug-in", plugin.delta)])
    }
  }

  /// What the track record counts: 1 agreed, 0 not, `nil` where verdict or outcome is open.
  public func agrees(with outcome: Outcome) -> Bool? {
    switch (decision, outcome) {
    case (.distil, .helps), (.doNotDistil, .hurts), (.doNotDistil, .flat): true
    case (.distil, .hurts), (.distil, .flat), (.doNotDistil, .helps): false
    case (.cannotTell, _), (_, .unclear): nil
    }
  }

  private static func combined(
    _ estimates: [(value: Double, standardError: Double)]
  ) -> (mean: Double, standardError: Double) {
    let count = Double(estimates.count)
    let mean = estimates.reduce(0) { $0 + $1.value } / count
    let inside = estimates.reduce(0) { $0 + $1.standardError * $1.standardError } / count
    guard estimates.count > 1 else { return (mean, inside.squareRoot()) }
    let between =
      estimates.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) } / (count - 1)
    return (mean, (inside + between / count).squareRoot())
  }

  private static func decide(
    delta: Double, lower: Double, upper: Double, within: (mean: Double, standardError: Double),
    observations: String, secondaries: [(name: String, delta: Double)]
  ) -> (Decision, String) {
    if within.mean > 2 * within.standardError {
      let text = "estimator biased: with the teacher's rows permuted inside classes Δ is "
      return (
        .cannotTell,
        text + "\(Nats.text(within.mean)), above twice its standard error "
          + "\(Nats.text(within.standardError)), where the truth cannot be above 0."
      )
    }
    let interval = "\(Nats.text(lower)) to \(Nats.text(upper)) nats"
    guard lower > 0 || upper < 0 else {
      return (
        .cannotTell,
        "The interval of Δ = I(T;S) − I(S;Y), \(interval), contains 0 at \(observations)."
      )
    }
    let opposed = secondaries.filter { $0.delta * delta < 0 }
      .map { "\($0.name) \(Nats.text($0.delta))" }.joined(separator: ", ")
    let note =
      opposed.isEmpty ? "" : " Other estimators, whose own truth may differ in sign: \(opposed)."
    return delta > 0
      ? (
        .distil,
        "Teacher and student share more than student and target: Δ is \(interval).\(note)"
      )
      : (
        .doNotDistil,
        "Student and target share more than teacher and student: Δ is \(interval).\(note)"
      )
  }
}

/// Nats in text: three decimals, the same on every machine.
enum Nats {
  static func text(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return value.description }
    let thousandths = Int((abs(value) * 1_000).rounded())
    let decimals = String(1_000 + thousandths % 1_000).dropFirst()
    return (value < 0 && thousandths > 0 ? "−" : "") + "\(thousandths / 1_000).\(decimals)"
  }
}
