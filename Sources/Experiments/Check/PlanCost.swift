import Distillation
import Specifications
import Tensors

/// What the works of a plan ask of the machine.
struct PlanCost: Sendable {
  let inputs: JobInputs

  init(_ inputs: JobInputs) { self.inputs = inputs }

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
    let epochs = Double(inputs.specification.training.epochs)
    // Forward and backward: six operations a parameter and row.
    return 6 * Double(parameters(of: work)) * Double(inputs.task.train.count) * epochs * fits
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
    return inputs.recipe(of: work).network.parameterCount(
      inputs: modalities.reduce(0) { $0 + inputs.features(of: $1).columns },
      outputs: inputs.task.outputs)
  }

  var memoryBytes: Int {
    let modalities = (inputs.plan.sweep.teachers + inputs.plan.sweep.students).withoutRepeats
    let features = modalities.reduce(0) { sum, modality in
      let source = inputs.features(of: modality)
      return sum + source.rows * source.columns * 4
    }
    let largestNetwork = inputs.plan.runs.reduce(0) {
      max($0, parameters(of: $1.work))
    }
    // Parameters, gradient, two moments, best epoch.
    return features + largestNetwork * 4 * 5
  }
}
