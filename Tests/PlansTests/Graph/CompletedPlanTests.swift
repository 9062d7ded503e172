import Records
import Testing

@testable import Plans

@Suite("A completed plan") struct CompletedPlanTests {
  @Test("says of every node what it came to, and nothing of a choice that was never made")
  func nodes() {
    var builder = PlanBuilder(seeds: 2)
    builder.begin(.small())
    let candidates = ["a", "b"].map { builder.add(Stub(name: $0), at: Place(.student, $0)) }
    let chosen = builder.choose(among: candidates, by: .best)
    var state = PlanState(builder.plan)
    #expect(state.completed().winner(of: chosen) == nil)
    #expect(state.completed().keys(of: chosen) == [nil, nil])
    _ = state.drain { $0 == candidates[1] ? 1 : 0 }
    let completed = state.completed()
    #expect(completed.winner(of: chosen) == candidates[1])
    #expect((completed.computation(of: chosen)?.stage as? Stub)?.name == "b")
    #expect(completed.keys(of: chosen) == completed.keys(of: candidates[1]))
    #expect(completed.keys(of: chosen).allSatisfy { $0 != nil })
  }
}
