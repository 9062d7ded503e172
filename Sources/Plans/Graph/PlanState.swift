import Records
import Specifications

/// What is kept of a finished run to go on; its key names its products.
public struct FinishedScore: Sendable, Hashable {
  /// `nil` without validation rows or after divergence.
  public var validation: ValidationScore?

  public init(validation: ValidationScore? = nil) { self.validation = validation }
}

/// A run that can start, because everything it reads is there, or that is there already and fills further places.
public struct DueRun: Sendable {
  public var key: RunKey
  public var computation: Computation
  /// Keys of the runs it reads; sources of the dataset are not among them.
  public var inputs: [StageInput: RunKey]
  public var seed: Int?
  /// Of the first node that asked; the run comes out the same for the others.
  public var node: Plan.ID
  /// Every place of the plan it fills, in order.
  public var ordinals: [Int]
  /// Whether it has been computed before, for other places of this plan.
  public var isFinished: Bool
}

/// A verdict that is due, because all runs it reads have ended.
public struct DueVerdict: Sendable {
  public var node: Plan.ID
  public var key: RunKey
  /// One key a seed.
  public var inputs: [StageInput: [RunKey]]
  /// What those runs compute.
  public var computations: [StageInput: Computation]
}

/// Where a plan stands: a pure function of what is finished, behind the local worker, resume, the counts of
/// `check`, and whatever else runs a plan. What it has worked out stays true as more finishes, so it is kept.
public struct PlanState: Sendable {
  struct Slot: Hashable {
    var id: Plan.ID
    var seed: Int?
  }

  public let plan: Plan
  let environment: CanonicalValue
  /// Every choice falls on its first candidate: what `check` counts.
  private let isPreview: Bool
  private var finished: [RunKey: FinishedScore] = [:]
  /// Verdicts of each gate that are not written yet.
  private var awaited: [Plan.Gate: Set<Plan.ID>] = [:]
  /// Keys that were given out as due.
  private var given: Set<RunKey> = []
  /// Verdicts that were. Two settings may share every run a verdict reads: each has one of its own all the same.
  private var givenVerdicts: Set<Plan.ID> = []
  private var isFilled: [Bool]
  /// Optional nodes that a search has asked for.
  private var wanted: Set<Plan.ID> = []
  private var winners: [Plan.ID: Plan.ID] = [:]
  private var computations: [Plan.ID: Computation] = [:]
  var identities: [Plan.ID: String] = [:]
  var keys: [Slot: RunKey] = [:]

  /// - Parameter environment: what every run's numbers depend on: engine, numerics, threads of a run.
  public init(_ plan: Plan, environment: CanonicalValue, isPreview: Bool = false) {
    self.plan = plan
    self.environment = environment
    self.isPreview = isPreview
    isFilled = [Bool](repeating: false, count: plan.runs)
    for id in plan.ids {
      if case .verdict(let verdict) = plan[id].content {
        awaited[verdict.gate, default: []].insert(id)
      }
    }
  }

  // MARK: - What has happened

  public mutating func finish(_ key: RunKey, _ score: FinishedScore) { finished[key] = score }

  /// The verdict is written: once all of its gate are, what they gate may start.
  public mutating func announce(_ verdict: Plan.ID) {
    guard case .verdict(let node) = plan[verdict].content else { return }
    awaited[node.gate]?.remove(verdict)
  }

  // MARK: - What can start

  /// Every run that can start now and was not given out before, each key once, in the order of the plan; and runs
  /// that are there already for places that have come to their key since.
  public mutating func takeDue() -> [DueRun] {
    makeChoices()
    var order: [RunKey] = []
    var due: [RunKey: DueRun] = [:]
    for id in plan.ids where plan[id].place != nil && isOpen(id) {
      for (place, seed) in plan.seeds(of: id).enumerated() {
        let ordinal = plan[id].ordinal + place
        guard !isFilled[ordinal], let key = key(of: id, seed: seed) else { continue }
        if due[key] != nil {
          due[key]?.ordinals.append(ordinal)
        } else {
          // Under way: filled once it has ended.
          if finished[key] == nil, given.contains(key) { continue }
          guard let run = run(id, key, seed: seed, ordinal: ordinal) else { continue }
          order.append(key)
          due[key] = run
          given.insert(key)
        }
        isFilled[ordinal] = true
      }
    }
    return order.compactMap { due[$0] }
  }

  /// Verdicts that can be reached now and were not given out before.
  public mutating func takeDueVerdicts() -> [DueVerdict] {
    var due: [DueVerdict] = []
    for id in plan.ids {
      guard case .verdict(let verdict) = plan[id].content,
        awaited[verdict.gate]?.contains(id) == true,
        !givenVerdicts.contains(id), let key = key(of: id, seed: nil),
        let inputs = finishedKeys(of: verdict.reading, seed: nil)
      else { continue }
      givenVerdicts.insert(id)
      let computations = verdict.reading.keys.reduce(into: [:]) { all, input in
        all[input] = verdict.reading[input].flatMap { computation(of: $0) }
      }
      due.append(
        DueVerdict(node: id, key: key, inputs: inputs, computations: computations))
    }
    return due
  }

