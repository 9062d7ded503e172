// Statistics: pure functions on arrays, in Double, without I/O and without hidden state.
//
// - `Metrics/`: how well one arm of one seed predicts (`Metric`, `Predictions`,
//   `ReliabilityDiagram`), and the floor under all of them (`ConstantPredictor`).
// - `Intervals/`: how much better one arm is than another, and how sure that is (`PairedComparison`
//   picks between `CrossedInterval` and `PigeonholeBootstrap`; both stand on `CrossedBounds`).
// - `Decisions/`: what may be said about it (`Outcome`, `IntersectionUnionTest`, `McNemar`, `Holm`),
//   what would tell (`Power`, `WhatWouldDecide`), and whether parts of the data are alike
//   (`LabelShift`, `KolmogorovSmirnov`, `PartGap`).
// - `Distributions/`: the special functions and distributions the others stand on.
//
// What does not live here: mutual information (module Information) and anything that trains.

/// The level of every interval Retort prints.
public enum Confidence {
  public static let level = 0.95
}
