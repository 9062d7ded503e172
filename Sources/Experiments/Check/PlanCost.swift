import Datasets
import Distillation
import Specifications
import Tensors

/// What the works of a plan ask of the machine.
struct PlanCost: Sendable {
  let experiment: Experiment

  init(_ experiment: Experiment) { self.experiment = experiment }

  /// Floating-point operations of all epochs of all fits of a run; early stopping makes it less.
  func operations(of work: RunWork) -> Double {
    // A fold's complement has four fifths of the rows.
    let crossFit = Double(CrossFitting.folds - 1)
    return switch work {
    case .teacher: operations(work, fits: 1 + crossFit)
    case .studentFolds, .imitation: operations(work, fits: crossFit)
    case .lateFusion: 0
    default: operations(work, fits: 1)
    }
  }

  private func operations(_ work: RunWork, fits: Double) -> Double {
    let epochs = Double(experiment.specification.training.epochs)
    // Forward and backward: six operations a parameter and row.
    return 6 * Double(parameters(of: work)) * Double(experiment.task.train.count) * epochs * fits
  }

  /// Of one of the run's networks; 0 where nothing is trained.
  private func parameters(of work: RunWork) -> Int {
    let modalities: [String]
    switch work {
    case .teacher(let modality): modalities = [modality]
    case .concatenation(let pair): modalities = [pair.teacher, pair.student]
    case .lateFusion: return 0
    default: modalities = [work.student]
    }
    return experiment.recipe(of: work).network.parameterCount(
      inputs: modalities.reduce(0) { $0 + experiment.features(of: $1).columns },
      outputs: experiment.task.outputs)
  }

  /// What the largest run keeps for its parameters.
  var largestRunBytes: Int {
    experiment.plan.runs.reduce(0) { largest, run in
      max(largest, parameters(of: run.work) * experiment.recipe(of: run.work).bytesOfParameter)
    }
  }
}
