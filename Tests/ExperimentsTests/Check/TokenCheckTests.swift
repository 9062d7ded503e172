import Datasets
import Distillation
import Plans
import Specifications
import Tensors
import Testing

@testable import Experiments

/// Engines of transformers are not asked for here: only what the plan reads.
@Suite("Token numbers of a job") struct TokenCheckTests {
  private func experiment(
    teacher: String = "linear", student: String, rows: [[Double]], more: String = ""
  ) throws -> Experiment {
    var job = PlantedJob(.noise, draw: 1, testRows: 100, seeds: 1, method: "hinton")
    job.members["student.npy"] = NumPy.matrix(rows)
    job.yaml =
      job.yaml
      .replacing(
        "student: {modality: regular, network: linear}",
        with: "student: {modality: regular, network: \(student)}"
      )
      .replacing("network: linear", with: "network: \(teacher)") + more
    let parsed = try ParsedSpecification(
      yaml: job.yaml, methods: Methods.registry, networks: NetworkKinds.registry)
    let setting = parsed.settings[0]
    let dataset = try Dataset(setting.specification.data, source: MemoryMembers(job.members))
    let sweep = Sweep(setting.specification)
    let data = PreparedData(
      dataset, Set(ModalityReading.all(setting.specification, sweep)), standardises: true)
    var plan = PlanBuilder(seeds: setting.specification.seeds)
    return Experiment(
      DrawnSetting(setting: setting, repeats: nil), sweep,
      size: PlanSize(setting.specification, sweep: sweep), data: data, into: &plan)
  }

  private static let tokens = (0..<400).map { row in (0..<4).map { Double((row * 7 + $0) % 300) } }

  @Test("are left as they are for the network with the vocabulary, and a person is told")
  func untouched() throws {
    let experiment = try experiment(
      student: "{transformer: {vocabulary: 300}}", rows: Self.tokens)
    let student = experiment.specification.student.network
    func row(_ input: StageInput) throws -> Tensor {
      try #require(experiment.study.sources[input]).features.tensor(rows: [3])
    }
    #expect(try row(.seen("regular", by: student)).values == Self.tokens[3].map { Float($0) })
    // The teacher's measurements are standardised for everybody.
    let teacher = try #require(experiment.dataset.standardisedFeatures("privileged"))
    let network = experiment.specification.teacher.network
    #expect(try row(.seen("privileged", by: network)) == teacher.tensor(rows: [3]))
    // The student that sees both reads both as measurements.
    let both = try #require(experiment.dataset.standardisedFeatures("regular"))
    #expect(try row(.measured("regular")) == both.tensor(rows: [3]))
    let check = TokenCheck([experiment])
    #expect(check.problems == [])
    #expect(
      check.warnings == [
        "modality 'regular': token numbers, which its network reads as they are; 'standardise' does "
          + "not touch them"
      ])
  }

  @Test("are asked for where a transformer reads whole numbers as measurements")
  func suspected() throws {
    let experiment = try experiment(student: "{transformer: {layers: 1}}", rows: Self.tokens)
    #expect(
      TokenCheck([experiment]).warnings == [
        "modality 'regular': whole numbers up to 299, which the student's transformer reads as "
          + "measurements; if they are token numbers, write 'vocabulary: 300' in "
          + "'student.network.transformer'"
      ])
  }

  @Test("are not suspected in measurements, bytes and other networks")
  func unsuspected() throws {
    let halves = Self.tokens.map { $0.map { $0 / 2 } }
    let bytes = Self.tokens.map { $0.map { Double(Int($0) % 256) } }
    let transformer = "{transformer: {layers: 1}}"
    for (student, rows) in [
      (transformer, halves), (transformer, bytes), ("{mlp: [8]}", Self.tokens),
    ] {
      #expect(TokenCheck([try experiment(student: student, rows: rows)]).warnings == [])
    }
  }

  @Test("are looked at once for all settings that read them")
  func once() throws {
    let rows = Self.tokens.map { $0.map { $0 + 0.5 } }
    let experiment = try experiment(student: "{transformer: {vocabulary: 300}}", rows: rows)
    #expect(TokenCheck([experiment, experiment]).problems.count == 1)
  }
}
