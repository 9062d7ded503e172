import Distillation
import Specifications

/// Every run of one setting of a job, in order, before any of them starts.
///
///     teachers, students → the students' search
///       → selected students' folds, smoothed students, fused references, imitations (real targets)
///       → verdicts → distilled cells → the best cells' search → controls → summaries
///
/// Teachers and students are shared by every variant that does not change them. Of a search every place it
/// can come to is planned; those it does not ask for are taken out when the job is sealed.
public struct Plan: Sendable, Hashable {
  public var sweep: Sweep
  public var seeds: Int
  public var runs: [PlannedRun]
  public var size: PlanSize
  /// Whether validation rows choose between configurations.
  public var selects: Bool { size.selects }
  /// What students and distilled arms may search.
  public var range: DecayRange { size.range }

  private let placesOfWork: [RunWork: [Int]]

  /// - Parameter firstOrdinal: place of its first run in the plan of the job.
  public init(_ setting: SweptSetting, firstOrdinal: Int = 0, registry: MethodRegistry) {
    let specification = setting.specification
    let sweep = Sweep(specification, registry: registry)
    let size = PlanSize(specification, sweep: sweep)
    self.sweep = sweep
    seeds = specification.seeds
    self.size = size

    var draft = PlanDraft(
      setting: setting.label, seeds: specification.seeds, firstOrdinal: firstOrdinal)
    for modality in sweep.teachers { draft.add(.teacher(modality: modality), in: .labels) }
    for modality in sweep.students { draft.addStudent(modality, size.range) }
    for modality in sweep.students {
      draft.add(.studentFolds(modality: modality), in: .references)
      if size.distils { draft.add(.smoothed(modality: modality), in: .references) }
    }
    for pair in sweep.pairs {
      if size.distils {
        draft.add(.concatenation(pair), in: .references)
        draft.add(.lateFusion(pair), in: .references)
      }
      if size.imitates { draft.add(.imitation(pair), in: .references) }
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

  mutating func add(_ work: RunWork, in stage: RunStage, method: String = "") {
    for seed in 0..<seeds {
      runs.append(
        PlannedRun(
          ordinal: firstOrdinal + runs.count, stage: stage, setting: setting, work: work,
          seed: seed,
          method: method))
    }
  }

  /// Every configuration the search can come to, by smoothing, then by decay.
  mutating func addStudent(_ modality: String, _ range: DecayRange) {
    for smoothing in [0] + range.smoothings {
      for decay in range.reachable {
        let isStart = smoothing == 0 && range.start.contains(decay)
        add(
          .student(
            modality: modality,
            StudentConfiguration(weightDecay: decay, labelSmoothing: smoothing)),
          in: isStart ? .labels : .studentSearch)
      }
    }
  }

  /// Every variant of every pair, then what follows the choice between them.
  mutating func addDistilled(_ sweep: Sweep, _ size: PlanSize, method: String) {
    for pair in sweep.pairs {
      for variant in sweep.variants {
        add(.distilled(pair, variant), in: .distilling, method: method)
      }
    }
    for pair in sweep.pairs where size.range.searches {
      for decay in size.range.decades(from: size.range.reachable) {
        add(.searched(pair, weightDecay: decay), in: .distilledSearch, method: method)
      }
    }
    for pair in sweep.pairs {
      for control in TeacherControl.allCases {
        for variant in size.controlledVariants {
          for permutation in 0..<control.permutations(seeds: seeds) {
            add(
              .control(control, pair, variant, permutation: permutation), in: .controls,
              method: method)
          }
        }
      }
    }
  }
}

extension StudentConfiguration {
  /// Smoothing of the control `smoothed`.
  static let control = 0.1

  /// The configuration in words; names it in ledger and report.
  public var label: String {
    "weight_decay=\(ScalarValue.number(weightDecay).text), "
      + "label_smoothing=\(ScalarValue.number(labelSmoothing).text)"
  }
}
