// Statistics: pure functions on arrays, in Double, without I/O and without hidden state.
//
// - `Metrics/`: how well one arm of one seed predicts (`Metric`, `Predictions`,
//   `ReliabilityDiagram`).
// - `Intervals/`: how much better one arm is than another, and how sure that is (`PairedComparison`
//   picks between `CrossedInterval` and `PigeonholeBootstrap`).
// - `Decisions/`: what may be said about it (`Outcome`, `McNemar`, `Holm`, `Power`).
// - `Distributions/`: the special functions and distributions the others stand on.
//
// What does not live here: mutual information (module Information) and anything that trains.

/// The level of every interval Retort prints.
public enum Confidence {
  public static let level = 0.95
}
