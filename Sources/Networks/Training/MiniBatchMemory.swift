import Gradients
import Tensors

/// The programs of a fit by mini-batches and where everything of it lives, before any of it is
/// allocated.
///
///     arena:  parameters | gradient | programs' own memory | moments | average | best parameters
///
/// Phases share all but the moments, of which each has its own.
struct MiniBatchMemory {
  /// In the order of the settings.
  let phases: [Phase]
  /// Rows of a full batch.
  let rows: Int
  /// Parts of a batch at most: a short batch may have more of them than a full one.
  let mostParts: Int
  let evaluation: Program
  /// Mean of the weights over the steps, where the settings ask for one.
  let average: Slot?
  let best: Slot

  struct Phase {
    let full: BatchProgram
    /// For the short last batch of an epoch, where there is one.
    let tail: BatchProgram?
    /// The optimiser before its first step.
    let update: Update
    /// The parameters that move.
    let moving: Range<Int>
  }

  init(_ objective: BoundObjective, settings: TrainingSettings, rows: Int) {
    precondition(settings.batch > 0, "batches of \(settings.batch) rows")
    let batch = min(settings.batch, rows)
    self.rows = batch
    let sequence = PhaseSequence(settings).phases
    let programs = sequence.map { phase in
      let full = BatchProgram(
        objective, loss: phase.loss, moving: phase.moves, rows: batch)
      let tail =
        rows % batch == 0
        ? nil
        : BatchProgram(
          objective, loss: phase.loss, moving: phase.moves, rows: rows % batch)
      return (full: full, tail: tail)
    }
    evaluation = objective.evaluation
    var end = programs.reduce(evaluation.end) { max($0, $1.full.end, $1.tail?.end ?? 0) }
    mostParts = programs.reduce(0) { max($0, $1.full.parts.count, $1.tail?.parts.count ?? 0) }
    var phases: [Phase] = []
    for (phase, programs) in zip(sequence, programs) {
      let moving = objective.range(phase.moves)
      precondition(!moving.isEmpty, "a phase moves the parts of a loss that has none")
      if case .lbfgs = phase.optimizer {
        preconditionFailure("L-BFGS in a phase; it fits whole, without phases")
      }
      let update = Update(
        phase.optimizer, layout: objective.layout, moving: moving,
        weightDecay: phase.weightDecay ?? settings.weightDecay, momentsAt: end)
      phases.append(
        Phase(full: programs.full, tail: programs.tail, update: update, moving: moving))
      end = update.end
    }
    self.phases = phases
    let behindMoments = Slot(offset: end, rows: 1, columns: objective.layout.count)
    average = settings.average == nil ? nil : behindMoments
    best = Slot(
      offset: Slot.aligned(average?.end ?? end), rows: 1, columns: objective.layout.count)
  }

  var parameters: Slot { phases[0].full.parameters }
  var gradient: Slot { phases[0].full.gradient }

  /// Floats of the arena.
  var count: Int { best.end }
}
