import Distillation
import Information
import Records
import Specifications

/// Runs a job's plan stage by stage, all settings of its sweep in each. Every run is said to the
/// listener as it ends; the verdicts come before the first distilled run; the value returned seals the
/// job.
public struct JobExecution: Sendable {
  let design: JobDesign
  let world: ExecutionEnvironment
  let results = RunResults()
  let finished: [String: FinishedRun]
  let knownVerdicts: [VerdictRecord]
  let gate: EmissionGate
  let progress: JobProgress

  public init(
    _ design: JobDesign, finishedRuns: [FinishedRun] = [], verdicts: [VerdictRecord] = [],
    world: ExecutionEnvironment
  ) {
    self.design = design
    self.world = world
    finished = finishedRuns.reduce(into: [:]) { $0[$1.key] = $1 }
    knownVerdicts = verdicts
    gate = EmissionGate(emit: world.emit)
    progress = JobProgress(design, gate: gate, clock: world.clock)
  }

  /// - Throws: `Stopped` where it was asked to stop before the job was sealed, and whatever storing,
  ///   loading or speaking throws.
  public func run() throws -> SealRecord {
    let parts = design.experiments.map {
      ExperimentExecution(experiment: $0, world: world, results: results)
    }
    var selections = [Selection](repeating: Selection(), count: parts.count)
    var unfilled = Set(design.runs.lazy.filter(\.stage.isSearch).map(\.ordinal))
    try perform(.labels, of: parts, selections)
    try searchStudents(of: parts, &selections, &unfilled)
    try perform(.references, of: parts, selections)
    let verdicts = try announceVerdicts(of: parts, selections)
    try perform(.distilling, of: parts, selections)
    try searchDistilled(of: parts, &selections, &unfilled)
    try perform(.controls, of: parts, selections)
    try progress.begin("summaries")
    var seal = try JobSealing(
      design: design, parts: parts, selections: selections, verdicts: verdicts, world: world
    ).record()
    seal.unfilled = unfilled.sorted()
    return seal
  }

  /// Runs planned runs of a stage; equal runs once, whichever settings ask for them.
  ///
  /// - Parameter isDue: which of the stage's runs.
  func perform(
    _ stage: RunStage, of parts: [ExperimentExecution], _ selections: [Selection],
    isDue: (PlannedRun) -> Bool = { _ in true }
  ) throws {
    var order: [String] = []
    var groups: [String: PendingRun] = [:]
    var absent: [Int] = []
    for (part, selection) in zip(parts, selections) {
      for run in part.experiment.plan.runs where run.stage == stage && isDue(run) {
        guard let resolved = part.resolve(run, selection) else {
          absent.append(run.ordinal)
          continue
        }
        let key = resolved.identity.key
        if groups[key] == nil {
          order.append(key)
          groups[key] = PendingRun(
            key: key, inputs: resolved.identity.inputs, experiment: part.experiment,
            computation: resolved.computation, first: run)
        }
        groups[key]?.ordinals.append(run.ordinal)
      }
    }
    let pending = order.compactMap { groups[$0] }
    try progress.begin(stage.rawValue, absent: absent)
    try ParallelRuns.perform(pending, workers: world.workers, unless: world.isStopRequested) {
      run in
      let record = try compute(run)
      try gate.emit(.run(record))
    }
  }

