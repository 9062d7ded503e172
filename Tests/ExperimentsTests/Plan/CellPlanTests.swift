import Distillation
import Records
import Specifications
import Testing

@testable import Experiments

@Suite("The cells of a plan") struct CellPlanTests {
  private static let pair = Pair(teacher: "scan", student: "photo")

  private let setting = Cell([.init("training.epochs", .integer(30))])

  private func variant(_ lambda: Double) -> Variant {
    Variant(
      method: "hinton", options: ["temperature": .integer(4), "lambda": .number(lambda)],
      registry: Methods.registry)
  }

  @Test("hold a setting's values with their types")
  func settings() throws {
    let job = SmallJob(
      rest: "sweep: {training.epochs: [2, 3], student.network: [linear, {mlp: [4]}]}")
    let design = try job.checked().design
    #expect(
      design.experiments.map(\.cell.entries).first == [
        .init("student.network", .text("linear")), .init("training.epochs", .integer(2)),
      ])
    #expect(design.experiments.map { "\($0.cell)" } == design.experiments.map(\.setting))
  }

  @Test("name every work as its words do, where these are values")
  func words() {
    let works: [RunWork] = [
      .teacher(modality: "scan"), .distilled(Self.pair, variant(0.5)), .concatenation(Self.pair),
      .lateFusion(Self.pair), .studentFolds(modality: "photo"), .smoothed(modality: "photo"),
      .student(modality: "photo", StudentConfiguration(weightDecay: 0.01, labelSmoothing: 0)),
      .control(.within, Self.pair, .selected, permutation: 0),
      .control(.within, Self.pair, .selected, permutation: 1),
    ]
    for work in works {
      let words = "\(work.cell(in: setting))".split(separator: ", ").sorted()
      #expect(words == work.label(in: "training.epochs=30").split(separator: ", ").sorted())
    }
  }

  @Test("tell options of the method from what students choose for themselves")
  func options() {
    let distilled = RunWork.distilled(Self.pair, variant(1)).cell(in: setting)
    #expect(distilled.options.map(\.name) == ["lambda", "temperature"])
    #expect(distilled["lambda"] == .number(1) && distilled["temperature"] == .integer(4))
    let searched = RunWork.searched(Self.pair, weightDecay: 0.1).cell(in: setting)
    #expect(searched.options.isEmpty && searched.part == "selected")
    let twin = RunWork.control(.across, Self.pair, .fullWeight, permutation: 0).cell(in: setting)
    #expect(twin.options.map(\.name) == ["lambda"] && twin.part == "selected")
  }

  @Test("and its arms go with the plan: those that have places in it, and no others")
  func arms() throws {
    let design = try SmallJob().checked().design
    #expect(design.arms.count == 9)
    #expect(Set(design.plannedRuns.map(\.arm)) == Set(design.arms.map(\.word)))
    #expect(design.plannedRuns.map(\.ordinal) == design.runs.map(\.ordinal))
    #expect(design.plannedRuns.map(\.variant) == design.runs.map(\.variant))
  }
}