  /// Places that no search has asked for, once nothing is due any more.
  public var unfilled: [Int] { isFilled.indices.filter { !isFilled[$0] } }

  /// Runs of the plan that will be filled as far as is known: all but those a search may still ask for.
  public mutating func expected() -> [Int] {
    makeChoices()
    return plan.ids.filter {
      plan[$0].place != nil && (!plan[$0].isOptional || wanted.contains($0))
    }
    .flatMap { id in plan.seeds(of: id).indices.map { plan[id].ordinal + $0 } }
  }

  private func isOpen(_ id: Plan.ID) -> Bool {
    let node = plan[id]
    if node.isOptional, !isPreview, !wanted.contains(id) { return false }
    return node.gate.map { awaited[$0]?.isEmpty ?? true } ?? true
  }

  private mutating func run(
    _ id: Plan.ID, _ key: RunKey, seed: Int?, ordinal: Int
  ) -> DueRun? {
    guard let computation = computation(of: id),
      let inputs = finishedKeys(of: computation.reading, seed: seed, oneSeed: true)
    else { return nil }
    return DueRun(
      key: key, computation: computation, inputs: inputs.compactMapValues(\.first), seed: seed,
      node: id, ordinals: [ordinal], isFinished: finished[key] != nil)
  }

  /// Keys of what is read, one a seed; `nil` while one of them is not finished.
  private mutating func finishedKeys(
    of reading: [StageInput: Plan.ID], seed: Int?, oneSeed: Bool = false
  ) -> [StageInput: [RunKey]]? {
    var result: [StageInput: [RunKey]] = [:]
    for (input, id) in reading {
      let seeds = oneSeed && seed != nil ? [seed] : plan.seeds(of: id)
      let known = seeds.compactMap { key(of: id, seed: $0) }.filter { finished[$0] != nil }
      guard known.count == seeds.count else { return nil }
      result[input] = known
    }
    return result
  }

  // MARK: - What nodes come to

  /// What a node computes; `nil` while a choice it goes through is open, and for verdicts.
  public mutating func computation(of id: Plan.ID) -> Computation? {
    if let known = computations[id] { return known }
    switch plan[id].content {
    case .stage(let computation): return computation
    case .verdict: return nil
    case .choice: return winner(of: id).flatMap { computation(of: $0) }
    case .derived(let origins, let reading, let change):
      let parts = origins.compactMap { computation(of: $0) }
      guard parts.count == origins.count else { return nil }
      guard var result = change(parts) else {
        preconditionFailure(
          "'\(plan[id].place?.arm.word ?? "")' does not apply to '\(parts[0].stage.role)'")
      }
      let inputs = Set(result.stage.inputs)
      result.reading = result.reading.merging(reading) { _, own in own }
        .filter { inputs.contains($0.key) }
      computations[id] = result
      return result
    }
  }

  /// The node that stands behind choices; `nil` while one is open.
  public mutating func winner(of id: Plan.ID) -> Plan.ID? {
    guard case .choice(let candidates, let rule) = plan[id].content else { return id }
    if winners[id] == nil { winners[id] = isPreview ? candidates[0] : chosen(candidates, rule) }
    guard let winner = winners[id] else { return nil }
    return self.winner(of: winner)
  }

  /// Validation scores of a node's runs, one a seed; `nil` while one of them has not ended.
  public mutating func scores(of id: Plan.ID) -> [ValidationScore?]? {
    guard let node = winner(of: id) else { return nil }
    var scores: [ValidationScore?] = []
    for seed in plan.seeds(of: node) {
      guard let key = key(of: node, seed: seed), let run = finished[key] else { return nil }
      scores.append(run.validation)
    }
    return scores
  }

  private mutating func makeChoices() {
    for id in plan.ids {
      if case .choice = plan[id].content { _ = winner(of: id) }
    }
  }

  private mutating func chosen(_ candidates: [Plan.ID], _ rule: SelectionRule) -> Plan.ID? {
    switch rule {
    case .following(let leader):
      guard case .choice(let leaders, _) = plan[leader].content else { return candidates[0] }
      guard winner(of: leader) != nil, let direct = winners[leader] else { return nil }
      return leaders.firstIndex(of: direct).map { candidates[$0] }
    case .best:
      let scores = candidates.map { self.scores(of: $0) }
      guard scores.allSatisfy({ $0 != nil }) else { return nil }
      return ValidationScore.best(of: Array(candidates.indices)) { scores[$0] ?? [] }
        .map { candidates[$0] }
    case .search(let search, let from):
      var origin: Computation?
      if let from {
        guard let known = computation(of: from) else { return nil }
        origin = known
      }
      // What nobody asked for counts for nothing, even where another place of the plan has computed it: what a
      // search looks at is what it has filled.
      while true {
        let scores = candidates.map { id -> [ValidationScore?]? in
          plan[id].isOptional && !wanted.contains(id) ? nil : self.scores(of: id)
        }
        switch search.next(scores: { scores[$0] }, origin: origin) {
        case .chosen(let number): return candidates[number]
        case .compute(let numbers):
          let new = numbers.map { candidates[$0] }.filter { !wanted.contains($0) }
          wanted.formUnion(new)
          guard new.contains(where: { self.scores(of: $0) != nil }) else { return nil }
        }
      }
    }
  }
}
