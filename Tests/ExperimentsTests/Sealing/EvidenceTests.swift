import Records
import Testing

@testable import Experiments

@Suite("The evidence of a job") struct EvidenceTests {
  private func seal(_ job: PlantedJob) throws -> SealRecord {
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members, workers: 2)
    return try #require(world.seal)
  }

  private func job(
    _ planted: PlantedJob.Case, method: String = "{hinton: {lambda: 1}}", replacing: String = "",
    with replacement: String = "", seeds: Int = 3
  ) -> PlantedJob {
    var job = PlantedJob(planted, draw: 5, testRows: 400, seeds: seeds, method: method)
    if !replacing.isEmpty { job.yaml = job.yaml.replacing(replacing, with: replacement) }
    return job
  }

  private static let withoutValidation = (
    "{train: train.npy, validation: validation.npy, test: test.npy}",
    "{train: train.npy, validation: none, test: test.npy}"
  )

  @Test(
    "without validation rows a noise teacher is held against every control, so shrinkage makes no claim",
    arguments: ["accuracy", "log-loss"])
  func noSelection(metric: String) throws {
    var job = job(
      .noise, replacing: Self.withoutValidation.0, with: Self.withoutValidation.1)
    job.yaml += "\nmetric: \(metric)"
    let headline = try #require(
      try seal(job).comparisons.first { $0.selected && $0.metric == metric })
    #expect(!headline.claim)
    let transfer = try #require(headline.transfer)
    let gain = try #require(headline.gain)
    for control in ["class-mean", "smoothed"].map({ headline.controls[arm: $0]?.gain }) {
      #expect(transfer <= gain - (try #require(control)) + 1e-12)
    }
  }

  @Test("holds a teacher against six references, the student's own outputs among them")
  func references() throws {
    let headline = try #require(
      try seal(job(.cleanLabels)).comparisons.first { $0.selected && $0.metric == "accuracy" })
    #expect(
      headline.transfers.map(\.reference) == [
        "student", "class-mean", "smoothed", "within", "across", "self",
      ])
    #expect(headline.transfers.allSatisfy { $0.lower != nil && $0.pValue != nil })
    let own = try #require(headline.transfers.first { $0.reference == "self" }?.value)
    #expect(own > 0, "clean labels tell what no student's own output does")
  }

  @Test("keeps claims for the selected variant, and adjusts every other p-value")
  func exploratory() throws {
    let comparisons = try seal(
      job(.cleanLabels, method: "{hinton: {lambda: [0.5, 1], temperature: [1, 4]}}")
    ).comparisons
    #expect(comparisons.filter { $0.claim && !$0.selected }.isEmpty)
    for row in comparisons where row.pValue != nil {
      let adjusted = try #require(row.pAdjusted)
      let raw = try #require(row.pValue)
      #expect(adjusted >= raw)
    }
    let primary = comparisons.filter { $0.metric == "accuracy" }
    #expect(primary.count(where: \.selected) == 1)
    #expect(primary.allSatisfy { $0.gainLower != nil })
    // Controls belong to the selected variant and to λ = 1, elsewhere there are none.
    for row in primary where !row.selected && !row.variant.hasPrefix("lambda=1") {
      #expect(row.controls.isEmpty && row.transfer == nil)
    }
  }

  @Test("says that a gain is the difference of the means it prints, also where seeds diverged")
  func means() throws {
    for row in try seal(job(.cleanLabels)).comparisons {
      guard let gain = row.gain, let student = row.studentMean, let distilled = row.distilledMean
      else { continue }
      let isLowerBetter = ["log-loss", "calibration-error"].contains(row.metric)
      let difference = isLowerBetter ? student - distilled : distilled - student
      #expect(abs(gain - difference) < 1e-9, "\(row.metric)")
    }
  }

  @Test("keeps divergence as a result: the job ends, and says which runs have no numbers")
  func diverged() throws {
    var job = job(.cleanLabels, seeds: 2)
    job.yaml = job.yaml.replacing("network: linear", with: "network: {mlp: [32, 32]}")
    job.yaml += "\ntraining: {epochs: 30, optimizer: {sgd: {rate: 1000, momentum: 0.99}}}"
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members)
    let seal = try #require(world.seal)
    #expect(world.runs.contains { $0.status == .diverged && $0.reason?.isEmpty == false })
    #expect(seal.comparisons.allSatisfy { !$0.claim })
    #expect(seal.summaries.contains { $0.section == "conclusion" })
  }

  @Test("of real targets has intervals, deciles for classes, and both standard errors")
  func regression() throws {
    var job = job(.cleanLabels, method: "{hinton: {lambda: [0.5, 1]}}")
    let count = 700
    job.members["y.npy"] = NumPy.reals((0..<count).map { Double($0 % 37) + 0.1 * Double($0 % 11) })
    job.yaml = job.yaml.replacing("labels: {file: labels.npy}", with: "target: {file: y.npy}")
    let seal = try seal(job)
    let primary = seal.comparisons.filter { $0.metric == "r2" }
    #expect(primary.count == 2)
    #expect(primary.allSatisfy { $0.gainLower != nil && $0.outcome != nil })
    let arms = seal.summaries.filter {
      $0.section == "arm" && $0.item == "r2" && $0.label != "constant"
    }
    #expect(!arms.isEmpty && arms.allSatisfy { $0.extra != nil })
  }
}
