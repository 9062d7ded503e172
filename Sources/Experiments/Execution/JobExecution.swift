import Distillation
import Records
import Specifications

/// Runs a job's plan stage by stage. Every run is said to the listener as it ends; the verdicts come
/// before the first distilled run; the value returned seals the job.
public struct JobExecution: Sendable {
  let inputs: JobInputs
  let world: ExecutionEnvironment
  let results = RunResults()
  let finished: [String: FinishedRun]
  let knownVerdicts: [VerdictRecord]
  let gate: EmissionGate
  let progress: JobProgress

  public init(
    _ inputs: JobInputs, finishedRuns: [FinishedRun] = [], verdicts: [VerdictRecord] = [],
    world: ExecutionEnvironment
  ) {
    self.inputs = inputs
    self.world = world
    finished = finishedRuns.reduce(into: [:]) { $0[$1.key] = $1 }
    knownVerdicts = verdicts
    gate = EmissionGate(emit: world.emit)
    progress = JobProgress(inputs, gate: gate, clock: world.clock)
  }

  /// - Throws: `Stopped` where it was asked to stop before the job was sealed, and whatever storing,
  ///   loading or speaking throws.
  public func run() throws -> SealRecord {
    var selection = Selection()
    try perform("teachers and students", selection) { work in
      switch work {
      case .teacher, .student, .smoothed: true
      default: false
      }
    }
    for modality in inputs.plan.sweep.students {
      selection.students[modality] = selectedStudent(modality)
    }
    try perform("references", selection) { work in
      switch work {
      case .studentFolds, .imitation, .concatenation, .lateFusion: true
      default: false
      }
    }
    try announceVerdicts(selection)
    try perform("distilling", selection) { work in
      if case .distilled = work { true } else { false }
    }
    for pair in inputs.plan.sweep.pairs { selection.variants[pair] = selectedVariant(pair) }
    try perform("controls", selection) { work in
      switch work {
      case .distilledAtStudentDecay, .control: true
      default: false
      }
    }
    try progress.begin("summaries")
    return try Sealing(execution: self, selection: selection).record()
  }

  /// Runs every planned run of a stage; equal runs once.
  private func perform(
    _ stage: String, _ selection: Selection, where belongs: (RunWork) -> Bool
  ) throws {
    var order: [String] = []
    var groups: [String: PendingRun] = [:]
    var absent: [Int] = []
    for run in inputs.plan.runs where belongs(run.work) {
      guard let resolved = resolve(run, selection) else {
        absent.append(run.ordinal)
        continue
      }
      let key = resolved.identity.key
      if groups[key] == nil {
        order.append(key)
        groups[key] = PendingRun(
          key: key, computation: resolved.computation, first: run,
          epochsOfFit: inputs.recipe(of: run.work).mostEpochs)
      }
      groups[key]?.ordinals.append(run.ordinal)
    }
    let pending = order.compactMap { groups[$0] }
    try progress.begin(stage, absent: absent)
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
        products = try run.computation.products(inputs, onEpoch: onEpoch) { key in
          try self.products(key: key)
        }
      } catch let failure where Divergence.isOne(failure) {
        products = RunProducts()
        products.failure = "\(failure)"
      }
      digest = try world.store(products.bytes())
    }
    let end = world.meter()

    let scores = RunScores(products, inputs: inputs)
    let status: RunRecord.Status = products.failure == nil ? .finished : .diverged
    results.record(
      RunResult(
        key: run.key, products: digest, status: status, reason: products.failure,
        validationScore: scores.selectionScore),
      ordinals: run.ordinals)
    progress.end(run, wasComputed: wasComputed)
    return RunRecord(
      key: run.key, ordinals: run.ordinals, status: status, reason: products.failure,
      metrics: scores.metrics, products: digest, parameters: products.parameters.count,
      epochs: products.curve.count, chosenEpoch: products.chosenEpoch,
      wallSeconds: end.wallSeconds - start.wallSeconds,
      cpuSeconds: end.cpuSeconds - start.cpuSeconds, peakBytes: end.peakBytes)
  }

  /// Outputs of a finished run, from the store.
  func products(key: String) throws -> RunProducts {
    guard let result = results[key: key] else {
      preconditionFailure("run \(key) is read before its stage has run")
    }
    return try RunProducts(bytes: try world.load(result.products))
  }

  func products(ordinal: Int) throws -> RunProducts? {
    guard let result = results[ordinal] else { return nil }
    return try RunProducts(bytes: try world.load(result.products))
  }
}
