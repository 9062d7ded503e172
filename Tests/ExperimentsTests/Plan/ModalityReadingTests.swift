import Distillation
import Records
import Specifications
import Testing

@testable import Experiments

/// What it sees is read off the parameters that a run leaves: (columns + 1) · 2 classes of a linear
/// network.
@Suite("What the network of a planned run sees") struct ModalityReadingTests {
  private static let filled = Result {
    try FilledPlan(running: SmallJob.untuned.with { $0.seeds = 1 })
  }

  @Test("sees the teacher's modality for the teacher, and both only for the student of both")
  func columns() throws {
    let (sight, sound) = (2, 4)
    for place in try Self.filled.get().places {
      let run = try #require(place.run)
      let columns: Int? =
        switch (place.planned.arm, place.planned.variant) {
        case ("teacher", _): sight
        case ("fused", "concatenation"): sight + sound
        // A mean of two outputs, and folds of which no network is kept, have no parameters.
        case ("fused", _), ("student", "selected, out of fold"): nil
        default: sound
        }
      #expect(run.parameters == columns.map { ($0 + 1) * 2 } ?? 0, "\(place.words)")
    }
  }

  @Test("is the teacher's own where the teacher is larger")
  func teacher() throws {
    let job = SmallJob.untuned.with {
      $0.teacher = "{modality: sight, network: {mlp: [3]}}"
      $0.rest = "distil: false"
      $0.seeds = 1
    }
    let filled = try FilledPlan(running: job)
    let (sight, sound, hidden, classes) = (2, 4, 3, 2)
    #expect(
      try filled.run("teacher").parameters == (sight + 1) * hidden + (hidden + 1) * classes)
    let student = try #require(filled.places("student").first?.run)
    #expect(student.parameters == (sound + 1) * classes)
  }

  // MARK: - Tokens and measurements

  private func readings(teacher: String, student: String, rest: String = "") throws -> Set<String> {
    let job = SmallJob(
      teacher: "{modality: sight, network: \(teacher)}",
      student: "{modality: sound, network: \(student)}", rest: rest)
    let specification = try JobSpecification(
      yaml: job.yaml, methods: Methods.registry, networks: NetworkKinds.registry)
    let sweep = Sweep(specification)
    return Set(
      ModalityReading.all(specification, sweep).map {
        "\($0.modality) \($0.asTokens ? "as it is" : "standardised")"
      })
  }

  private static let tokens = "{transformer: {vocabulary: 9, layers: 1, width: 8, heads: 2}}"

  @Test("sees measurements standardised, each modality once for all networks")
  func measurements() throws {
    #expect(
      try readings(teacher: "linear", student: "{mlp: [4]}")
        == ["sight standardised", "sound standardised"])
  }

  @Test("sees token numbers as they are where it has a vocabulary; the student of both does not")
  func vocabulary() throws {
    #expect(
      try readings(teacher: Self.tokens, student: "linear")
        == ["sight as it is", "sight standardised", "sound standardised"])
  }

  @Test("is no student of both where nothing is distilled, and no modality is read for it")
  func verdicts() throws {
    #expect(
      try readings(teacher: Self.tokens, student: "linear", rest: "distil: false")
        == ["sight as it is", "sound standardised"])
  }
}
