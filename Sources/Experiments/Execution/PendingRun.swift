import Distillation

/// A run to be computed, and every place of the plan it fills.
struct PendingRun: Sendable {
  var key: String
  /// Keys of the runs whose outputs it reads.
  var inputs: [String]
  /// Of its first place; the run comes out the same for the others.
  var experiment: Experiment
  var computation: RunComputation
  /// The first of its places.
  var first: PlannedRun
  var ordinals: [Int] = []

  /// Epochs of one of its fits at most.
  private var epochsOfFit: Int { experiment.recipe(of: first.work).mostEpochs }

  /// Epochs of all of its fits at most.
  var epochs: Int { computation.fits.count * epochsOfFit }

  /// Epochs of the fits before one, at most.
  func epochsBefore(fit index: Int) -> Int {
    (index - computation.fits.lowerBound) * epochsOfFit
  }
}
