import Distillation
import Plans
import Records

/// A job whose plan has come to an end: what its nodes came to, and what they left.
struct CompletedJob: Sendable {
  let design: JobDesign
  let plan: CompletedPlan
  /// Places that no search has asked for.
  let unfilled: Set<Int>
  let results: RunResults
  let world: ExecutionEnvironment

  /// `nil` where a node has no run of the seed.
  func result(of node: Plan.ID, seed: Int) -> RunResult? {
    let keys = plan.keys(of: node)
    guard seed < keys.count else { return nil }
    return keys[seed].flatMap { results[$0] }
  }

  /// What a run left, from the store.
  func products(of node: Plan.ID, seed: Int) throws -> Products? {
    try result(of: node, seed: seed).map { try products($0.record.products) }
  }

  func products(_ digest: String) throws -> Products {
    try Products(bytes: try world.load(digest))
  }

  /// On validation rows, one a seed; `nil` where the node was not computed.
  func scores(of node: Plan.ID) -> [ValidationScore?]? {
    let results = (0..<design.plan.seeds).map { result(of: node, seed: $0) }
    guard results.allSatisfy({ $0 != nil }) else { return nil }
    return results.map { $0?.validationScore }
  }

  /// The fit behind a node; `nil` where nothing is trained, or a choice was never made.
  func fit(of node: Plan.ID) -> Fit? { plan.computation(of: node)?.stage as? Fit }

  /// Where the run behind a node stands; `nil` where a choice was never made.
  func place(of node: Plan.ID) -> Place? {
    plan.winner(of: node).flatMap { design.plan[$0].place }
  }
}
