import Records
import Specifications
import Testing

@testable import Plans

@Suite("Where a plan stands") struct PlanStateTests {
  /// A teacher, a student, and a student that reads the teacher.
  private func small(seeds: Int = 2) -> (plan: Plan, teacher: Plan.ID, taught: Plan.ID) {
    var builder = PlanBuilder(seeds: seeds)
    builder.begin(.small())
    let teacher = builder.add(Stub(name: "teacher"), at: Place(.teacher, ""))
    _ = builder.add(Stub(name: "student"), at: Place(.student, ""))
    let taught = builder.add(
      Stub(name: "taught", inputs: [.teacher]), at: Place(.distilled, ""),
      reading: [.teacher: teacher])
    return (builder.plan, teacher, taught)
  }

  @Test("gives out first what reads nothing, each seed by itself, then what reads it")
  func order() throws {
    let (plan, _, taught) = small()
    var state = PlanState(plan)
    let first = state.takeDue()
    #expect(first.map(\.ordinals) == [[0], [1], [2], [3]])
    #expect(first.map(\.seed) == [0, 1, 0, 1])
    #expect(state.takeDue().isEmpty)

    state.finish(first[1].key, FinishedScore())
    let second = state.takeDue()
    #expect(second.map(\.node) == [taught])
    #expect(second.map(\.seed) == [1])
    #expect(second[0].inputs == [.teacher: first[1].key])
  }

  @Test("goes on from what is finished, in whatever order it was computed")
  func resume() {
    let (plan, _, _) = small()
    var whole = PlanState(plan)
    let keys = whole.drain()
    for cut in 0...keys.count {
      var half = PlanState(plan)
      for key in keys.prefix(cut) { half.finish(key, FinishedScore()) }
      #expect(Set(half.drain()) == Set(keys.dropFirst(cut)))
      #expect(half.unfilled.isEmpty)
    }
  }

  @Test("fills every place that comes to one key with one run")
  func sharing() {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    _ = builder.add(Stub(name: "same"), at: Place(.student, "one"))
    _ = builder.add(Stub(name: "same"), at: Place(.student, "other"))
    builder.begin(.small())
    _ = builder.add(Stub(name: "same"), at: Place(.student, "one"))
    var state = PlanState(builder.plan)
    let due = state.takeDue()
    #expect(due.map(\.ordinals) == [[0, 1, 2]])
  }

  @Test("gives a finished run again for places that come to its key later")
  func laterPlaces() {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    let candidates = ["a", "b"].map { builder.add(Stub(name: $0), at: Place(.student, $0)) }
    let chosen = builder.choose(among: candidates, by: .best)
    _ = builder.derive(from: [chosen], at: Place(.student, "again")) { $0[0] }
    var state = PlanState(builder.plan)
    for run in state.takeDue() {
      let score = run.node == candidates[1] ? 1.0 : 0
      state.finish(run.key, FinishedScore(validation: ValidationScore(score: score, loss: 0)))
    }
    let again = state.takeDue()
    #expect(again.map(\.isFinished) == [true])
    #expect(again.map(\.ordinals) == [[2]])
    #expect(again[0].key == state.key(of: candidates[1], seed: 0))
  }

  // MARK: - Choices

  @Test("chooses once every candidate has ended, for all seeds at once")
  func choice() {
    var builder = PlanBuilder(seeds: 2)
    builder.begin(.small())
    let candidates = ["a", "b", "c"].map { builder.add(Stub(name: $0), at: Place(.student, $0)) }
    let chosen = builder.choose(among: candidates, by: .best)
    let reader = builder.add(
      Stub(name: "reader", inputs: [.student]), at: Place(.distilled, ""),
      reading: [.student: chosen])
    var state = PlanState(builder.plan)
    #expect(state.key(of: reader, seed: 0) == nil)
    _ = state.drain { $0 == candidates[2] ? 2 : $0 == candidates[0] ? 1 : nil }
    #expect(state.winner(of: chosen) == candidates[2])
    #expect(state.key(of: chosen, seed: 1) == state.key(of: candidates[2], seed: 1))
  }

