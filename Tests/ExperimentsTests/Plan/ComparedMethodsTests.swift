import Distillation
import Records
import Testing

@testable import Experiments

/// `method` a list: the same data and the same references for all methods, one evidence.
@Suite("A job of several methods") struct ComparedMethodsTests {
  private static let taught: Set = ["distilled", "class-mean", "within", "across", "self"]

  private static func job(_ method: String) -> SmallJob {
    SmallJob.untuned.with {
      $0.student = "{modality: sound, network: {mlp: [4]}, tuning: none}"
      $0.method = method
    }
  }

  private static let compared = job("[{hinton: {lambda: [0.25, 0.5]}}, fitnets]")
  private static let world = Result { try MemoryWorld.after(compared) }
  private static let alone = Result {
    try ["{hinton: {lambda: [0.25, 0.5]}}", "fitnets"].map { try MemoryWorld.after(job($0)) }
  }

  private func keys(_ world: MemoryWorld) -> Set<String> { Set(world.runs.map(\.key)) }

  @Test("computes teachers, students and references once, and nothing that no method asks for")
  func shared() throws {
    let world = try Self.world.get()
    let alone = try Self.alone.get()
    let computed = world.runs.filter(\.wasComputed).map(\.key)
    #expect(Set(computed).count == computed.count, "nothing is computed twice")
    #expect(Set(computed) == keys(alone[0]).union(keys(alone[1])))
    // What both methods need by themselves is computed once here.
    let common = keys(alone[0]).intersection(keys(alone[1]))
    #expect(computed.count == alone[0].runs.count + alone[1].runs.count - common.count)
    #expect(common.count > 10)
  }

  @Test("gives arms without a teacher's loss one run for all methods, and every other its own")
  func arms() throws {
    let filled = try FilledPlan(Self.compared, Self.world.get())
    let settings = Dictionary(grouping: filled.places, by: \.planned.setting)
    #expect(settings.keys.sorted() == ["method=fitnets", "method=hinton"])
    func keys(_ setting: String, taught: Bool) -> Set<String> {
      Set(
        (settings[setting] ?? []).filter { Self.taught.contains($0.planned.arm) == taught }
          .compactMap { $0.run?.key })
    }
    let hinton = keys("method=hinton", taught: false)
    let fitnets = keys("method=fitnets", taught: false)
    #expect(hinton.isSubset(of: fitnets) && !hinton.isEmpty)
    // Embeddings of the teacher and of the student, which only a hint reads.
    let further = filled.places.filter { place in
      place.run.map { fitnets.subtracting(hinton).contains($0.key) } ?? false
    }
    #expect(further.allSatisfy { $0.planned.arm == Arm.embedding.word })
    #expect(
      keys("method=hinton", taught: true).isDisjoint(with: keys("method=fitnets", taught: true)))
  }

  @Test("gives each method the numbers it has as a job of its own")
  func own() throws {
    let comparisons = try #require(try Self.world.get().seal).comparisons
    for (name, alone) in zip(["hinton", "fitnets"], try Self.alone.get()) {
      let own = comparisons.filter { $0.setting == "method=\(name)" }
      let expected = try #require(alone.seal).comparisons
      #expect(own.count == expected.count && !own.isEmpty)
      for (found, wanted) in zip(own, expected) {
        #expect(found.method == name && wanted.method == name)
        #expect(found.gain == wanted.gain && found.transfer == wanted.transfer)
        #expect(found.pValue == wanted.pValue && found.claimPValue == wanted.claimPValue)
        #expect(found.variant == "method=\(name), \(wanted.variant)")
      }
    }
  }

  @Test("tells rows of two methods on one pair apart, by the setting's words and cell")
  func words() throws {
    let world = try Self.world.get()
    let seal = try #require(world.seal)
    #expect(world.verdicts.map(\.variant) == ["method=hinton", "method=fitnets"])
    #expect(Set(seal.summaries.filter { $0.section == "transfer" }.map(\.setting)).count == 2)
    for comparison in seal.comparisons {
      #expect(comparison.cell["method"] == .text(comparison.method))
    }
    let rows = seal.comparisons.map { "\($0.metric) \($0.variant)" }
    #expect(Set(rows).count == rows.count)
    let planned = try Self.compared.plan()
    for run in planned where Self.taught.contains(run.arm) {
      #expect(run.setting == "method=\(run.method)")
      #expect(run.variant.hasPrefix(run.setting))
    }
  }

  @Test("is planned as often as it is counted, and refused with a student some method cannot teach")
  func checked() throws {
    let checked = try Self.compared.checked()
    #expect(checked.estimate.settings == 2 && checked.estimate.variants == 2)
    #expect(checked.design.runs.count <= checked.estimate.runs)
    let linear = Self.job("[hinton, fitnets]").with {
      $0.student = "{modality: sound, network: linear, tuning: none}"
    }
    #expect {
      try linear.checked()
    } throws: { "\($0)".contains("taught by 'fitnets'") }
  }

  @Test("adjusts over all pairs of all methods: more methods are more chances")
  func family() throws {
    var small = ReadableJob()
    small.method = "[hinton, generalized, {hinton: {temperature: 4}}]"
    let right = ["method=hinton": 26, "method=generalized": 25]
    let seal = try HandMadeJob(
      small, editing: { _, products in products.parameters = .init(repeating: 1, count: 8) },
      answers: { run in
        let count = run.arm == .distilled ? right[run.setting] ?? 20 : 20
        return { $0 < count ? 0.8 : 0.2 }
      }
    ).seal()
    let headlines = seal.comparisons.filter { $0.selected && $0.metric == "accuracy" }
    #expect(
      headlines.map(\.setting) == [
        "method=hinton", "method=generalized", "method=hinton temperature 4",
      ])
    let p = headlines.compactMap(\.claimPValue)
    #expect(p.count == 3 && p[0] < p[1] && p[2] == 1)
    #expect(headlines.map(\.pAdjusted) == [min(3 * p[0], 1.5 * p[1]), 1.5 * p[1], 1])
  }

  @Test("repeats each method on every draw of a split, and tests each over its own draws")
  func draws() throws {
    let job = Self.job("[hinton, generalized]").with {
      $0.student = "{modality: sound, network: linear, tuning: none}"
      $0.split = "{train: 0.5, validation: 0.25, test: 0.25}"
      $0.rest = "splits: 2"
    }
    let seal = try #require(try MemoryWorld.after(job).seal)
    let tested = seal.comparisons.filter { $0.selected && $0.pAdjusted != nil }
    #expect(Set(tested.map(\.setting)) == ["method=hinton", "method=generalized"])
    #expect(
      try job.checked().design.experiments.map(\.setting) == [
        "method=hinton, data.split.seed=1", "method=hinton, data.split.seed=2",
        "method=generalized, data.split.seed=1", "method=generalized, data.split.seed=2",
      ])
  }
}

