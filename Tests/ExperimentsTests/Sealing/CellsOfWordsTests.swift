import Records
import Testing

@testable import Experiments

@Suite("The cells of what a seal says") struct CellsOfWordsTests {
  private func cell(
    _ job: SmallJob, setting: String, variant: String = ""
  ) throws -> Cell {
    CellsOfWords(try job.checked().design, []).cell(
      of: SummaryRecord(ordinal: 0, section: "arm", setting: setting, variant: variant))
  }

  @Test("are those of the run that the words name, and of the setting where they name none")
  func runs() throws {
    let job = SmallJob(rest: "sweep: {training.epochs: [2, 3]}")
    let setting = try cell(job, setting: "training.epochs=3")
    #expect(setting.entries == [.init("training.epochs", .integer(3))])
    let late = try cell(
      job, setting: "training.epochs=3", variant: "training.epochs=3, late fusion")
    #expect(late.entries == setting.entries && late.part == "late fusion")
    #expect(try cell(job, setting: "").isEmpty)
  }

  @Test("are, of what all draws of a split say together, those of the setting without its draws")
  func draws() throws {
    let job = SmallJob(
      split: "{train: 0.5, validation: 0.25, test: 0.25}",
      rest: "splits: 2\nsweep: {training.epochs: [2, 3]}")
    #expect(
      try cell(job, setting: "training.epochs=2").entries
        == [.init("training.epochs", .integer(2))])
    let draws = try job.checked().design.experiments.map(\.setting)
    #expect(draws.count == 4)
    #expect(try cell(job, setting: draws[0]).entries.count == 2)
  }
}
