import Distillation
import Plans
import Records
import Specifications

/// A checked job, ready to run: one experiment for each setting of its sweep, and the plan of all.
public struct JobDesign: Sendable {
  /// As written; swept keys hold their first value.
  public let specification: JobSpecification
  /// In the order of the plan; at least one.
  public let experiments: [Experiment]
  /// A node's setting is the number of its experiment.
  public let plan: Plan

  /// The first experiment: what all of them share can be asked of it.
  var first: Experiment { experiments[0] }

  /// - Parameter experiments: at least one.
  init(specification: JobSpecification, experiments: [Experiment], plan: Plan) {
    precondition(!experiments.isEmpty, "a job has at least one experiment")
    self.specification = specification
    self.experiments = experiments
    self.plan = plan
  }

  /// Every run of the plan as the ledger keeps it, by ordinal.
  public var runs: [PlannedRunRecord] {
    plan.ids.flatMap { id -> [PlannedRunRecord] in
      let node = plan[id]
      guard let place = node.place else { return [] }
      let experiment = experiments[node.setting]
      return plan.seeds(of: id).enumerated().map { index, seed in
        var record = PlannedRunRecord(
          ordinal: node.ordinal + index, stage: place.phase, setting: experiment.setting,
          arm: place.arm.word, teacher: place.teacher, student: place.student,
          variant: experiment.words(place), method: place.method, seed: seed ?? 0)
        record.cell = experiment.cell.with(place.cell)
        record.scope = node.scope == .once ? .once : .seed
        return record
      }
    }
  }

  /// What the arms of the plan are, in the order tables name them in; those of a method's own last.
  public var arms: [Arm] {
    let planned = plan.nodes.compactMap { $0.place?.arm }.withoutRepeats
    let order = Arm.standard(isClassification: first.task.isClassification)
    return planned.enumerated().sorted {
      (order.place(of: $0.element.word), $0.offset) < (order.place(of: $1.element.word), $1.offset)
    }.map(\.element)
  }

  /// What every run's numbers depend on besides itself.
  static func environment(_ environment: EnvironmentRecord) -> CanonicalValue {
    [
      "engine": .integer(environment.engineVersion), "numerics": .text(environment.numerics),
      "threads": .integer(environment.threads),
    ]
  }
}

extension Experiment {
  /// A place in words, as ledger and report have it: the setting, and what tells it from others of its arm.
  func words(_ place: Place) -> String {
    [setting, place.words].filter { !$0.isEmpty }.joined(separator: ", ")
  }
}
