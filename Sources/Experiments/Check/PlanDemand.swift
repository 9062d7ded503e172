import Distillation
import Plans
import Specifications

/// What the runs of a plan ask of the machine, every choice taken to fall on its first candidate.
struct PlanDemand: Sendable {
  /// By node; nothing where a node is no run.
  private let demands: [Demand]
  /// Of all runs but those of searches, each key once, and of what searches ask for as a rule.
  let operations: Double
  /// Private memory of the largest run.
  let largestRunBytes: Int

  init(_ design: JobDesign) {
    let plan = design.plan
    // The environment is the same for all: it does not change which keys are equal.
    var state = PlanState(plan, environment: "any", isPreview: true)
    var known: [[CanonicalValue: Demand]] = Array(repeating: [:], count: plan.settings.count)
    var demands = [Demand](repeating: Demand(), count: plan.nodes.count)
    var counted: Set<RunKey> = []
    var operations = 0.0
    for id in plan.ids where plan[id].place != nil {
      guard let stage = state.computation(of: id)?.stage else { continue }
      let setting = plan[id].setting
      let demand =
        known[setting][stage.demandIdentity] ?? stage.demand(plan.settings[setting].study)
      known[setting][stage.demandIdentity] = demand
      demands[id.index] = demand
      guard !plan[id].isOptional else { continue }
      for seed in plan.seeds(of: id) {
        guard let key = state.key(of: id, seed: seed), counted.insert(key).inserted else {
          continue
        }
        operations += demand.operations
      }
    }
    self.demands = demands
    largestRunBytes = demands.map(\.bytes).max() ?? 0
    self.operations = design.experiments.reduce(operations) { sum, experiment in
      sum + Self.searchOperations(experiment) { demands[$0.index].operations }
    }
  }

  subscript(id: Plan.ID) -> Demand { demands[id.index] }

  /// What the searches ask for as a rule: the half decades and smoothings of each student, two further
  /// decades of each distilled arm.
  private static func searchOperations(
    _ experiment: Experiment, of operations: (Plan.ID) -> Double
  ) -> Double {
    let (range, nodes) = (experiment.recipes.range, experiment.nodes)
    guard range.searches else { return 0 }
    func fit(_ student: String) -> Double {
      nodes.students[student].map { operations($0.candidates[0]) } ?? 0
    }
    let further = Double(range.smoothings.count + (range.refines ? 2 : 0))
    let students = nodes.sweep.students.reduce(0) { $0 + fit($1) }
    let pairs = experiment.size.distils ? nodes.sweep.pairs : []
    let distilled = pairs.reduce(0) { $0 + fit($1.student) }
    return Double(experiment.seeds) * (further * students + 2 * distilled)
  }
}
