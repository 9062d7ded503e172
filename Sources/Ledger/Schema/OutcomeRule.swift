/// What an interval shows, in SQL: the rule of the outcomes `helps`, `hurts`, `flat` and `unclear`, with
/// the band a metric has in `metric_kinds`. `Outcome` of the module Statistics is the same rule for what is
/// worked out when a job is sealed.
enum OutcomeRule {
  /// - Parameters:
  ///   - lower, upper: ends of the interval.
  ///   - margin: how far from 0 a difference still is none; NULL where it is not known.
  /// - Returns: an expression that is NULL where there is no interval.
  static func outcome(lower: String, upper: String, margin: String) -> String {
    """
    CASE
            WHEN \(lower) > 0 THEN 'helps'
            WHEN \(upper) < 0 THEN 'hurts'
            WHEN \(lower) >= -\(margin) AND \(upper) <= \(margin) THEN 'flat'
            WHEN \(lower) IS NOT NULL THEN 'unclear' END
    """
  }

  /// - Parameters:
  ///   - kind: the name `metric_kinds` has in the query.
  ///   - mean: the student's mean.
  static func margin(of kind: String, mean: String) -> String {
    "(\(kind).flat_band * iif(\(kind).band_is_relative, abs(\(mean)), 1))"
  }
}
