import Distillation
import Networks
import Plans
import Specifications
import Testing

@testable import Experiments

@Suite("What a plan asks of the machine") struct PlanDemandTests {
  /// The demand of a job's only setting, whose scan teaches the photo.
  private struct Demands {
    let design: JobDesign
    let demand: PlanDemand
    let question: QuestionNodes

    init(_ job: ReadableJob) throws {
      design = try job.checked().design
      demand = PlanDemand(design)
      question = try #require(design.first.nodes.questions.first)
    }

    func operations(_ node: Plan.ID?) throws -> Double { demand[try #require(node)].operations }

    var teacher: Double { get throws { try operations(question.question.teacher) } }
    /// A student's fit, distilled or not.
    var student: Double {
      get throws { try operations(design.first.nodes.students["photo"]?.candidates.first) }
    }
    var distilled: Double { get throws { try operations(question.variants.first?.node) } }

    /// What is counted besides the runs that are certain.
    var searchOperations: Double {
      var state = PlanState(design.plan, environment: "any", isPreview: true)
      var counted: Set<RunKey> = []
      var certain = 0.0
      for id in design.plan.ids
      where design.plan[id].place != nil && !design.plan[id].isOptional {
        for seed in design.plan.seeds(of: id) {
          guard let key = state.key(of: id, seed: seed), counted.insert(key).inserted else {
            continue
          }
          certain += demand[id].operations
        }
      }
      return demand.operations - certain
    }
  }

  private func demands(_ job: ReadableJob = ReadableJob()) throws -> Demands { try Demands(job) }

  private func isClose(_ left: Double, _ right: Double, of size: Double) -> Bool {
    abs(left - right) <= 1e-9 * size
  }

  @Test("is six operations a parameter, for each row of each epoch")
  func operations() throws {
    var job = ReadableJob()
    // Every epoch is trained: twenty rows, ten times.
    job.more = "training: {epochs: 10, stop: none}"
    job.network = "{mlp: [7]}"
    let parameters = 3 * 7 + 7 + 7 * 2 + 2
    let demands = try demands(job)
    #expect(try demands.distilled == Double(6 * parameters * 20 * 10))
    // The student that sees both has the scan's two columns, too.
    #expect(
      try demands.operations(demands.question.fused[0])
        == Double(6 * (parameters + 2 * 7) * 20 * 10))
  }

  @Test("has five folds of four fifths of the rows where outputs are out of fold")
  func folds() throws {
    let demands = try demands()
    let teacher = 2 * 2 + 2.0
    let student = 3 * 2 + 2.0
    let whole = try demands.distilled
    #expect(try abs(demands.teacher / whole - 5 * teacher / student) < 1e-12)
    #expect(
      try demands.operations(demands.design.first.nodes.students["photo"]?.folds) == 4 * whole)
    var real = ReadableJob()
    real.values = (0..<100).map(Double.init)
    let ofReal = try self.demands(real)
    #expect(try ofReal.operations(ofReal.question.imitation) == 4 * ofReal.distilled)
  }

  @Test("is nothing for a mean of outputs that are there already")
  func lateFusion() throws {
    let demands = try demands()
    #expect(try demands.operations(demands.question.fused[1]) == 0)
  }

  @Test("takes every choice to fall on its first candidate, and counts equal runs once")
  func preview() throws {
    var job = ReadableJob()
    job.studentOptions = ", tuning: none"
    let one = try demands(job)
    // λ = 1 is a cell of its own, and its controls are of its own too where both are taken apart.
    job.method = "{hinton: {lambda: [0.5, 1], temperature: 1}}"
    let two = try demands(job)
    let seeds = Double(job.seeds)
    let draws = Double(one.question.controls.reduce(0) { $0 + $1.draws.count })
    let further = seeds * (1 + draws) * (try one.distilled)
    #expect(isClose(two.demand.operations - one.demand.operations, further, of: further))
    #expect(two.demand.largestRunBytes == one.demand.largestRunBytes)
  }

  @Test("counts a shared weight once a token")
  func tokens() throws {
    var job = ReadableJob()
    job.modalities["photo"] = ReadableJob.noise(rows: 100, columns: 12, seed: 3)
    /// Of each parameter.
    func operations(_ tokens: Int) throws -> Double {
      job.network = "{transformer: {tokens: \(tokens), width: 8, heads: 2, layers: 1}}"
      let demands = try demands(job)
      let experiment = demands.design.first
      let network = try experiment.recipes.studentFit("photo").network(experiment.study)
      return try demands.distilled / Double(network.parameterCount)
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
      return try demands(job).distilled
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
    let demands = try demands(job)
    let expected = Double(job.seeds * fits) * (try demands.student)
    #expect(isClose(demands.searchOperations, expected, of: demands.demand.operations))
  }

  @Test("of a search has no half decades where training does not end at the optimum")
  func adamw() throws {
    var job = ReadableJob()
    job.network = "{mlp: [4]}"
    let demands = try demands(job)
    let expected = Double(job.seeds * (1 + 2)) * (try demands.student)
    #expect(isClose(demands.searchOperations, expected, of: demands.demand.operations))
  }

  @Test(
    "of a search is the students' alone where nothing is distilled, and nothing without validation")
  func alone() throws {
    var job = ReadableJob()
    job.more = "distil: false"
    let alone = try demands(job)
    let expected = Double(job.seeds * 3) * (try alone.student)
    #expect(isClose(alone.searchOperations, expected, of: alone.demand.operations))
    job.parts.validation = 0
    #expect(try demands(job).searchOperations == 0)
  }
}
