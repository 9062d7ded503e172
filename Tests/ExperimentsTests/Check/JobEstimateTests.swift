import Distillation
import Plans
import Testing

@testable import Experiments

@Suite("What a job will ask of the machine") struct JobEstimateTests {
  private func estimate(_ more: String = "", editing: (inout ReadableJob) -> Void = { _ in })
    throws -> JobEstimate
  {
    var job = ReadableJob()
    job.more = more
    editing(&job)
    return try job.checked().estimate
  }

  @Test("counts settings, pairs, variants and seeds")
  func counts() throws {
    let found = try estimate("sweep: {training.weight_decay: [0.01, 0.1, 1]}") { job in
      job.method = "{hinton: {lambda: [0.5, 1], temperature: [1, 2]}}"
      job.seeds = 7
    }
    #expect(found.settings == 3 && found.pairs == 1 && found.variants == 4 && found.seeds == 7)
    #expect(found.testRows == 40 && found.testUnits == 40)
  }

  @Test("has every setting's runs, but computes a teacher once for all that share it")
  func shared() throws {
    let network = "student.network: [linear, {mlp: [4]}]"
    let both = try estimate("sweep: {\(network)}")
    let linear = try estimate()
    let perceptron = try estimate { $0.network = "{mlp: [4]}" }
    #expect(both.runs == linear.runs + perceptron.runs)
    let design = try ReadableJob().checked().design
    let node = try #require(design.first.nodes.teachers["scan"])
    let teacher = PlanDemand(design)[node].operations
    let twice = linear.operations + perceptron.operations
    #expect(abs(twice - both.operations - Double(design.plan.seeds) * teacher) < 1e-6 * twice)
  }

  @Test("computes another teacher where settings train it otherwise")
  func unshared() throws {
    func operations(_ more: String) throws -> Double {
      try estimate(more) { ($0.teacherNetwork, $0.network) = ("{mlp: [4]}", "{mlp: [4]}") }
        .operations
    }
    let both = try operations("sweep: {training.epochs: [50, 100]}")
    let alone = try [50, 100].map { try operations("training: {epochs: \($0)}") }
    #expect(abs(both - alone[0] - alone[1]) < 1e-6 * both)
  }

  @Test("computes all runs once where settings differ in what no network looks at")
  func indifferent() throws {
    // Training that goes to the optimum has no epochs.
    let both = try estimate("sweep: {training.epochs: [50, 100]}") {
      $0.studentOptions = ", tuning: none"
    }
    let alone = try estimate("training: {epochs: 50}") { $0.studentOptions = ", tuning: none" }
    #expect(both.operations == alone.operations && both.runs == 2 * alone.runs)
  }

  @Test("tells from 2.8 √(q/n) the gains test rows can show four times in five")
  func smallestGains() throws {
    let gains = try #require(try estimate().smallestGains)
    #expect(abs(gains[0] - 2.8 * (0.05 / 40).squareRoot()) < 1e-12)
    #expect(abs(gains[1] - 2.8 * (0.10 / 40).squareRoot()) < 1e-12)
    let groups = try estimate { $0.groups = (0..<100).map { $0 < 60 ? $0 : 60 + $0 / 10 } }
    #expect(groups.testUnits == 4)
    #expect(abs((groups.smallestGains?.first ?? 0) - 2.8 * (0.05 / 4).squareRoot()) < 1e-12)
  }

  @Test("tells no gains of real targets, nor of one group of test rows")
  func unknownGains() throws {
    #expect(try estimate { $0.values = (0..<100).map(Double.init) }.smallestGains == nil)
    #expect(
      try estimate { $0.groups = (0..<100).map { $0 < 60 ? $0 : 60 } }.smallestGains == nil)
  }

  @Test("adds the features once to the memory of the largest run")
  func memory() throws {
    let one = try estimate()
    let settings = try estimate("sweep: {training.epochs: [50, 100]}")
    #expect(one.memoryBytes > one.largestRunBytes && one.largestRunBytes > 0)
    #expect(settings.memoryBytes == one.memoryBytes, "settings share the data")
    let wide = try estimate { $0.network = "{mlp: [1000]}" }
    // Parameters, their gradient and two moments, in four bytes each.
    let parameters = 3 * 1_000 + 1_000 + 1_000 * 2 + 2
    #expect(wide.largestRunBytes > 4 * 4 * parameters)
    #expect(wide.memoryBytes - wide.largestRunBytes == one.memoryBytes - one.largestRunBytes)
  }

  @Test("takes half as long on two cores, and on none as long as on one")
  func seconds() throws {
    let found = try estimate()
    #expect(found.expectedSeconds(workers: 2) == found.expectedSeconds(workers: 1) / 2)
    #expect(found.expectedSeconds(workers: 0) == found.expectedSeconds(workers: 1))
  }
}
