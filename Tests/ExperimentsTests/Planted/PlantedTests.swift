import Records
import Synchronization
import Testing

@testable import Experiments

/// Planted case P1 with the product's own defaults, redrawing the data in every repeat.
@Suite("Planted data") struct PlantedTests {
  static let draws = 24

  /// Gains of the selected variant over data draws.
  private func gains(
    _ planted: PlantedJob.Case, draws: Int, testRows: Int, seeds: Int, method: String
  ) throws -> [ComparisonRecord] {
    let results = ResultSlots<ComparisonRecord>(count: draws)
    try ParallelRuns.perform(Array(0..<draws), workers: 2) { draw in
      let job = PlantedJob(
        planted, draw: draw, testRows: testRows, seeds: seeds, method: method)
      let world = MemoryWorld()
      try world.run(job.yaml, members: job.members)
      results[draw] = try #require(
        world.seal?.comparisons.first { $0.selected && $0.metric == "accuracy" })
    }
    return results.values.compactMap { $0 }
  }

  private func summary(_ gains: [Double]) -> (mean: Double, error: Double) {
    let mean = gains.reduce(0, +) / Double(gains.count)
    let variance =
      gains.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gains.count - 1)
    return (mean, (variance / Double(gains.count)).squareRoot())
  }

  /// At λ = 1 the printed effects are 5.6 and 3.7 points; half of that is the floor.
  @Test(
    "gains at least half the printed effect where the teacher helps",
    arguments: [
      (PlantedJob.Case.cleanLabels, 0.028), (PlantedJob.Case.relevantFeatures, 0.0185),
    ])
  func helps(planted: PlantedJob.Case, floor: Double) throws {
    let records = try gains(
      planted, draws: Self.draws, testRows: 2_000, seeds: 2,
      method: "{hinton: {lambda: [0.5, 1]}}")
    let gain = summary(records.compactMap(\.gain))
    #expect(gain.mean - 2.07 * gain.error >= floor, "gain \(gain.mean) ± \(gain.error)")
    let across = summary(records.compactMap { $0.controls[arm: "across"]?.gain })
    #expect(across.mean < 0.005, "a teacher shuffled over all rows gains \(across.mean)")
  }

  @Test(
    "shows no gain, and claims one in at most 5 % of draws, where no teacher row can help",
    arguments: [PlantedJob.Case.conditionallyIndependent, .noise])
  func null(planted: PlantedJob.Case) throws {
    let records = try gains(
      planted, draws: 60, testRows: 500, seeds: 3,
      method: "{hinton: {lambda: [0.25, 0.5, 0.75, 1], temperature: [1, 4]}}")
    let gain = summary(records.compactMap(\.gain))
    // One-sided at 5 %: the mean over 60 draws may not lie clearly above 0.
    #expect(gain.mean - 1.67 * gain.error <= 0, "gain \(gain.mean) ± \(gain.error)")
    // Binomial(60, 0.05) is above 6 in under 5 % of repeats.
    let claims = records.count(where: \.claim)
    #expect(claims <= 6, "claimed in \(claims) of 60 draws")
  }
}
