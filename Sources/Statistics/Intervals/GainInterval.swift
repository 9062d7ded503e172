/// How much better one arm is than another, oriented so that + is better, with its uncertainty.
///
/// The interval is for *these* training rows: seeds and test rows vary in it, the training set does
/// not (`SplitInterval` adds that).
///
/// Where nothing can be said, because the test part holds one independent unit or too few that
/// differ, the bounds are −∞ and +∞ and there is no p-value: `isKnown` is false.
public protocol GainInterval: Sendable {
  var gain: Double { get }
  var lower: Double { get }
  var upper: Double { get }
  /// √V, of the gain over seeds and test rows together.
  var standardError: Double { get }
  /// Standard error from the seeds alone; `nil` where one seed cannot tell.
  var standardErrorOfSeeds: Double? { get }
  /// Standard error from the test rows (or groups) alone; `nil` where one row cannot tell.
  var standardErrorOfRows: Double? { get }
  /// Of the t distribution behind the bounds; 0 where there is no interval.
  var degreesOfFreedom: Double { get }
  /// Of a gain of 0, two-sided; `nil` exactly where there is no interval.
  var pValue: Double? { get }
  /// Every seed gives the same differences (a linear student, say): interval and p-value are then
  /// those of the rows alone. Advise `splits` there.
  var seedsChangeNothing: Bool { get }
  /// Independent test units: groups where rows come in groups, rows otherwise.
  var units: Int { get }
}

extension GainInterval {
  /// Whether the data give an interval at all.
  public var isKnown: Bool { lower.isFinite && upper.isFinite }
}

/// How few independent test units are few.
public enum TestUnits {
  /// Below this many groups (or rows) the t distribution has at most one degree of freedom fewer
  /// than there are units, differences that never vary prove nothing, and a report should warn.
  public static let few = 10
}