  @Test("lets a choice follow another one, to the same place among its candidates")
  func following() {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    let students = ["a", "b"].map { builder.add(Stub(name: $0), at: Place(.student, $0)) }
    let parts = ["c", "d"].map { builder.add(Stub(name: $0), at: Place(.teacher, $0)) }
    let leader = builder.choose(among: students, by: .best)
    let follower = builder.choose(among: parts, by: .following(leader))
    var state = PlanState(builder.plan)
    _ = state.drain { $0 == students[1] ? 1 : 0 }
    #expect(state.winner(of: follower) == parts[1])
  }

  @Test("derives a node from what a choice came to, with its own inputs and disturbances")
  func derived() throws {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    let teacher = builder.add(Stub(name: "teacher"), at: Place(.teacher, ""))
    let taught = builder.add(
      Stub(name: "taught", inputs: [.teacher]), at: Place(.distilled, ""),
      reading: [.teacher: teacher])
    let other = builder.add(Stub(name: "other"), at: Place(.teacher, "other"))
    let disturbance = Disturbance("nothing left") { products, _, _ in products }
    let control = builder.derive(from: [taught], at: Place(.across, "")) {
      $0[0].disturbing(.teacher, by: disturbance)
    }
    let replaced = builder.derive(
      from: [taught], at: Place(.across, "other"), reading: [.teacher: other]
    ) { $0[0] }
    var state = PlanState(builder.plan)
    let keys = [taught, control, replaced].map { state.key(of: $0, seed: 0) }
    #expect(Set(keys).count == 3)
    #expect(state.computation(of: replaced)?.reading == [.teacher: other])
    #expect(state.computation(of: control)?.disturbances.keys.map(\.description) == ["teacher"])
    #expect(Computation(Stub(name: "x")).disturbing(.teacher, by: disturbance) == nil)
  }

  // MARK: - Searches

  /// Climbs from the middle while it gets better.
  private struct Climb: CandidateSearch {
    func next(scores: (Int) -> [ValidationScore?]?, origin: Computation?) -> SearchStep {
      var place = 1
      while true {
        let missing = [place, place + 1].filter { scores($0) == nil }
        if !missing.isEmpty { return .compute(missing) }
        func score(_ number: Int) -> Double { scores(number)?[0]?.score ?? 0 }
        if score(place + 1) <= score(place) || place == 2 { return .chosen(place) }
        place += 1
      }
    }
  }

  @Test("computes of a search's candidates those it asks for, and leaves the others empty")
  func search() {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    let candidates = (0..<4).map {
      builder.add(Stub(name: "\($0)"), at: Place(.student, "\($0)"), isOptional: true)
    }
    let chosen = builder.choose(among: candidates, by: .search(Climb(), from: nil))
    var state = PlanState(builder.plan)
    #expect(state.expected() == [1, 2])
    let computed = state.drain { id in Double(-abs(id.index - 1)) }
    #expect(computed.count == 2)
    #expect(state.winner(of: chosen) == candidates[1])
    #expect(state.unfilled == [0, 3])
  }

  @Test("fills what a search asks for even where another place has computed it already")
  func sharedSearch() {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    _ = builder.add(Stub(name: "1"), at: Place(.teacher, ""))
    _ = builder.add(Stub(name: "2"), at: Place(.teacher, "two"))
    builder.begin(.small())
    let candidates = (0..<4).map {
      builder.add(Stub(name: "\($0)"), at: Place(.student, "\($0)"), isOptional: true)
    }
    let chosen = builder.choose(among: candidates, by: .search(Climb(), from: nil))
    var state = PlanState(builder.plan)
    #expect(state.drain().count == 2)
    #expect(state.winner(of: chosen) == candidates[1])
    // Ordinals 0 and 1 are the first setting's.
    #expect(state.unfilled == [2, 5])
  }

  // MARK: - Verdicts

