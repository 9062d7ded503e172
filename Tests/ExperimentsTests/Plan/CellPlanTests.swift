import Distillation
import Records
import Specifications
import Testing

@testable import Experiments

@Suite("The cells of a plan") struct CellPlanTests {
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

  @Test("name every place as its words do, value by value")
  func words() throws {
    for run in try SmallJob(rest: "sweep: {training.epochs: [2, 3]}").checked().design.runs {
      let words = "\(run.cell)".split(separator: ", ").sorted()
      #expect(words == run.variant.split(separator: ", ").sorted())
    }
  }

  @Test("tell options of the method from what students choose for themselves")
  func options() throws {
    let runs = try SmallJob(method: "{hinton: {lambda: [0.5, 1]}}").checked().design.runs
    let distilled = try #require(runs.first { $0.arm == "distilled" })
    #expect(distilled.cell.options.map(\.name) == ["lambda", "temperature"])
    #expect(distilled.cell["lambda"]?.number == 0.5)
    let searched = try #require(runs.first { $0.stage == Phase.distilledSearch })
    #expect(searched.cell.options.isEmpty && searched.cell.part == "selected")
    let twin = try #require(runs.first { $0.arm == "across" && $0.cell["lambda"] != nil })
    #expect(twin.cell.options.map(\.name) == ["lambda"] && twin.cell.part == "selected")
  }

  @Test("and its arms go with the plan: those that have places in it, and no others")
  func arms() throws {
    let design = try SmallJob().checked().design
    #expect(
      design.arms.map(\.word) == [
        "teacher", "student", "distilled", "fused", "class-mean", "smoothed", "within", "across",
        "self",
      ])
    #expect(Set(design.runs.map(\.arm)) == Set(design.arms.map(\.word)))
  }

  @Test("have the arms that a method adds behind the others")
  func embedding() throws {
    var job = SmallJob(method: "fitnets")
    job.student = "{modality: sound, network: {mlp: [4]}}"
    let design = try job.checked().design
    #expect(design.arms.last?.word == "embedding" && design.arms.last?.kind == .part)
    #expect(design.arms.count == 10)
  }
}
