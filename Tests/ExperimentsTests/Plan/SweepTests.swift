import Distillation
import Specifications
import Testing

@testable import Experiments

@Suite("The pairs and variants of a sweep") struct SweepTests {
  private func sweep(_ rest: String, method: String = "hinton") throws -> Sweep {
    let job = SmallJob(method: method, rest: rest)
    return Sweep(
      try JobSpecification(
        yaml: job.yaml, methods: Methods.registry, networks: NetworkKinds.registry))
  }

  private func pairs(_ sweep: Sweep) -> [String] {
    sweep.pairs.map { "\($0.teacher)>\($0.student)" }
  }

  @Test("are one of each where nothing is swept")
  func single() throws {
    let sweep = try sweep("")
    #expect(pairs(sweep) == ["sight>sound"])
    #expect(sweep.variants.map(\.label) == ["lambda=0.5, temperature=1"])
  }

  @Test("are every teacher with every student, the student varying fastest")
  func product() throws {
    let sweep = try sweep(
      "sweep: {student.modality: [sound, touch], teacher.modality: [sight, sound]}")
    #expect(pairs(sweep) == ["sight>sound", "sight>touch", "sound>touch"])
    #expect(sweep.teachers == ["sight", "sound"])
    #expect(sweep.students == ["sound", "touch"])
  }

  @Test("leave out modalities that would teach only themselves, which then are not trained at all")
  func diagonal() throws {
    let sweep = try sweep(
      "sweep: {zip: {teacher.modality: [sight, touch], student.modality: [sound, touch]}}")
    #expect(pairs(sweep) == ["sight>sound"])
    #expect(sweep.teachers + sweep.students == ["sight", "sound"])
  }

  @Test("advance together where they are zipped")
  func zipped() throws {
    let sweep = try sweep(
      """
      sweep:
        zip:
          - {teacher.modality: [sight, sound], student.modality: [touch, sight]}
          - {method.lambda: [0.5, 1], method.temperature: [4, 2]}
      """)
    #expect(pairs(sweep) == ["sight>touch", "sound>sight"])
    #expect(
      sweep.variants.map(\.label) == ["lambda=0.5, temperature=4", "lambda=1, temperature=2"])
  }

  @Test(
    "are the same however the file is written",
    arguments: [
      ("sweep: {method.lambda: [0.5, 1], method.temperature: [1, 4]}", "hinton"),
      ("sweep: {method.temperature: [1, 4], method.lambda: [0.5, 1]}", "hinton"),
      ("sweep: {method.temperature: [1, 4]}", "{hinton: {lambda: [0.5, 1]}}"),
      ("", "{hinton: {temperature: [1, 4], lambda: [0.5, 1]}}"),
    ])
  func written(rest: String, method: String) throws {
    #expect(
      try sweep(rest, method: method).variants.map(\.label) == [
        "lambda=0.5, temperature=1", "lambda=0.5, temperature=4", "lambda=1, temperature=1",
        "lambda=1, temperature=4",
      ])
  }

  @Test("know of every variant the one at λ = 1 that is otherwise like it, where each has one")
  func twins() throws {
    let grid = try sweep("", method: "{hinton: {lambda: [0.5, 1], temperature: [1, 4]}}")
    let twins = try #require(grid.fullShareTwins)
    #expect(twins.allSatisfy { $0.teacherShare == 1 })
    #expect(
      twins.map { $0.options["temperature"] }
        == Variant.inTieOrder(grid.variants).map { $0.options["temperature"] })
    // One of two has a twin, and at λ = 1 alone there is nothing to take apart besides.
    let zipped = "sweep: {zip: {method.lambda: [0.5, 1], method.temperature: [4, 2]}}"
    #expect(try sweep(zipped).fullShareTwins == nil)
    #expect(try sweep("", method: "{hinton: {lambda: 1}}").fullShareTwins == nil)
  }
}