  @Test("keeps students behind the verdicts of their gate, whatever their setting")
  func gates() {
    var builder = PlanBuilder(seeds: 1)
    var distilled: [Plan.ID] = []
    for name in ["one", "other"] {
      builder.begin(.small(split: .text(name)))
      let teacher = builder.add(Stub(name: "teacher"), at: Place(.teacher, ""))
      _ = builder.verdict("cch", opening: Plan.Gate("pair"), reading: [.teacher: teacher])
      builder.gate = Plan.Gate("pair")
      distilled.append(builder.add(Stub(name: "taught"), at: Place(.distilled, "")))
    }
    var state = PlanState(builder.plan)
    for run in state.takeDue() { state.finish(run.key, FinishedScore()) }
    let verdicts = state.takeDueVerdicts()
    #expect(verdicts.count == 2)
    #expect(Set(verdicts.map(\.key)).count == 2)
    #expect(state.takeDueVerdicts().isEmpty)
    state.announce(verdicts[0].node)
    #expect(state.takeDue().isEmpty)
    state.announce(verdicts[1].node)
    #expect(state.takeDue().map(\.node) == distilled)
  }

  @Test("gives out the verdict of every setting, also where two of them read the same runs")
  func sharedVerdict() {
    var builder = PlanBuilder(seeds: 1)
    for _ in 0..<2 {
      builder.begin(.small())
      let teacher = builder.add(Stub(name: "teacher"), at: Place(.teacher, ""))
      _ = builder.verdict("cch", opening: Plan.Gate("pair"), reading: [.teacher: teacher])
      builder.gate = Plan.Gate("pair")
      _ = builder.add(Stub(name: "taught"), at: Place(.distilled, ""))
    }
    var state = PlanState(builder.plan)
    for run in state.takeDue() { state.finish(run.key, FinishedScore()) }
    let verdicts = state.takeDueVerdicts()
    #expect(verdicts.count == 2 && Set(verdicts.map(\.key)).count == 1)
    for verdict in verdicts { state.announce(verdict.node) }
    #expect(state.takeDue().map(\.ordinals) == [[1, 3]])
  }

  // MARK: - Keys

  @Test("changes a key with anything that numbers depend on, and with nothing else")
  func keys() {
    func key(
      _ stub: Stub = Stub(name: "a", inputs: [.source("x")]), seed: Int = 0,
      setting: Plan.Setting = .small(), environment: CanonicalValue = "engine",
      place: Place = Place(.student, "")
    ) -> RunKey? {
      var builder = PlanBuilder(seeds: 3)
      builder.begin(setting)
      let id = builder.add(stub, at: place)
      var state = PlanState(builder.plan, environment: environment)
      return state.key(of: id, seed: seed)
    }
    let own = key()
    #expect(key(place: Place(.teacher, "elsewhere")) == own)
    #expect(key(Stub(name: "b", inputs: [.source("x")])) != own)
    #expect(key(seed: 1) != own)
    #expect(key(setting: .small(split: "another split")) != own)
    #expect(key(setting: .small(values: "other values")) != own)
    #expect(key(environment: "another engine") != own)
    let single = Stub(name: "a", inputs: [.source("x")], dependsOnSplit: false)
    #expect(key(single, setting: .small(split: "another split")) == key(single))
  }

  @Test("previews a plan with every choice fallen on its first candidate")
  func preview() {
    var builder = PlanBuilder(seeds: 1)
    builder.begin(.small())
    let candidates = ["a", "b"].map { builder.add(Stub(name: $0), at: Place(.student, $0)) }
    let chosen = builder.choose(among: candidates, by: .best)
    var state = PlanState(builder.plan, environment: "any", isPreview: true)
    #expect(state.winner(of: chosen) == candidates[0])
    #expect(state.key(of: chosen, seed: 0) != nil)
  }

  @Test("runs once for all seeds what is planned so, and gives it to each of them")
  func once() {
    var builder = PlanBuilder(seeds: 3)
    builder.begin(.small())
    let encoder = builder.add(Stub(name: "encoder"), at: Place(.teacher, ""), scope: .once)
    _ = builder.add(
      Stub(name: "reader", inputs: [.teacher]), at: Place(.student, ""),
      reading: [.teacher: encoder])
    var state = PlanState(builder.plan)
    let first = state.takeDue()
    #expect(first.map(\.seed) == [nil])
    state.finish(first[0].key, FinishedScore())
    let second = state.takeDue()
    #expect(second.map(\.seed) == [0, 1, 2])
    #expect(second.allSatisfy { $0.inputs == [.teacher: first[0].key] })
  }
}
