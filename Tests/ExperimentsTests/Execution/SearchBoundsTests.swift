import Distillation
import Plans
import Randomness
import Testing

@testable import Experiments

/// Validation scores go up and down as they like; here they are drawn.
@Suite("The bounds of a search") struct SearchBoundsTests {
  private static let draws = 20

  /// Inside the range and outside, on its decades and between, and no decay at all.
  private static let owns = ["0", "1e-7", "1e-4", "5e-4", "2e-2", "10", "300"]

  private func plan(_ own: String, _ network: String) throws -> ScoredPlan {
    try ScoredPlan(
      SmallJob(
        student: "{modality: sound, network: \(network)}",
        training: "{epochs: 4, weight_decay: \(own)}", seeds: 1))
  }

  @Test(
    "of a student are places the plan has, and no more runs than it counts",
    arguments: owns, ["linear", "{mlp: [3]}"])
  func student(own: String, network: String) throws {
    var stream = RandomStream(seed: 8, role: .design, purpose: .noise)
    let plan = try plan(own, network)
    let range = plan.experiment.recipes.range
    var longest = 0
    for _ in 0..<Self.draws {
      let search = try plan.searchStudent { _ in (stream.uniform(), 0) }
      let configurations = search.tried.count + range.smoothings.count
      #expect(configurations <= range.mostConfigurations)
      #expect(search.tried.contains(range.own), "its own decay is always among them")
      longest = max(longest, configurations)
    }
    #expect(longest > range.start.count)
  }

  @Test(
    "of a distilled arm are places the plan has, and no more runs than it counts",
    arguments: owns, ["linear", "{mlp: [3]}"])
  func distilled(own: String, network: String) throws {
    var stream = RandomStream(seed: 9, role: .design, purpose: .noise)
    let plan = try plan(own, network)
    for _ in 0..<Self.draws {
      let search = try plan.searchDistilled(
        student: { _ in stream.uniform() }, score: { _ in stream.uniform() })
      let further = search.tried.count - 1
      #expect(further <= plan.experiment.recipes.range.mostNeighbours)
    }
  }

  @Test("do not depend on how many seeds there are, or on the scores of other modalities")
  func independence() throws {
    func tried(seeds: Int, score: Double) throws -> [[Double]] {
      let plan = try ScoredPlan(
        SmallJob(seeds: seeds, rest: "sweep: {student.modality: [sound, touch]}"))
      return try plan.play { run -> ValidationScore? in
        let decay = run.fit.recipe.weightDecay
        let own = run.place.student == "sound" ? -abs(decay - 1e-3) : decay * score
        return ValidationScore(score: own, loss: 0)
      }.student.rounds
    }
    let rounds = try tried(seeds: 1, score: 1)
    #expect(try tried(seeds: 4, score: -1) == rounds)
  }
}
