import Networks
import Testing

@testable import Experiments

@Suite("What a plan costs") struct PlanCostTests {
  private static let pair = Pair(teacher: "scan", student: "photo")

  private func cost(_ job: ReadableJob = ReadableJob()) throws -> PlanCost {
    PlanCost(try job.experiment())
  }

  private func distilled(_ cost: PlanCost) -> Double {
    cost.operations(of: .distilled(Self.pair, cost.experiment.plan.sweep.variants[0]))
  }

  @Test("is six operations a parameter, for each row of each epoch")
  func operations() throws {
    var job = ReadableJob()
    // Every epoch is trained: twenty rows, ten times.
    job.more = "training: {epochs: 10, stop: none}"
    job.network = "{mlp: [7]}"
    let parameters = 3 * 7 + 7 + 7 * 2 + 2
    #expect(try distilled(cost(job)) == Double(6 * parameters * 20 * 10))
    // The student that sees both has the scan's two columns, too.
    #expect(
      try cost(job).operations(of: .concatenation(Self.pair))
        == Double(6 * (parameters + 2 * 7) * 20 * 10))
  }

  @Test("has five folds of four fifths of the rows where outputs are out of fold")
  func folds() throws {
    let cost = try cost()
    let teacher = 2 * 2 + 2.0
    let student = 3 * 2 + 2.0
    let whole = distilled(cost)
    #expect(
      abs(cost.operations(of: .teacher(modality: "scan")) / whole - 5 * teacher / student) < 1e-12)
    #expect(cost.operations(of: .studentFolds(modality: "photo")) == 4 * whole)
    #expect(cost.operations(of: .imitation(Self.pair)) == 4 * whole)
  }

  @Test("is nothing for a mean of outputs that are there already")
  func lateFusion() throws {
    #expect(try cost().operations(of: .lateFusion(Self.pair)) == 0)
  }

  @Test("counts a shared weight once a token")
  func tokens() throws {
    var job = ReadableJob()
    job.modalities["photo"] = ReadableJob.noise(rows: 100, columns: 12, seed: 3)
    /// Of each parameter.
    func operations(_ tokens: Int) throws -> Double {
      job.network = "{transformer: {tokens: \(tokens), width: 8, heads: 2, layers: 1}}"
      let cost = try cost(job)
      let engine = try cost.experiment.engine(of: PlannedNetwork(.student, ["photo"]))
      return distilled(cost) / Double(engine.parameterCount)
    }
    #expect(try abs(operations(6) / operations(2) - 3) < 1e-12)
  }

  @Test("leaves out the embedding, of which a row needs next to nothing")
  func embedding() throws {
    var job = ReadableJob()
    job.modalities["photo"] = (0..<100).map { row in (0..<4).map { Double((row + $0) % 9) } }
    func operations(_ vocabulary: Int) throws -> Double {
      job.network =
        "{transformer: {vocabulary: \(vocabulary), width: 8, heads: 2, layers: 1}}"
      return try distilled(cost(job))
    }
    #expect(try operations(10) == operations(10_000))
  }

  // MARK: - Searches

  @Test(
    "of a search is what its tuning asks for beside the start",
    arguments: [
      // Half decades and one smoothing; the distilled arm's two decades.
      ("bracket", 2 + 1 + 2), ("fine", 2 + 3 + 2), ("none", 0),
    ])
  func searches(tuning: String, fits: Int) throws {
    var job = ReadableJob()
    job.studentOptions = ", tuning: \(tuning)"
    let cost = try cost(job)
    #expect(cost.searchOperations == Double(job.seeds * fits) * distilled(cost))
  }

  @Test("of a search has no half decades where training does not end at the optimum")
  func adamw() throws {
    var job = ReadableJob()
    job.network = "{mlp: [4]}"
    let cost = try cost(job)
    #expect(cost.searchOperations == Double(job.seeds * (1 + 2)) * distilled(cost))
  }

  @Test(
    "of a search is the students' alone where nothing is distilled, and nothing without validation")
  func alone() throws {
    var job = ReadableJob()
    let whole = try distilled(cost(job))
    job.more = "distil: false"
    #expect(try cost(job).searchOperations == Double(job.seeds * 3) * whole)
    job.parts.validation = 0
    #expect(try cost(job).searchOperations == 0)
  }
}
