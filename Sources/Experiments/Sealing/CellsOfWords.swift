import Distillation
import Plans
import Records

/// The cells of a job by the words for them, so that every fact lies in the cell its setting and variant name.
struct CellsOfWords: Sendable {
  private struct Words: Hashable {
    var setting: String
    var variant: String
  }

  private var cells: [Words: Cell] = [:]
  private var settings: [String: Cell] = [:]

  init(_ design: JobDesign, _ comparisons: [ComparisonRecord]) {
    for experiment in design.experiments {
      settings[experiment.setting] = experiment.cell
      // What is said of all draws together lies in the cell without the draw.
      if let repeats = experiment.repeats {
        settings[repeats] = Cell(experiment.cell.entries.filter { $0.key != DrawnSetting.key })
      }
    }
    for run in design.runs {
      cells[Words(setting: run.setting, variant: run.variant)] = run.cell
    }
    for comparison in comparisons {
      cells[Words(setting: comparison.setting, variant: comparison.variant)] = comparison.cell
    }
  }

  /// The cell of a fact; that of its setting where its variant is none of the plan.
  func cell(of summary: SummaryRecord) -> Cell {
    cells[Words(setting: summary.setting, variant: summary.variant)]
      ?? settings[summary.setting] ?? Cell()
  }
}
