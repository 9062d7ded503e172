/// What would tell a gain from 0, if it stayed as large as it was seen.
///
/// With a and b the variances from seeds and test units, S and n their numbers and t the interval's
/// own quantile, the interval excludes 0 once
///
///     a · S/S′ + b · n/n′ < v,     v = (gain / t)²
///
/// More units alone can do it where a < v, more seeds alone where b < v; where both can, the one
/// that has to grow by the smaller factor is named. Where neither can alone, both together.
public enum WhatWouldDecide: Sendable, Hashable {
  /// The interval excludes 0 already.
  case isDecided
  /// Test rows, or groups: this many in all, at least.
  case moreRows(units: Int)
  /// This many in all, at least.
  case moreSeeds(seeds: Int)
  case moreRowsAndSeeds(units: Int, seeds: Int)
  /// Not within reach: the gain is too close to 0.
  case nothing

  /// - Parameters:
  ///   - seeds: S.
  ///   - reach: how many times as many rows or seeds anybody would collect.
  public init(_ interval: any GainInterval, seeds: Int, reach: Double = 100) {
    guard interval.isKnown else {
      // A source that was seen once has no size yet.
      self = .moreRows(units: TestUnits.few)
      return
    }
    guard interval.lower <= 0, interval.upper >= 0 else {
      self = .isDecided
      return
    }
    let half = 0.5 * (interval.upper - interval.lower)
    guard interval.gain != 0, half > 0, interval.standardError > 0 else {
      self = .nothing
      return
    }
    let error = interval.gain / half * interval.standardError
    let target = error * error
    let seedsVary = seeds > 1 && !interval.seedsChangeNothing
    let ofSeeds = seedsVary ? interval.standardErrorOfSeeds.map { $0 * $0 } ?? 0 : 0
    let ofRows = interval.standardErrorOfRows.map { $0 * $0 } ?? 0
    let rowFactor = ofSeeds < target ? ofRows / (target - ofSeeds) : .infinity
    let seedFactor =
      seedsVary && ofRows < target
      ? ofSeeds / (target - ofRows) : .infinity
    let bothFactor = (ofSeeds + ofRows) / target

    func number(_ count: Int, times factor: Double) -> Int {
      max(count + 1, Int((Double(count) * factor).rounded(.up)))
    }
    if min(rowFactor, seedFactor) <= reach {
      self =
        rowFactor <= seedFactor
        ? .moreRows(units: number(interval.units, times: rowFactor))
        : .moreSeeds(seeds: number(seeds, times: seedFactor))
    } else if rowFactor.isInfinite, seedFactor.isInfinite, seedsVary, bothFactor <= reach {
      self = .moreRowsAndSeeds(
        units: number(interval.units, times: bothFactor),
        seeds: number(seeds, times: bothFactor))
    } else {
      self = .nothing
    }
  }
}
