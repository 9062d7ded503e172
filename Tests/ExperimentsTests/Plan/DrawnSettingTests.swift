import Datasets
import Testing

@testable import Experiments

@Suite("A setting with draws of its split") struct DrawnSettingTests {
  private func experiments(_ rest: String, seed: Int = 7) throws -> [Experiment] {
    let job = SmallJob(
      split: "{train: 0.5, validation: 0.25, test: 0.25, seed: \(seed)}", rest: rest)
    return try job.checked().design.experiments
  }

  @Test("is one experiment a draw, with the split's seed and those after it")
  func seeds() throws {
    let draws = try experiments("splits: 3")
    #expect(draws.map(\.setting) == [7, 8, 9].map { "data.split.seed=\($0)" })
    #expect(draws.allSatisfy { $0.repeats == "" })
    #expect(Set(draws.map(\.dataset.split)).count == 3)
  }

  @Test("has the rows of a draw that a job of this seed alone would have")
  func rows() throws {
    let draws = try experiments("splits: 3")
    for (offset, draw) in draws.enumerated() {
      let alone = try #require(try experiments("", seed: 7 + offset).first)
      #expect(draw.dataset.split == alone.dataset.split)
      #expect(draw.dataset.splitDigest == alone.dataset.splitDigest)
    }
  }

  @Test("is called the same whatever the draw, beside the other keys that are swept")
  func repeats() throws {
    let draws = try experiments("splits: 2\nsweep: {training.batch: [16, 32]}")
    #expect(
      draws.map(\.repeats) == [16, 16, 32, 32].map { "training.batch=\($0)" })
    #expect(Set(draws.map(\.setting)).count == 4)
    #expect(draws[0].dataset.split == draws[2].dataset.split, "draws are those of every setting")
  }

  @Test("is no draw of several where the split is drawn once or given")
  func single() throws {
    #expect(try experiments("splits: 1").map(\.repeats) == [nil])
    #expect(try SmallJob().checked().design.experiments.map(\.setting) == [""])
  }
}
