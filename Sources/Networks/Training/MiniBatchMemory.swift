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

  init(network: Network, settings: TrainingSettings, rows: Int, objective: Objective) {
    precondition(settings.batch > 0, "batches of \(settings.batch) rows")
    let batch = min(settings.batch, rows)
    full = BatchProgram(objective, network: network, rows: batch)
    tail =
      rows % batch == 0
      ? nil : BatchProgram(objective, network: network, rows: rows % batch)
    evaluation = network.evaluation
    update = Update(
      settings.optimizer, layout: network.layout, weightDecay: settings.weightDecay,
      momentsAt: max(full.end, tail?.end ?? 0, evaluation.end))
    let behindMoments = Slot(offset: update.end, rows: 1, columns: network.parameterCount)
    average = settings.average == nil ? nil : behindMoments
    best = Slot(
      offset: Slot.aligned(average?.end ?? update.end), rows: 1, columns: network.parameterCount)
  }

  /// Parts of a batch at most: a short batch may have more of them than a full one.
  var mostParts: Int { max(full.parts.count, tail?.parts.count ?? 0) }

  /// Floats of the arena.
  var count: Int { best.end }
}
