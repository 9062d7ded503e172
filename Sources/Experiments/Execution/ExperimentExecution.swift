import Records

/// The work on one experiment of a job: which runs its plan comes to, what they chose, what they left.
/// Holds nothing of its own; results are those of the whole job.
struct ExperimentExecution: Sendable {
  let experiment: Experiment
  let world: ExecutionEnvironment
  let results: RunResults

  /// Outputs of the run at a place of the plan; `nil` where there is none.
  func products(ordinal: Int) throws -> RunProducts? {
    guard let result = results[ordinal] else { return nil }
    return try RunProducts(bytes: try world.load(result.products))
  }

  /// Outputs of one seed of a work.
  func products(of work: RunWork, seed: Int) throws -> RunProducts? {
    let places = experiment.plan.places(of: work)
    guard seed < places.count else { return nil }
    return try products(ordinal: places[seed])
  }

  /// Validation scores of the runs of a work, one a seed.
  func scores(of work: RunWork) -> [ValidationScore?] {
    experiment.plan.places(of: work).map { results[$0]?.validationScore }
  }
}
