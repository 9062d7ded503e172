/// What the nodes of a plan have come to, once nothing is due any more.
public struct CompletedPlan: Sendable {
  public let plan: Plan
  private let winners: [Plan.ID?]
  private let computations: [Computation?]
  private let keys: [[RunKey?]]

  fileprivate init(_ state: inout PlanState) {
    plan = state.plan
    var winners: [Plan.ID?] = []
    var computations: [Computation?] = []
    var keys: [[RunKey?]] = []
    for id in state.plan.ids {
      winners.append(state.winner(of: id))
      computations.append(state.computation(of: id))
      keys.append(state.plan.seeds(of: id).map { state.key(of: id, seed: $0) })
    }
    self.winners = winners
    self.computations = computations
    self.keys = keys
  }

  /// The node that stands behind choices; `nil` where a choice was never made.
  public func winner(of id: Plan.ID) -> Plan.ID? { winners[id.index] }

  public func computation(of id: Plan.ID) -> Computation? { computations[id.index] }

  /// One a seed.
  public func keys(of id: Plan.ID) -> [RunKey?] { keys[id.index] }
}

extension PlanState {
  public mutating func completed() -> CompletedPlan { CompletedPlan(&self) }
}