@Suite("A job of a sum of losses") struct LossSumJobTests {
  private static func job(_ method: String) -> SmallJob {
    SmallJob.untuned.with {
      $0.student = "{modality: sound, network: {mlp: [4]}, tuning: none}"
      $0.method = method
      $0.seeds = 1
    }
  }

  @Test("has the evidence of every method: gain, controls, transfer")
  func evidence() throws {
    let world = try MemoryWorld.after(
      Self.job("{losses: [{hinton: {temperature: 2}}, {fitnets: {weight: [0.1, 1]}}]}"))
    let seal = try #require(world.seal)
    let rows = seal.comparisons.filter { $0.metric == "accuracy" }
    #expect(rows.count == 2 && rows.allSatisfy { $0.method == "losses" })
    #expect(
      rows[0].variant
        == "supervised.weight=1, hinton.weight=1, hinton.temperature=2, fitnets.weight=0.1")
    let selected = try #require(rows.first { $0.selected })
    #expect(selected.gain != nil && selected.transfer != nil)
    #expect(
      selected.controls.map(\.arm).sorted() == [
        "across", "class-mean", "self", "smoothed", "within",
      ])
  }

  @Test("of one loss is the method's own run")
  func one() throws {
    func distilled(_ method: String) throws -> Set<String> {
      let filled = try FilledPlan(running: Self.job(method))
      return Set(filled.places("distilled").compactMap { $0.run?.key })
    }
    let sum = try distilled("{losses: [{fitnets: {weight: 0.5}}]}")
    #expect(try sum == distilled("{fitnets: {weight: 0.5}}"))
    #expect(try sum != distilled("{losses: [{fitnets: {weight: 0.5}}, {supervised: {weight: 2}}]}"))
  }
}
