import Distillation
import Networks
import Plans
import Records

/// Runs a job's plan: every run as soon as what it reads is there. Every run is said to the listener as it ends; the
/// verdict on a pair comes before the first student that is distilled for it; the value returned seals the job.
public struct JobExecution: Sendable {
  let design: JobDesign
  let world: ExecutionEnvironment
  let results = RunResults()
  /// What the ledger knows of earlier workers and jobs.
  private let known: [RunKey: FinishedRun]
  private let knownVerdicts: [VerdictRecord]
  private let gate: EmissionGate
  private let progress: JobProgress

  public init(
    _ design: JobDesign, finishedRuns: [FinishedRun] = [], verdicts: [VerdictRecord] = [],
    world: ExecutionEnvironment
  ) {
    self.design = design
    self.world = world
    known = finishedRuns.reduce(into: [:]) { $0[RunKey($1.key)] = $1 }
    knownVerdicts = verdicts
    gate = EmissionGate(emit: world.emit)
    progress = JobProgress(design, gate: gate, clock: world.clock)
  }

  /// - Throws: `Stopped` where it was asked to stop before the job was sealed, and whatever storing,
  ///   loading or speaking throws.
  public func run() throws -> SealRecord {
    var state = PlanState(design.plan, environment: JobDesign.environment(world.environment))
    let written = Set(knownVerdicts.map(\.ordinal))
    for id in design.plan.ids {
      guard case .verdict = design.plan[id].content, written.contains(design.plan[id].ordinal)
      else { continue }
      state.announce(id)
    }
    let queue = PlanQueue(state, unless: world.isStopRequested) { [progress] ordinals in
      progress.expect(ordinals)
    }
    let reached = ResultSlots<VerdictRecord>(count: design.plan.verdicts)
    for record in knownVerdicts { reached[record.ordinal] = record }
    let work: @Sendable () -> Void = {
      while let piece = queue.take() {
        do { try perform(piece, queue, reached) } catch { queue.fail(error) }
      }
    }
    let threads = (1..<max(world.workers, 1)).compactMap { _ in WorkThread(work) }
    work()
    for thread in threads { thread.join() }
    let outcome = try queue.outcome()

    try progress.begin("summaries")
    let completed = CompletedJob(
      design: design, plan: outcome.plan, unfilled: Set(outcome.unfilled), results: results,
      world: world)
    var seal = try JobSealing(
      job: completed, verdicts: reached.values.compactMap { $0 }
    ).record()
    seal.unfilled = outcome.unfilled
    return seal
  }

  private func perform(
    _ piece: PlanQueue.Piece, _ queue: PlanQueue, _ reached: ResultSlots<VerdictRecord>
  ) throws {
    switch piece {
    case .run(let run):
      let result = try result(of: run)
      try gate.emit(.run(result.record))
      queue.finish(run, FinishedScore(validation: result.validationScore))
    case .estimate(let due, let seed):
      try progress.enter("verdicts")
      queue.finish(try verdict(due).estimate(seed: seed), of: due, seed: seed)
    case .verdict(let due, let estimates):
      let record = try verdict(due).record(estimates.compactMap { $0 })
      try gate.emit(.verdict(record))
      reached[record.ordinal] = record
      queue.announce(due)
    }
  }

  // MARK: - Runs

  /// Computes a run, or reads it back when it is already known.
  private func result(of run: DueRun) throws -> RunResult {
    if run.isFinished, var result = results[run.key] {
      // Further places of a run of this job.
      result.record.ordinals = run.ordinals
      result.record.wasComputed = false
      (result.record.wallSeconds, result.record.cpuSeconds) = (0, 0)
      progress.end(run, wasComputed: false)
      return result
    }
    let start = world.meter()
    let experiment = design.experiments[design.plan[run.node].setting]
    var products: Products
    let digest: String
    let isKnown = known[run.key] != nil
    if let known = known[run.key] {
      digest = known.products
      products = try Products(bytes: try world.load(digest))
    } else {
      try progress.begin(run)
      products = try computed(run, in: design.plan.settings[design.plan[run.node].setting])
      digest = try world.store(products.bytes())
    }
    let end = world.meter()
    let scores = RunScores(products, of: experiment)
    let fit = run.computation.stage as? Fit
    let result = RunResult(
      record: RunRecord(
        key: run.key.description, ordinals: run.ordinals,
        status: products.failure == nil ? .finished : .diverged, reason: products.failure,
        inputs: run.inputs.sorted { $0.key < $1.key }.map(\.value.description),
        metrics: scores.metrics, products: digest, parameters: products.parameters.count,
        epochs: products.curve.count, chosenEpoch: products.chosenEpoch,
        wallSeconds: end.wallSeconds - start.wallSeconds,
        cpuSeconds: end.cpuSeconds - start.cpuSeconds, peakBytes: end.peakBytes,
        wasComputed: !isKnown),
      validationScore: scores.validation,
      isCutShort: fit?.isCutShort(products, validated: !experiment.task.validation.isEmpty)
        ?? false)
    results.record(result, of: run.key)
    progress.end(run, wasComputed: !isKnown)
    return result
  }

  /// Divergence is a result like any other; every other error stops the job.
  private func computed(_ run: DueRun, in setting: Plan.Setting) throws -> Products {
    let inputs = try run.inputs.mapValues { try products($0) }
    let services = RunServices { [progress] fit, epoch in
      progress.finished(epoch: epoch, ofFit: fit, of: run)
    }
    let context = StageContext(
      study: setting.study, evaluation: setting.evaluation, seed: run.seed, inputs: inputs,
      disturbances: run.computation.disturbances, services: services)
    var failed = Products()
    do {
      return try run.computation.stage.run(context)
    } catch let failure as StageFailure {
      failed.failure = "\(failure)"
    } catch let divergence as DivergenceError {
      failed.failure = "\(divergence)"
    }
    return failed
  }

  /// What a finished run left, from the store.
  private func products(_ key: RunKey) throws -> Products {
    guard let result = results[key] else {
      preconditionFailure("run \(key) is read before it has ended")
    }
    return try Products(bytes: try world.load(result.record.products))
  }

  // MARK: - Verdicts

  private func verdict(_ due: DueVerdict) throws -> PairVerdict {
    let number = design.plan[due.node].setting
    let (experiment, setting) = (design.experiments[number], design.plan.settings[number])
    guard
      let question = experiment.nodes.questions.first(where: { $0.verdict == due.node })
    else { preconditionFailure("a verdict that belongs to no question") }
    let scores = { (input: StageInput) -> [ValidationScore?] in
      (due.inputs[input] ?? []).map { results[$0]?.validationScore }
    }
    return PairVerdict(
      experiment: experiment, pair: question.pair, ordinal: design.plan[due.node].ordinal,
      labelSmoothing: (due.computations[.student]?.stage as? Fit)?.labelSmoothing ?? 0,
      teacherScores: scores(.teacher), studentScores: scores(.student)
    ) { input, seed in
      try due.inputs[input].map { try products($0[seed]).hiding(setting.evaluation) }
    }
  }
}
