import Specifications
import Testing

@Suite("Problems") struct ProblemTests {
  /// Five mistakes in five parts, in flow and in block style.
  static let yaml = """
    retort: 1
    name: many
    data:
      modalities:
        a: {file: a.npy}
        b:
          fil: b.npy
      labels: {file: labels.npy}
      split:
        train: 0.5
        test: 1.5
    teacher: {modality: a, network: {mlp: [128, x]}}
    student:
      modality: c
      network: linear
    method: {hinton: {lambda: 0.5,
                      lamda: 0.5}}
    training: {epochs: 60, stop: {patience: 0}}

    """

  @Test("are all found at once, in the order of the file")
  func allAtOnce() throws {
    let error = #expect(throws: SpecificationError.self) { try Example.parsed(Self.yaml) }
    let places = error?.problems.map { "\($0.position?.line ?? 0):\($0.position?.column ?? 0)" }
    #expect(places == ["6:5", "7:7", "11:11", "12:45", "14:13", "17:19", "18:41"])
    #expect(
      error?.problems.map(\.summary) == [
        "missing key 'data.modalities.b.file'", "unknown key",
        "value of 'data.split.test' out of range", "wrong type for 'teacher.network.mlp'",
        "unknown modality", "unknown key", "value of 'training.stop.patience' out of range",
      ])
  }

  @Test("beyond a hundred are counted, and beyond twenty not shown")
  func many() {
    let keys = (0..<250).map { "unknown\($0): 1\n" }.joined()
    let error = #expect(throws: SpecificationError.self) {
      try Example.parsed(Example.small() + keys)
    }
    #expect(error?.problems.count == 100)
    #expect(error?.description.hasSuffix("job.yaml: and 230 more problems") == true)
    #expect(error?.description.contains("found unknown19") == false)
    #expect(error?.description.split(separator: ": unknown key").count == 21)
  }

  @Test("name the file as the caller does")
  func fileName() {
    let error = #expect(throws: SpecificationError.self) {
      try Example.parsed(Example.small(more: "seed: 3"))
    }
    #expect(error?.rendered(file: "retry/job.yaml").hasPrefix("retry/job.yaml:10:1: ") == true)
  }
}

@Suite("The nearest name") struct NearestNameTests {
  @Test(
    "is the one meant",
    arguments: [
      ("lamda", "lambda"), ("tempreature", "temperature"), ("weight-decay", "weight_decay"),
      ("Lambda", "lambda"), ("lambdda", "lambda"),
    ])
  func near(written: String, meant: String) {
    #expect(nearestName(to: written, among: ["temperature", "lambda", "weight_decay"]) == meant)
  }

  @Test("is none where nothing is near", arguments: ["", "x", "alpha", "tmp"])
  func far(written: String) {
    #expect(nearestName(to: written, among: ["temperature", "lambda", "weight_decay"]) == nil)
  }
}
