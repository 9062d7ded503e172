import Gradients
import Tensors

/// The programs of a fit by mini-batches and where everything of it lives, before any of it is
/// allocated.
///
///     arena:  parameters | gradient | programs' own memory | moments | average | best parameters
struct MiniBatchMemory {
  let full: BatchProgram
  /// For the short last batch of an epoch, where there is one.
  let tail: BatchProgram?
  let evaluation: Program
  /// The optimiser before its first step.
  let update: Update
  /// Mean of the weights over the steps, where the settings ask for one.
  let average: Slot?
  let best: Slot

  init(_ objective: BoundObjective, settings: TrainingSettings, rows: Int) {
    precondition(settings.batch > 0, "batches of \(settings.batch) rows")
    let batch = min(settings.batch, rows)
    full = BatchProgram(objective, rows: batch)
    tail =
      rows % batch == 0
      ? nil : BatchProgram(objective, rows: rows % batch)
    evaluation = objective.evaluation
    update = Update(
      settings.optimizer, layout: objective.layout, weightDecay: settings.weightDecay,
      momentsAt: max(full.end, tail?.end ?? 0, evaluation.end))
    let behindMoments = Slot(offset: update.end, rows: 1, columns: objective.layout.count)
    average = settings.average == nil ? nil : behindMoments
    best = Slot(
      offset: Slot.aligned(average?.end ?? update.end), rows: 1, columns: objective.layout.count)
  }

  /// Parts of a batch at most: a short batch may have more of them than a full one.
  var mostParts: Int { max(full.parts.count, tail?.parts.count ?? 0) }

  /// Floats of the arena.
  var count: Int { best.end }
}
