import Specifications

/// A checked job, ready to run: one experiment for each setting of its sweep, and the plan of all.
public struct JobDesign: Sendable {
  /// As written; swept keys hold their first value.
  public let specification: JobSpecification
  /// In the order of the plan; at least one.
  public let experiments: [Experiment]

  /// Every run of the job, by ordinal.
  public var runs: [PlannedRun] { experiments.flatMap(\.plan.runs) }

  /// The first experiment: what all of them share can be asked of it.
  var first: Experiment { experiments[0] }

  /// - Parameter experiments: at least one.
  init(specification: JobSpecification, experiments: [Experiment]) {
    precondition(!experiments.isEmpty, "a job has at least one experiment")
    self.specification = specification
    self.experiments = experiments
  }
}
