import Distillation
import Records
import Specifications

/// The cells of a plan: what its settings and variants say in words, value by value.
extension Cell {
  /// A setting of the sweep.
  init(_ setting: SweptSetting) {
    self.init(setting.values.map { Entry($0.key, CellValue($0.value)) })
  }
}

extension CellValue {
  init(_ value: ScalarValue) {
    self =
      switch value {
      case .number(let number): .number(number)
      case .integer(let number): .integer(number)
      case .text(let text): .text(text)
      case .flag(let flag): .flag(flag)
      }
  }
}

extension RunWork {
  /// The cell of a setting that the work lies in.
  func cell(in setting: Cell) -> Cell {
    var cell = setting
    switch self {
    case .teacher: break
    case .student(_, let configuration):
      cell.entries += [
        .init("weight_decay", .number(configuration.weightDecay)),
        .init("label_smoothing", .number(configuration.labelSmoothing)),
      ]
    case .smoothed:
      cell.entries.append(.init("label_smoothing", .number(StudentConfiguration.control)))
      cell.part = Self.selected
    case .studentFolds: cell.part = "\(Self.selected), out of fold"
    case .imitation: cell.part = "imitates the teacher, out of fold"
    case .concatenation: cell.part = "concatenation"
    case .lateFusion: cell.part = "late fusion"
    case .distilled(_, let variant):
      cell.entries += variant.names.compactMap { name in
        variant.options[name].map { .init("method.\(name)", CellValue($0)) }
      }
    case .searched(_, let decay):
      cell.entries.append(.init("weight_decay", .number(decay)))
      cell.part = Self.selected
    case .control(_, _, let variant, let permutation):
      if variant == .fullWeight { cell.entries.append(.init("method.lambda", .integer(1))) }
      cell.part = Self.selected + (permutation > 0 ? ", permutation \(permutation + 1)" : "")
    }
    return cell
  }

  /// What is said of a work that goes on from a choice.
  private static let selected = "selected"
}

extension JobDesign {
  /// Every place of the plan as the ledger keeps it.
  public var plannedRuns: [PlannedRunRecord] {
    experiments.flatMap { experiment in
      experiment.plan.runs.map { run in
        var record = run.record
        record.cell = run.work.cell(in: experiment.cell)
        return record
      }
    }
  }

  /// What the arms of the plan are, in the order tables name them in.
  public var arms: [Arm] {
    let planned = Set(runs.map(\.work.arm))
    return Arm.standard(isClassification: first.task.isClassification)
      .filter { planned.contains($0.word) }
  }
}
