import Records
import Testing

@testable import Experiments

@Suite("A sweep over settings") struct SettingsTests {
  private func run(_ addition: String, workers: Int = 1) throws -> MemoryWorld {
    let world = MemoryWorld()
    let job = JobExecutionTests.job
    try world.run(job.yaml + "\n" + addition, members: job.members, workers: workers)
    return world
  }

  @Test("gives each setting the evidence it has as a job of its own, and shares what it can")
  func own() throws {
    let swept = try run("sweep: {student.network: [linear, {mlp: [8]}]}")
    let alone = MemoryWorld()
    try alone.run(
      JobExecutionTests.job.yaml.replacing(
        "network: {mlp: [8], dropout: 0.1}", with: "network: {mlp: [8]}"),
      members: JobExecutionTests.job.members)
    let seal = try #require(swept.seal)
    let setting = "student.network=mlp 8"
    let own = seal.comparisons.filter { $0.setting == setting }
    let expected = try #require(alone.seal).comparisons
    #expect(own.count == expected.count)
    for (found, wanted) in zip(own, expected) {
      #expect(found.gain == wanted.gain && found.transfer == wanted.transfer)
      #expect(found.variant == "\(setting), \(wanted.variant)")
      #expect(found.selected == wanted.selected)
    }
    // The teacher knows nothing of the student's network.
    let teachers = swept.runs.filter { $0.ordinals.contains(0) }
    #expect(teachers.first?.ordinals.count == 2)
    let computed = swept.runs.filter(\.wasComputed).map(\.key)
    #expect(Set(computed).count == computed.count, "nothing is computed twice")
    #expect(swept.verdicts.map(\.variant) == ["student.network=linear", setting])
    #expect(seal.files.contains { $0.name.hasPrefix("models/setting-2/") })
  }

  @Test("is the same with one worker and with three")
  func workers() throws {
    let text = "sweep: {training.epochs: [2, 4]}"
    #expect(try run(text).seal == run(text, workers: 3).seal)
  }

  @Test("plans controls at full weight only where every variant has a twin there")
  func zipped() throws {
    let job = JobExecutionTests.job
    let world = MemoryWorld()
    try world.run(
      job.yaml.replacing(
        "{hinton: {lambda: [0.5, 1], temperature: [1, 2]}}", with: "hinton")
        + "\nsweep: {zip: {method.lambda: [0.5, 1], method.temperature: [4, 2]}}",
      members: job.members)
    let filled = Set(world.runs.flatMap(\.ordinals))
    let unfilled = try #require(world.seal?.unfilled)
    #expect(filled.union(unfilled) == Set(0..<filled.count + unfilled.count))
    #expect(world.progress.last?.total == filled.count)
  }

  @Test("says which runs a run has read")
  func inputs() throws {
    let world = try run("sweep: {training.epochs: [2, 4]}")
    let keys = Set(world.runs.map(\.key))
    var seen: Set<String> = []
    for run in world.runs {
      #expect(seen.isSuperset(of: run.inputs), "inputs come first")
      seen.insert(run.key)
    }
    #expect(world.runs.contains { !$0.inputs.isEmpty })
    #expect(keys.isSuperset(of: world.runs.flatMap(\.inputs)))
  }

  @Test("stops at the verdicts where nothing is to be distilled")
  func verdictsAlone() throws {
    let job = JobExecutionTests.job
    let world = MemoryWorld()
    try world.run(
      job.yaml.replacing(
        "{hinton: {lambda: [0.5, 1], temperature: [1, 2]}}",
        with: "{hinton: {lambda: 0.5, temperature: 1}}") + "\ndistil: false",
      members: job.members)
    let seal = try #require(world.seal)
    #expect(world.verdicts.count == 1)
    #expect(seal.comparisons.isEmpty)
    let conclusion = try #require(seal.summaries.first { $0.section == "conclusion" }?.text)
    #expect(conclusion.contains("The verdict is '\(world.verdicts[0].verdict)'"))
    #expect(conclusion.contains("Nothing was distilled"))
  }
}
