/// A run to be computed, and every place of the plan it fills.
struct PendingRun: Sendable {
  var key: String
  var computation: RunComputation
  /// The first of its places.
  var first: PlannedRun
  /// Epochs of one of its fits at most.
  var epochsOfFit: Int
  var ordinals: [Int] = []

  /// Epochs of all of its fits at most.
  var epochs: Int { computation.fits.count * epochsOfFit }

  /// Epochs of the fits before one, at most.
  func epochsBefore(fit index: Int) -> Int {
    (index - computation.fits.lowerBound) * epochsOfFit
  }
}
