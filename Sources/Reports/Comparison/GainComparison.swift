import Ledger
import Records

/// The chosen variant of one pair (and setting) in two jobs, on the metric that chose it.
public struct GainComparison: Sendable, Hashable, Encodable {
  /// What one job says.
  public struct Side: Sendable, Hashable, Encodable {
    public var variant: String
    public var gain: Double?
    public var gainLower: Double?
    public var gainUpper: Double?
    public var outcome: String?
    public var claim: Bool
    /// What was said before training.
    public var verdict: String?
    /// "+1.3 (+0.4 to +2.3)", in the unit of ``GainComparison/unit``.
    public var words: String
  }

  public var teacher: String
  public var student: String
  public var setting: String
  public var metric: String
  /// What a difference is counted in: `points`, `nats`; empty for a metric in its own unit.
  public var unit: String
  /// `nil` where a job has no such pair, or chose no variant.
  public var first: Side?
  public var second: Side?

  /// Whether the interval of the difference leaves out 0, as the view `nightly` has it: made from both
  /// intervals as if they were independent (Zou and Donner 2008), so too wide where jobs share rows or
  /// seeds.
  ///
  ///     d = g₂ − g₁,   lower = d − √((g₂ − l₂)² + (u₁ − g₁)²),   upper = d + √((u₂ − g₂)² + (g₁ − l₁)²)
  public var hasMoved: Bool {
    guard let first, let second, let earlier = first.gain, let gain = second.gain,
      let lower1 = first.gainLower, let upper1 = first.gainUpper,
      let lower2 = second.gainLower, let upper2 = second.gainUpper
    else { return false }
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    let difference = gain - earlier
    return difference - length(gain - lower2, upper1 - earlier) > 0
      || difference + length(upper2 - gain, earlier - lower1) < 0
  }

  /// Every pair and setting of the first, then those only the second has.
  static func chosen(_ first: JobComparison.Side, _ second: JobComparison.Side) -> [GainComparison]
  {
    let sides = [first, second].map(chosen)
    let places = sides.flatMap { $0.map(\.place) }.withoutRepeats
    return places.map { place in
      let rows = sides.map { side in side.first { $0.place == place } }
      let metric = ReportedMetric(name: place.metric)
      return GainComparison(
        teacher: place.teacher, student: place.student, setting: place.setting,
        metric: place.metric, unit: metric.differenceUnit,
        first: rows[0].map { Side($0.row, metric, first) },
        second: rows[1].map { Side($0.row, metric, second) })
    }
  }

  private struct Place: Hashable {
    var teacher: String
    var student: String
    var setting: String
    var metric: String
  }

  private static func chosen(_ side: JobComparison.Side) -> [(place: Place, row: ComparisonRecord)]
  {
    let primary = side.gains.first?.metric
    return side.gains.filter {
      $0.selected && $0.metric == primary && $0.split == "test" && !side.draws.contains($0.setting)
    }.map {
      (
        Place(
          teacher: $0.teacher, student: $0.student, setting: $0.setting, metric: $0.metric), $0
      )
    }
  }
}

extension GainComparison.Side {
  fileprivate init(_ row: ComparisonRecord, _ metric: ReportedMetric, _ side: JobComparison.Side) {
    variant = row.variant
    gain = row.gain
    gainLower = row.gainLower
    gainUpper = row.gainUpper
    outcome = row.outcome
    claim = row.claim
    verdict =
      side.verdicts.first {
        $0.teacher == row.teacher && $0.student == row.student && $0.variant == row.setting
      }?.verdict
    let format = MetricFormat(
      metric, spread: [row.seSeeds, row.seRows].compactMap(\.finite).max(),
      level: row.studentMean)
    words =
      format.difference(row.gain)
      + (row.gainLower.finite == nil
        ? "" : " (\(format.interval(row.gainLower, row.gainUpper)))")
  }
}
