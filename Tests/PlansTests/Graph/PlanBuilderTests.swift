import Records
import Testing

@testable import Plans

@Suite("A plan under construction") struct PlanBuilderTests {
  @Test("gives the node that is there to whoever asks for its place again")
  func places() {
    var builder = PlanBuilder(seeds: 2)
    builder.begin(.small())
    let first = builder.add(Stub(name: "teacher"), at: Place(.teacher, ""))
    #expect(builder.add(Stub(name: "teacher"), at: Place(.teacher, "")) == first)
    builder.begin(.small())
    #expect(builder.add(Stub(name: "teacher"), at: Place(.teacher, "")) != first)
    #expect(builder.plan.runs == 4)
  }

  @Test("stops the program where two different nodes would stand at one place")
  func clash() async {
    await #expect(processExitsWith: .failure) {
      var builder = PlanBuilder(seeds: 1)
      builder.begin(.small())
      let origins = ["a", "b"].map { builder.add(Stub(name: $0), at: Place(.student, $0)) }
      for origin in origins {
        _ = builder.derive(from: [origin], at: Place(.distilled, "")) { $0[0] }
      }
    }
  }

  @Test("numbers runs in the order they were planned, the seeds of a place together")
  func ordinals() {
    var builder = PlanBuilder(seeds: 3)
    builder.begin(.small())
    let ids = ["a", "b"].map { builder.add(Stub(name: $0), at: Place(.student, $0)) }
    let once = builder.add(Stub(name: "c"), at: Place(.teacher, ""), scope: .once)
    _ = builder.choose(among: ids, by: .best)
    let last = builder.add(Stub(name: "d"), at: Place(.student, "d"))
    let plan = builder.plan
    #expect((ids + [once, last]).map { plan[$0].ordinal } == [0, 3, 6, 7])
    #expect(plan.runs == 10)
    #expect(plan.seeds(of: once) == [nil])
  }

  @Test("has nothing to choose of one candidate")
  func single() {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    let only = builder.add(Stub(name: "a"), at: Place(.student, ""))
    #expect(builder.choose(among: [only], by: .best) == only)
  }

  @Test("lets only distilled students and controls wait for a verdict")
  func gate() {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    builder.gate = Plan.Gate("pair")
    let arms: [Arm] = [.teacher, .student, .distilled, .across]
    let ids = arms.map { builder.add(Stub(name: $0.word), at: Place($0, "")) }
    #expect(ids.map { builder.plan[$0].gate != nil } == [false, false, true, true])
  }
}
