import Records
import Testing

@testable import Experiments

@Suite("What a planted job came to") struct PlantedOutcomeTests {
  private func outcome(_ job: ReadableJob) throws -> PlantedOutcome {
    try PlantedOutcome(
      yaml: job.yaml, members: job.members, environment: MemoryWorld.environment, workers: 1)
  }

  @Test("is a failure with its reason where the job cannot run")
  func failed() throws {
    var job = ReadableJob()
    job.labels[3] = 7
    let failure = #expect(throws: SelfTest.Failure.self) { _ = try outcome(job) }
    #expect(failure?.description.hasPrefix("a planted job failed: ") == true)
    #expect(failure?.reason.contains("7") == true)
  }

  @Test("has the verdicts, the selected variant's accuracy, and a product a run")
  func finished() throws {
    var job = ReadableJob()
    job.method = "{hinton: {lambda: [0.5, 1], temperature: 1}}"
    let found = try outcome(job)
    #expect(found.verdicts.count == 1)
    let headline = try #require(found.headline)
    #expect(headline.selected && headline.metric == "accuracy" && headline.rows == 40)
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members)
    #expect(found.seal == world.seal)
    #expect(found.products.count == Set(world.runs.map(\.key)).count)
  }
}
