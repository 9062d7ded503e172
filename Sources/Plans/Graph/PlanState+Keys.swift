import Specifications

/// What a node's numbers depend on, and nothing else, makes the key of its runs.
extension PlanState {
  /// `nil` while a choice it goes through is open.
  public mutating func key(of id: Plan.ID, seed: Int?) -> RunKey? {
    guard let node = winner(of: id) else { return nil }
    let slot = Slot(id: node, seed: plan[node].scope == .once ? nil : seed)
    if let known = keys[slot] { return known }
    let reading: [StageInput: Plan.ID]
    if case .verdict(let verdict) = plan[node].content {
      reading = verdict.reading
    } else {
      guard let computation = computation(of: node) else { return nil }
      reading = computation.reading
    }
    var inputs: [String: CanonicalValue] = [:]
    for (input, other) in reading {
      let seeds = slot.seed == nil ? plan.seeds(of: other) : [slot.seed]
      let known = seeds.compactMap { key(of: other, seed: $0) }
      guard known.count == seeds.count else { return nil }
      inputs[input.description] = .list(known.map { .text($0.description) })
    }
    let made = RunKey(
      of: [
        "stage": .text(identityKey(of: node)), "inputs": .object(inputs),
        "seed": slot.seed.map { .integer($0) } ?? "all",
      ])
    keys[slot] = made
    return made
  }

  /// Digest of everything a node's numbers depend on but its inputs' runs and its seed.
  private mutating func identityKey(of id: Plan.ID) -> String {
    if let known = identities[id] { return known }
    let digest = RunKey(of: identity(of: id)).description
    identities[id] = digest
    return digest
  }

  private mutating func identity(of id: Plan.ID) -> CanonicalValue {
    if case .verdict(let verdict) = plan[id].content {
      return ["verdict": verdict.identity, "environment": environment]
    }
    guard let computation = computation(of: id) else {
      preconditionFailure("a node without a computation has no identity")
    }
    let (stage, study) = (computation.stage, plan.settings[plan[id].setting].study)
    var sources: [String: CanonicalValue] = [:]
    for input in stage.inputs where computation.reading[input] == nil {
      guard let source = study.sources[input] else {
        preconditionFailure("'\(stage.role)' reads '\(input)', which nobody makes")
      }
      sources[input.description] = source.identity
    }
    var identity: [String: CanonicalValue] = [
      "role": .text(stage.role.description), "stage": stage.identity, "sources": .object(sources),
      "environment": environment,
    ]
    if stage.dependsOnSplit { identity["split"] = study.splitIdentity }
    if !computation.disturbances.isEmpty {
      identity["disturbances"] = .object(
        computation.disturbances.reduce(into: [:]) { $0[$1.key.description] = $1.value.identity })
    }
    return .object(identity)
  }
}
