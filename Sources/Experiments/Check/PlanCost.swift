import Datasets
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

  /// Private memory of the features, of products, and of the largest run. What is mapped does not
  /// count.
  var memoryBytes: Int {
    let planned = Set(inputs.plan.sweep.teachers + inputs.plan.sweep.students)
    let features = inputs.dataset.modalities.reduce(0) { sum, modality in
      sum + (planned.contains(modality.name) ? modality.memoryBytes : modality.features.memoryBytes)
    }
    return features + ProductMemory.bytesOfThread + largestRunBytes
  }

  /// What the largest run keeps for its parameters.
  var largestRunBytes: Int {
    inputs.plan.runs.reduce(0) { largest, run in
      max(largest, parameters(of: run.work) * inputs.recipe(of: run.work).bytesOfParameter)
    }
  }
}
