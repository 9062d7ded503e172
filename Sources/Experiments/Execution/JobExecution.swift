import Distillation
import Records
import Specifications

/// What a job needs of the world outside: a place for bytes, a clock, and somebody who listens.
public struct ExecutionEnvironment: Sendable {
  public var environment: EnvironmentRecord
  public var workers: Int
  /// Puts an object into the store and returns its digest.
  public var store: @Sendable ([UInt8]) throws -> String
  /// Reads an object by digest.
  public var load: @Sendable (String) throws -> [UInt8]
  /// Called from one thread at a time.
  public var emit: @Sendable (WorkerFrame) throws -> Void
  public var meter: @Sendable () -> ResourceReading
  /// Whether to stop: what is being computed is finished, nothing else is begun. Called from any
  /// thread, and once true stays so.
  public var isStopRequested: @Sendable () -> Bool

  public init(
    environment: EnvironmentRecord, workers: Int,
    store: @escaping @Sendable ([UInt8]) throws -> String,
    load: @escaping @Sendable (String) throws -> [UInt8],
    emit: @escaping @Sendable (WorkerFrame) throws -> Void,
    meter: @escaping @Sendable () -> ResourceReading,
    isStopRequested: @escaping @Sendable () -> Bool = { false }
  ) {
    self.environment = environment
    self.workers = workers
    self.store = store
    self.load = load
    self.emit = emit
    self.meter = meter
    self.isStopRequested = isStopRequested
  }
}

/// Runs a job's plan stage by stage. Every run is said to the listener as it ends; the verdicts come
/// before the first distilled run; the value returned seals the job.
public struct JobExecution: Sendable {
  let inputs: JobInputs
  let world: ExecutionEnvironment
  let results = RunResults()
  let finished: [String: FinishedRun]
  let knownVerdicts: [VerdictRecord]

  public init(
    _ inputs: JobInputs, finishedRuns: [FinishedRun] = [], verdicts: [VerdictRecord] = [],
    world: ExecutionEnvironment
  ) {
    self.inputs = inputs
    self.world = world
    finished = finishedRuns.reduce(into: [:]) { $0[$1.key] = $1 }
    knownVerdicts = verdicts
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
    try world.emit(.progress(progress("summaries")))
    return try Sealing(execution: self, selection: selection).record()
  }

  /// Runs every planned run of a stage; equal runs once.
  private func perform(
    _ stage: String, _ selection: Selection, where belongs: (RunWork) -> Bool
  ) throws {
    var order: [String] = []
    var groups: [String: PendingRun] = [:]
    for run in inputs.plan.runs where belongs(run.work) {
      guard let resolved = resolve(run, selection) else { continue }
      let key = resolved.identity.key
      if groups[key] == nil {
        order.append(key)
        groups[key] = PendingRun(
          key: key, computation: resolved.computation, arm: run.work.arm, seed: run.seed)
      }
      groups[key]?.ordinals.append(run.ordinal)
    }
    let pending = order.compactMap { groups[$0] }
    let gate = EmissionGate(emit: world.emit)
    try ParallelRuns.perform(pending, workers: world.workers, unless: world.isStopRequested) {
      run in
      try gate.emit(.progress(progress(stage, arm: run.arm, seed: run.seed)))
      let record = try compute(run)
      try gate.emit(.run(record))
    }
  }

  func progress(_ stage: String, arm: String = "", seed: Int = 0) -> WorkerProgress {
    WorkerProgress(
      stage: stage, done: results.count, total: inputs.plan.runs.count, arm: arm, seed: seed)
  }

  /// Computes a run, or reads it back when it is already known.
  private func compute(_ run: PendingRun) throws -> RunRecord {
    let start = world.meter()
    var products: RunProducts
    let digest: String
    if let known = results[key: run.key].map(\.products) ?? finished[run.key]?.products {
      digest = known
      products = try RunProducts(bytes: try world.load(known))
    } else {
      do {
        products = try run.computation.products(inputs) { key in try self.products(key: key) }
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

/// A run to be computed, and every place of the plan it fills.
private struct PendingRun: Sendable {
  var key: String
  var computation: RunComputation
  var arm: String
  var seed: Int
  var ordinals: [Int] = []
}
