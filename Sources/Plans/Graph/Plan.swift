import Records
import Specifications

/// A job as a graph. A node waits for what it reads, and for nothing else.
public struct Plan: Sendable {
  public struct ID: Sendable, Hashable {
    public let index: Int
  }

  /// What students of one pair of modalities wait for, whatever their settings.
  public struct Gate: Sendable, Hashable {
    private let name: String

    public init(_ name: String) { self.name = name }
  }

  public enum Scope: Sendable, Hashable {
    case eachSeed
    /// Computed once for all seeds.
    case once
  }

  public struct Node: Sendable {
    /// `nil` for choices and verdicts, which are no runs.
    public let place: Place?
    public let setting: Int
    public let scope: Scope
    public let content: Content
    /// Every verdict of this gate is to be written first. Order, not identity: no part of a key.
    public let gate: Gate?
    /// Whether it is computed only where a search asks for it.
    public let isOptional: Bool
    /// Number of its first run in the job's plan; of a verdict its number among the verdicts.
    public let ordinal: Int
  }

  public enum Content: Sendable {
    case stage(Computation)
    /// Stands for the one that is chosen wherever it is read.
    case choice(among: [ID], by: SelectionRule)
    /// What other nodes came to, changed. `nil` says that the change does not apply, which is a mistake of whoever
    /// planned it.
    case derived(
      from: [ID], reading: [StageInput: ID], by: @Sendable ([Computation]) -> Computation?)
    /// Said before the nodes it gates may start. Reads runs of all seeds, and no test row.
    case verdict(VerdictNode)
  }

  /// What a verdict is made of; who reaches it knows what it means.
  public struct VerdictNode: Sendable {
    /// Names the protocol in the verdict's key.
    public let identity: CanonicalValue
    public let gate: Gate
    public let reading: [StageInput: ID]
  }

  /// Rows and features of a setting, and the row sets its runs are scored on once.
  public struct Setting: Sendable {
    public var study: Study
    public var evaluation: [RowSet]

    public init(study: Study, evaluation: [RowSet]) {
      self.study = study
      self.evaluation = evaluation
    }
  }

  public let seeds: Int
  public fileprivate(set) var nodes: [Node] = []
  public fileprivate(set) var settings: [Setting] = []
  /// Places to fill: what the ledger holds of the plan.
  public fileprivate(set) var runs = 0
  public fileprivate(set) var verdicts = 0

  fileprivate init(seeds: Int) { self.seeds = seeds }

  public subscript(id: ID) -> Node { nodes[id.index] }

  public var ids: [ID] { nodes.indices.map { ID(index: $0) } }

  public func seeds(of id: ID) -> [Int?] {
    self[id].scope == .once ? [nil] : (0..<seeds).map { $0 }
  }
}

/// A stage, what it reads, and what of that is disturbed.
public struct Computation: Sendable {
  public var stage: any Stage
  public var reading: [StageInput: Plan.ID]
  public var disturbances: [StageInput: Disturbance] = [:]

  public init(_ stage: any Stage, reading: [StageInput: Plan.ID] = [:]) {
    self.stage = stage
    self.reading = reading
  }

  /// - Returns: `nil` where the stage does not read the input.
  public func disturbing(_ input: StageInput, by disturbance: Disturbance) -> Computation? {
    guard stage.inputs.contains(input) else { return nil }
    var copy = self
    copy.disturbances[input] = disturbance
    return copy
  }

  /// The same with a change of its stage.
  /// - Returns: `nil` where the stage is of another kind.
  public func changing<Own: Stage>(
    _ kind: Own.Type = Own.self, _ change: (inout Own) -> Void
  ) -> Computation? {
    guard var stage = stage as? Own else { return nil }
    change(&stage)
    var copy = self
    copy.stage = stage
    return copy
  }
}

/// Adds nodes to a plan.
///
/// A place is a node: asking for a place again gives the node that is there, so that a method asks for its teacher
/// without knowing who asked before.
public struct PlanBuilder: Sendable {
  public private(set) var plan: Plan
  /// What students of the present question wait for.
  public var gate: Plan.Gate?
  private var known: [Place: Plan.ID] = [:]

  public init(seeds: Int) { plan = Plan(seeds: seeds) }

  /// What follows belongs to this setting.
  public mutating func begin(_ setting: Plan.Setting) {
    plan.settings.append(setting)
    (gate, known) = (nil, [:])
  }

  /// - Parameter isOptional: computed only where a search asks for it.
  public mutating func add(
    _ stage: any Stage, at place: Place, reading: [StageInput: Plan.ID] = [:],
    scope: Plan.Scope = .eachSeed, isOptional: Bool = false
  ) -> Plan.ID {
    let id = append(
      .stage(Computation(stage, reading: reading)), at: place, scope, isOptional: isOptional)
    guard case .stage(let there) = plan[id].content, there.stage.role == stage.role,
      there.stage.identity == stage.identity
    else { preconditionFailure("two stages at the place \(place)") }
    return id
  }

  /// Of one candidate there is nothing to choose.
  public mutating func choose(among candidates: [Plan.ID], by rule: SelectionRule) -> Plan.ID {
    candidates.count == 1
      ? candidates[0] : append(.choice(among: candidates, by: rule), at: nil, .eachSeed)
  }

  /// - Parameters:
  ///   - reading: takes the place of what the first origin reads, where the result reads it at all.
  ///   - change: deterministic, and holds no data: it is identified by the stage it makes.
  public mutating func derive(
    from origins: [Plan.ID], at place: Place, reading: [StageInput: Plan.ID] = [:],
    isOptional: Bool = false,
    by change: @escaping @Sendable ([Computation]) -> Computation?
  ) -> Plan.ID {
    let id = append(
      .derived(from: origins, reading: reading, by: change), at: place, .eachSeed,
      isOptional: isOptional)
    // Changes cannot be compared; what they are made to can.
    guard case .derived(origins, reading, _) = plan[id].content else {
      preconditionFailure("two nodes at the place \(place)")
    }
    return id
  }

  public mutating func verdict(
    _ identity: CanonicalValue, opening gate: Plan.Gate, reading: [StageInput: Plan.ID]
  ) -> Plan.ID {
    append(
      .verdict(Plan.VerdictNode(identity: identity, gate: gate, reading: reading)), at: nil, .once)
  }

  private mutating func append(
    _ content: Plan.Content, at place: Place?, _ scope: Plan.Scope, isOptional: Bool = false
  ) -> Plan.ID {
    if let place, let id = known[place] { return id }
    let id = Plan.ID(index: plan.nodes.count)
    var ordinal = plan.runs
    if case .verdict = content { ordinal = plan.verdicts }
    plan.nodes.append(
      Plan.Node(
        place: place, setting: plan.settings.count - 1, scope: scope, content: content,
        gate: place?.arm.waitsForVerdict == true ? gate : nil, isOptional: isOptional,
        ordinal: ordinal))
    if let place {
      known[place] = id
      plan.runs += plan.seeds(of: id).count
    }
    if case .verdict = content { plan.verdicts += 1 }
    return id
  }
}
