/// How much better one arm is than another, oriented so that + is better, with its uncertainty.
///
/// The interval is for *these* training rows: seeds and test rows vary in it, the training set does
/// not (`SplitInterval` adds that).
public protocol GainInterval: Sendable {
  var gain: Double { get }
  var lower: Double { get }
  var upper: Double { get }
  /// Standard error from the seeds alone; `nil` where one seed cannot tell.
  var standardErrorOfSeeds: Double? { get }
  /// Standard error from the test rows (or groups) alone; `nil` where one row cannot tell.
  var standardErrorOfRows: Double? { get }
  /// Of a gain of 0, two-sided; `nil` where seeds change nothing, since that p-value would count
  /// one training run as many. Advise `splits` there.
  var pValue: Double? { get }
  /// Every seed gives the same differences (a linear student, say).
  var seedsChangeNothing: Bool { get }
}
