import Records
import Testing

@testable import Experiments

@Suite("What a report says of a teacher alone") struct TeacherSummariesTests {
  private func summaries(
    _ planted: PlantedJob.Case, swapped: Bool = false,
    editing edit: (inout PlantedJob) -> Void = { _ in }
  ) throws -> [SummaryRecord] {
    var job = PlantedJob(planted, draw: 2, testRows: 60, seeds: 2, method: "hinton")
    if swapped {
      job.yaml = job.yaml
        .replacing("teacher: {modality: privileged", with: "teacher: {modality: regular")
        .replacing("student: {modality: regular", with: "student: {modality: privileged")
    }
    edit(&job)
    let world = MemoryWorld()
    try world.run(job.yaml, members: job.members)
    return try #require(world.seal).summaries
  }

  private func warning(_ summaries: [SummaryRecord]) -> String? {
    summaries.first { $0.section == "warning" && $0.text?.hasPrefix("In-sample outputs") == true }?
      .text
  }

  private func value(_ summaries: [SummaryRecord], _ item: String, _ label: String) -> Double? {
    summaries.first { $0.section == "teacher" && $0.item == item && $0.label == label }?.value
  }

  @Test("warns where fifty columns and two hundred rows let it learn labels that are half noise")
  func remembers() throws {
    let summaries = try summaries(.noise, swapped: true)
    let seen = try #require(value(summaries, "accuracy", "in-sample"))
    let unseen = try #require(value(summaries, "accuracy", "out-of-fold"))
    #expect(seen > unseen + 0.1)
    let text = try #require(warning(summaries))
    #expect(text.hasPrefix("In-sample outputs of teacher regular know the labels: "))
    #expect(text.contains(" out of fold, "))
    #expect(text.contains(" standard errors apart"))
    #expect(text.hasSuffix("Its soft targets are out of fold."))
  }

  @Test("names the key where such outputs are the soft targets")
  func inSample() throws {
    let summaries = try summaries(.noise, swapped: true) { job in
      job.yaml = job.yaml.replacing(
        "teacher: {modality: regular", with: "teacher: {targets: in-sample, modality: regular")
    }
    #expect(try #require(warning(summaries)).hasSuffix("use targets: cross-fitted."))
  }

  @Test("says that an embedding is of that fit, where it is what students learn from")
  func embedding() throws {
    func advice(_ method: String) throws -> String {
      try #require(
        warning(
          summaries(.noise, swapped: true) { job in
            job.yaml = job.yaml
              .replacing("method: hinton", with: "method: \(method)")
              .replacing(
                "modality: privileged, network: linear",
                with: "modality: privileged, network: {mlp: [4]}")
          }))
    }
    let hint = try advice("fitnets")
    #expect(hint.contains("The embedding that students learn from is of the same fit"))
    #expect(!hint.contains("soft targets"))
    let both = try advice("distilbert")
    #expect(both.contains("Its soft targets are out of fold. The embedding that students"))
    #expect(try advice("{fitnets: {weight: 0}}").hasSuffix(" standard errors apart."))
  }

  @Test("says nothing of a teacher of one column, which has nothing to learn by heart")
  func silent() throws {
    let summaries = try summaries(.cleanLabels)
    #expect(warning(summaries) == nil)
    for label in ["in-sample", "out-of-fold", "validation"] {
      for item in ["accuracy", "log-loss", "mean top probability", "entropy"] {
        #expect(value(summaries, item, label) != nil, "\(item) \(label)")
      }
    }
    #expect(value(summaries, "temperature", "validation") != nil)
  }

  @Test("of real targets is compared in squared errors")
  func regression() throws {
    let summaries = try summaries(.noise, swapped: true) { job in
      // The class as a number: 0 or 1, fitted by least squares.
      job.yaml = job.yaml.replacing(
        "labels: {file: labels.npy}", with: "target: {file: labels.npy}")
    }
    #expect(try #require(warning(summaries)).contains("a mean squared error of "))
    #expect(!summaries.contains { $0.section == "teacher" })
  }
}
