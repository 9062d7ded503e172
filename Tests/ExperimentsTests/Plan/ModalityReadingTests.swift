import Distillation
import Specifications
import Testing

@testable import Experiments

@Suite("How networks read a modality") struct ModalityReadingTests {
  private func readings(teacher: String, student: String, rest: String = "") throws -> Set<String> {
    let job = SmallJob(
      teacher: "{modality: sight, network: \(teacher)}",
      student: "{modality: sound, network: \(student)}", rest: rest)
    let specification = try JobSpecification(yaml: job.yaml, methods: Methods.registry)
    let sweep = Sweep(specification, registry: Methods.registry)
    return Set(
      ModalityReading.all(specification, sweep).map {
        "\($0.modality) \($0.asTokens ? "as it is" : "standardised")"
      })
  }

  private static let tokens = "{transformer: {vocabulary: 9, layers: 1, width: 8, heads: 2}}"

  @Test("is standardised for networks on measurements, each modality once")
  func measurements() throws {
    #expect(
      try readings(teacher: "linear", student: "{mlp: [4]}")
        == ["sight standardised", "sound standardised"])
  }

  @Test("is as it is for a network with a vocabulary, and standardised for the student of both")
  func vocabulary() throws {
    #expect(
      try readings(teacher: Self.tokens, student: "linear")
        == ["sight as it is", "sight standardised", "sound standardised"])
  }

  @Test("asks nothing for the student of both where nothing is distilled")
  func verdicts() throws {
    #expect(
      try readings(teacher: Self.tokens, student: "linear", rest: "distil: false")
        == ["sight as it is", "sound standardised"])
  }
}