  /// Computes a run, or reads it back when it is already known.
  private func compute(_ run: PendingRun) throws -> RunRecord {
    let start = world.meter()
    var products: RunProducts
    let digest: String
    var wasComputed = false
    if let known = results[key: run.key].map(\.products) ?? finished[run.key]?.products {
      digest = known
      products = try RunProducts(bytes: try world.load(known))
    } else {
      wasComputed = true
      try progress.begin(run)
      let onEpoch: @Sendable (Int, Int) -> Void = { [progress] index, epoch in
        progress.finished(epoch: epoch, ofFit: index, of: run)
      }
      do {
        products = try run.computation.products(run.experiment, onEpoch: onEpoch) { key in
          try self.products(key: key)
        }
      } catch let failure where Divergence.isOne(failure) {
        products = RunProducts()
        products.failure = "\(failure)"
      }
      digest = try world.store(products.bytes())
    }
    let end = world.meter()

    let scores = RunScores(products, of: run.experiment)
    let status: RunRecord.Status = products.failure == nil ? .finished : .diverged
    results.record(
      RunResult(
        key: run.key, products: digest, status: status, reason: products.failure,
        validationScore: scores.validation,
        isCutShort: run.experiment.recipe(of: run.first.work).isCutShort(
          epochs: products.curve.count, chosen: products.chosenEpoch,
          validated: !run.experiment.task.validation.isEmpty)),
      ordinals: run.ordinals)
    progress.end(run, wasComputed: wasComputed)
    return RunRecord(
      key: run.key, ordinals: run.ordinals, status: status, reason: products.failure,
      inputs: run.inputs, metrics: scores.metrics, products: digest,
      parameters: products.parameters.count, epochs: products.curve.count,
      chosenEpoch: products.chosenEpoch,
      wallSeconds: end.wallSeconds - start.wallSeconds,
      cpuSeconds: end.cpuSeconds - start.cpuSeconds, peakBytes: end.peakBytes,
      wasComputed: wasComputed)
  }

  /// Outputs of a finished run, from the store.
  private func products(key: String) throws -> RunProducts {
    guard let result = results[key: key] else {
      preconditionFailure("run \(key) is read before its stage has run")
    }
    return try RunProducts(bytes: try world.load(result.products))
  }

  /// Reaches the verdict of every pair of every setting and says it, before any student is distilled.
  private func announceVerdicts(
    of parts: [ExperimentExecution], _ selections: [Selection]
  ) throws -> [VerdictRecord] {
    try progress.begin("verdicts")
    let known = Set(knownVerdicts.map(\.ordinal))
    var open: [VerdictPlace] = []
    for (index, part) in parts.enumerated() {
      for pair in part.experiment.plan.sweep.pairs {
        open.append(VerdictPlace(ordinal: open.count, part: index, pair: pair))
      }
    }
    let slots = ResultSlots<VerdictRecord>(count: open.count)
    let outcome = Result {
      let due = open.filter { !known.contains($0.ordinal) }
      let estimates = try estimates(for: due, of: parts, selections)
      try ParallelRuns.perform(
        Array(due.indices), workers: world.workers, unless: world.isStopRequested
      ) { index in
        let place = due[index]
        slots[place.ordinal] = try parts[place.part].verdict(
          place.ordinal, of: place.pair, estimates[index], selections[place.part])
      }
    }
    // Also those reached before a stop: they need not be reached again.
    let reached = slots.values.compactMap { $0 }
    for record in reached { try world.emit(.verdict(record)) }
    try outcome.get()
    return (knownVerdicts + reached).sorted { $0.ordinal < $1.ordinal }
  }

  /// Seed by seed, so that a single pair keeps all workers busy.
  private func estimates(
    for places: [VerdictPlace], of parts: [ExperimentExecution], _ selections: [Selection]
  ) throws -> [[Result<ComplementarityEstimate, InformationError>]] {
    let units = places.indices.flatMap { place in
      (0..<parts[places[place].part].experiment.plan.seeds).map { (place: place, seed: $0) }
    }
    let slots = ResultSlots<Result<ComplementarityEstimate, InformationError>>(
      count: units.count)
    try ParallelRuns.perform(
      Array(units.indices), workers: world.workers, unless: world.isStopRequested
    ) { index in
      let place = places[units[index].place]
      slots[index] = try parts[place.part].estimate(
        place.pair, seed: units[index].seed, selections[place.part])
    }
    var found = [[Result<ComplementarityEstimate, InformationError>]](
      repeating: [], count: places.count)
    for (unit, estimate) in zip(units, slots.values) {
      if let estimate { found[unit.place].append(estimate) }
    }
    return found
  }
}

/// A pair of a setting whose verdict is due.
private struct VerdictPlace: Sendable {
  var ordinal: Int
  var part: Int
  var pair: Pair
}
