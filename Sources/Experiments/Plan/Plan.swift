import Distillation
import Specifications

/// Every run of one setting of a job, in order, before any of them starts.
///
///     teachers, students, smoothed students
///       → selected students' folds, fused references, imitations (real targets) → verdicts
///       → distilled variants → the selected one at the student's decay, controls → summaries
///
/// Teachers and students are shared by every variant that does not change them.
public struct Plan: Sendable, Hashable {
  public var sweep: Sweep
  public var seeds: Int
  public var runs: [PlannedRun]
  /// Whether validation rows choose between configurations.
  public var selects: Bool
  /// What each student modality may choose from.
  public var studentConfigurations: [StudentConfiguration]
  /// All smoothings at the base weight decay; without selection, one of them.
  public var smoothedConfigurations: [StudentConfiguration]

  private let placesOfWork: [RunWork: [Int]]

  /// - Parameter firstOrdinal: place of its first run in the plan of the job.
  public init(_ setting: SweptSetting, firstOrdinal: Int = 0, registry: MethodRegistry) {
    let specification = setting.specification
    let sweep = Sweep(specification, registry: registry)
    let size = PlanSize(specification, sweep: sweep)
    self.sweep = sweep
    seeds = specification.seeds
    selects = size.selects
    let decay = specification.training.weightDecay
    studentConfigurations =
      size.selects
      ? StudentGrid.configurations(sweep.variants.count)
      : [StudentConfiguration(weightDecay: decay, labelSmoothing: 0)]
    smoothedConfigurations =
      !size.distils
      ? []
      : size.selects
        ? StudentGrid.smoothings.map {
          StudentConfiguration(weightDecay: decay, labelSmoothing: $0)
        } : [StudentConfiguration(weightDecay: decay, labelSmoothing: 0.1)]

    var draft = PlanDraft(
      setting: setting.label, seeds: specification.seeds, firstOrdinal: firstOrdinal)
    for modality in sweep.teachers { draft.add(.teacher(modality: modality)) }
    for modality in sweep.students {
      for configuration in studentConfigurations {
        draft.add(.student(modality: modality, configuration))
      }
      for configuration in smoothedConfigurations {
        draft.add(.smoothed(modality: modality, configuration))
      }
    }
    for modality in sweep.students {
      draft.add(.studentFolds(modality: modality))
    }
    for pair in sweep.pairs {
      if size.distils {
        draft.add(.concatenation(pair))
        draft.add(.lateFusion(pair))
      }
      if size.imitates { draft.add(.imitation(pair)) }
    }
    if size.distils { draft.addDistilled(sweep, size, method: specification.method.name) }
    runs = draft.runs
    placesOfWork = runs.reduce(into: [:]) { $0[$1.work, default: []].append($1.ordinal) }
  }

  /// Ordinals of the runs of a work, seed by seed; none where it is not planned.
  func places(of work: RunWork) -> [Int] { placesOfWork[work] ?? [] }
}

/// Hands out ordinals: seeds of one work stand together.
private struct PlanDraft {
  let setting: String
  let seeds: Int
  let firstOrdinal: Int
  var runs: [PlannedRun] = []

  mutating func add(_ work: RunWork, method: String = "") {
    for seed in 0..<seeds {
      runs.append(
        PlannedRun(
          ordinal: firstOrdinal + runs.count, setting: setting, work: work, seed: seed,
          method: method))
    }
  }

  /// Every variant of every pair, then what follows the choice between them.
  mutating func addDistilled(_ sweep: Sweep, _ size: PlanSize, method: String) {
    for pair in sweep.pairs {
      for variant in sweep.variants {
        add(.distilled(pair, variant), method: method)
      }
    }
    for pair in sweep.pairs {
      if size.selects {
        add(.distilledAtStudentDecay(pair), method: method)
      }
      for control in TeacherControl.allCases {
        add(.control(control, pair, .selected), method: method)
        if size.controlsFullWeight {
          add(.control(control, pair, .fullWeight), method: method)
        }
      }
    }
  }
}

extension StudentConfiguration {
  /// The configuration in words; names it in ledger and report.
  public var label: String {
    "weight_decay=\(ScalarValue.number(weightDecay).text), "
      + "label_smoothing=\(ScalarValue.number(labelSmoothing).text)"
  }
}
