import Plans
import Records
import Synchronization

/// How far a job has come and how long the rest will take, said a few times a second.
///
/// Runs are weighed by their operations, so that what is left does not jump where small students
/// follow large teachers. Runs that an earlier worker computed say nothing about the pace of this one.
final class JobProgress: Sendable {
  private struct State {
    var stage = ""
    var runs = 0
    /// Runs of the plan without what a search has not asked for.
    var totalRuns = 0
    var totalOperations = 0.0
    /// Never goes back, also where a search asks for more.
    var fraction = 0.0
    /// Operations of runs that are done.
    var done = 0.0
    /// Those of them that were computed here.
    var computed = 0.0
    /// Operations behind each run under way, by its key.
    var underWay: [String: Double] = [:]
    /// When the first run was begun that no earlier worker had computed.
    var startedAt: Double?
    var saidAt = -Double.infinity
  }

  /// Seconds between two frames.
  static let interval = 0.25
  /// Seconds of computing from which a pace is read.
  private static let leastSeconds = 1.0

  /// Held while a frame is said, so that frames come in the order in which they were made.
  private let state = Mutex(State())
  private let plan: Plan
  private let demand: PlanDemand
  /// By ordinal.
  private let operations: [Double]
  /// A run's variant in words.
  private let words: @Sendable (DueRun) -> String
  private let clock: @Sendable () -> Double
  private let gate: EmissionGate

  /// - Parameter gate: the one through which everything of the job is said.
  init(_ design: JobDesign, gate: EmissionGate, clock: @escaping @Sendable () -> Double) {
    let demand = PlanDemand(design)
    plan = design.plan
    self.demand = demand
    operations = design.plan.ids.filter { design.plan[$0].place != nil }.flatMap { id in
      design.plan.seeds(of: id).map { _ in demand[id].operations }
    }
    words = { run in
      let node = design.plan[run.node]
      return node.place.map { design.experiments[node.setting].words($0) } ?? ""
    }
    self.gate = gate
    self.clock = clock
  }

  /// Runs that will be filled as far as is known: more where a search asks for them.
  func expect(_ ordinals: [Int]) {
    let weight = weight(ordinals)
    state.withLock { state in
      state.totalRuns = ordinals.count
      state.totalOperations = weight
    }
  }

  /// Says at once that a part of the job begins.
  func begin(_ stage: String) throws {
    let now = clock()
    try state.withLock { state in
      state.stage = stage
      state.saidAt = now
      try gate.emit(.progress(report(&state, now: now)))
    }
  }

  /// Work that is no run; said where nothing was said for a while.
  func enter(_ stage: String) throws {
    let now = clock()
    try state.withLock { state in
      state.stage = stage
      guard now - state.saidAt >= Self.interval else { return }
      state.saidAt = now
      try gate.emit(.progress(report(&state, now: now)))
    }
  }

  /// A run that has to be computed.
  func begin(_ run: DueRun) throws {
    try advance(run, to: 0)
  }

  /// - Parameters:
  ///   - index: of the fit among the run's fits.
  ///   - epoch: epochs the fit has behind it.
  func finished(epoch: Int, ofFit index: Int, of run: DueRun) {
    // A listener who has gone is noticed when the run itself is said.
    try? advance(run, to: demand[run.node].epochsBefore(fit: index) + epoch)
  }

  func end(_ run: DueRun, wasComputed: Bool) {
    let weight = weight(run.ordinals)
    state.withLock { state in
      state.runs += run.ordinals.count
      state.done += weight
      state.underWay[run.key.description] = nil
      if wasComputed { state.computed += weight }
    }
  }

  private func advance(_ run: DueRun, to epoch: Int) throws {
    let now = clock()
    let share = Double(epoch) / Double(max(demand[run.node].epochs, 1))
    try state.withLock { state in
      if state.startedAt == nil { state.startedAt = now }
      state.stage = plan[run.node].place?.phase ?? state.stage
      state.underWay[run.key.description] = weight(run.ordinals) * share
      guard now - state.saidAt >= Self.interval else { return }
      state.saidAt = now
      try gate.emit(.progress(report(&state, now: now, run: run, epoch: epoch)))
    }
  }

  private func report(
    _ state: inout State, now: Double, run: DueRun? = nil, epoch: Int = 0
  ) -> WorkerProgress {
    // The sum of several numbers in one order or another differs in its last bits; nobody sees them.
    let underWay = state.underWay.values.reduce(0, +)
    let done = min(state.done + underWay, state.totalOperations)
    let share = state.totalOperations > 0 ? done / state.totalOperations : 0
    state.fraction = max(state.fraction, share)
    var secondsLeft: Double?
    if let startedAt = state.startedAt, now - startedAt >= Self.leastSeconds {
      let pace = (state.computed + underWay) / (now - startedAt)
      if pace > 0 { secondsLeft = (state.totalOperations - done) / pace }
    }
    let place = run.flatMap { plan[$0.node].place }
    return WorkerProgress(
      stage: state.stage, done: state.runs, total: state.totalRuns, arm: place?.arm.word ?? "",
      teacher: place?.teacher ?? "", student: place?.student ?? "",
      variant: run.map(words) ?? "", seed: run?.seed ?? 0, epoch: epoch,
      epochs: run.map { demand[$0.node].epochs } ?? 0,
      fraction: state.fraction, secondsLeft: secondsLeft)
  }

  private func weight(_ ordinals: [Int]) -> Double {
    ordinals.reduce(0) { $0 + operations[$1] }
  }
}
