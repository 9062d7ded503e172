import Datasets
import Distillation
import Networks
import Specifications
import Tensors

/// A network that a plan trains, and what it sees of a row.
struct PlannedNetwork: Sendable, Hashable {
  enum Role: String, Sendable {
    case teacher = "the teacher"
    case student = "the student"
    /// Teacher's and student's modality side by side.
    case joint = "the student that sees both"
  }

  var role: Role
  /// One, or the teacher's and the student's.
  var modalities: [String]

  /// Of the fits of a run; `nil` where nothing is trained.
  init?(_ work: RunWork) {
    switch work {
    case .teacher(let modality): (role, modalities) = (.teacher, [modality])
    case .concatenation(let pair): (role, modalities) = (.joint, [pair.teacher, pair.student])
    case .lateFusion: return nil
    default: (role, modalities) = (.student, [work.student])
    }
  }

  init(_ role: Role, _ modalities: [String]) {
    self.role = role
    self.modalities = modalities
  }
}

extension Experiment {
  /// Every network of the plan, teachers first.
  var networks: [PlannedNetwork] {
    let sweep = plan.sweep
    return sweep.teachers.map { PlannedNetwork(.teacher, [$0]) }
      + sweep.students.map { PlannedNetwork(.student, [$0]) }
      + (specification.distil
        ? sweep.pairs.map { PlannedNetwork(.joint, [$0.teacher, $0.student]) } : [])
  }

  func recipe(of network: PlannedNetwork) -> TrainingRecipe {
    network.role == .teacher ? teacherRecipe : studentRecipe()
  }

  /// The shape of a row of each modality it sees.
  func parts(of network: PlannedNetwork) -> [[Int]] {
    network.modalities.map { dataset.modality($0)?.shape ?? [features(of: $0).columns] }
  }

  /// - Throws: where the data do not fit, or the engine has no such network.
  func engine(of network: PlannedNetwork) throws(NetworkRefusal) -> Network {
    try recipe(of: network).network.engine(parts(of: network), outputs: task.outputs)
  }
}
