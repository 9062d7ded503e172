import Datasets
import Distillation
import Gradients
import Networks
import Specifications
import Tensors

/// What the works of a plan ask of the machine.
struct PlanCost: Sendable {
  let experiment: Experiment

  /// Every network of the plan.
  private let networks: [PlannedNetwork: Network]

  init(_ experiment: Experiment) {
    self.experiment = experiment
    // A network that cannot be made is refused before anything is estimated.
    networks = experiment.networks.reduce(into: [:]) { $0[$1] = try? experiment.engine(of: $1) }
  }

  /// Floating-point operations of all fits of a run, of as many epochs as they take as a rule.
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

  /// What the searches ask for as a rule: the half decades and smoothings of each student, two further
  /// decades of each distilled arm.
  var searchOperations: Double {
    let plan = experiment.plan
    guard plan.range.searches else { return 0 }
    let further = Double(plan.range.smoothings.count + (plan.range.refines ? 2 : 0))
    let students = plan.sweep.students.reduce(0) {
      $0 + operations(.smoothed(modality: $1), fits: 1)
    }
    let pairs = plan.size.distils ? plan.sweep.pairs : []
    let distilled = pairs.reduce(0) { $0 + operations(.smoothed(modality: $1.student), fits: 1) }
    return Double(plan.seeds) * (further * students + 2 * distilled)
  }

  private func operations(_ work: RunWork, fits: Double) -> Double {
    guard let network = PlannedNetwork(work) else { return 0 }
    let rows = experiment.task.train.count
    let epochs = Double(experiment.specification.training.usualEpochs(trainRows: rows))
    let specification = experiment.recipe(of: network).network
    // Forward and backward: six operations a parameter, each time a row needs it.
    // Of an embedding a row needs as many rows as it has tokens: next to nothing.
    let weights = parameters(of: work) - specification.kind.embeddingParameters
    let uses = Double(max(weights, 0)) * Double(specification.uses(experiment.parts(of: network)))
    return 6 * uses * Double(rows) * epochs * fits
  }

  /// Of one of the run's networks; 0 where nothing is trained.
  private func parameters(of work: RunWork) -> Int {
    PlannedNetwork(work).flatMap { networks[$0] }?.parameterCount ?? 0
  }

  /// What the memory of the plan's fits depends on.
  var fits: Set<FitShape> {
    Set(
      networks.map { planned, network in
        FitShape(
          network: network, settings: experiment.recipe(of: planned).settings(seed: 0),
          rows: experiment.task.train.count)
      })
  }
}

/// What the memory of a fit depends on; settings of a sweep have many of them in common.
struct FitShape: Hashable {
  var network: Network
  var settings: TrainingSettings
  var rows: Int

  /// Parameters, gradient, moments, activations and their gradients as the engine plans them for these
  /// batches; the parameters as they go in, come out and are stored (their bytes and a copy of them);
  /// labels and a teacher's logits.
  var bytes: Int {
    // Of an objective's inputs only the widths matter here.
    let inputs = Tensor.zeros(rows: 0, columns: network.outputs)
    let objective = Objective(
      inputs: ["labels", "logits"].map { ObjectiveInput(name: $0, values: inputs) }
    ) { tape, z in
      crossEntropy(z, targets: tape.input("labels"))
        + divergence(from: tape.input("logits"), to: z, temperature: 2)
    }
    return Trainer(network: network, settings: settings).memoryBytes(
      rows: rows, objective: objective)
      + MemoryLayout<Float>.stride * (4 * network.parameterCount + 2 * rows * network.outputs)
  }
}
