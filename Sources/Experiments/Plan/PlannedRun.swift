import Distillation
import Records
import Specifications

/// One place of a job's plan: which arm, for whom, with which seed, and how it is computed.
public struct PlannedRun: Sendable, Hashable {
  /// Job-local order, from 0.
  public var ordinal: Int
  public var stage: RunStage
  /// The setting of the sweep in words; empty where none is swept.
  public var setting: String
  public var work: RunWork
  public var seed: Int
  public var method: String

  /// The cell in words: the setting and what tells the work from others of its arm.
  public var variant: String { work.label(in: setting) }
}

/// What a run computes. Where a choice is still open when the plan is made, the choice is part of
/// the work (`.selected`): it is made on validation rows once the runs it looks at are finished.
public enum RunWork: Sendable, Hashable {
  /// Trained on labels: on all of train, and on folds for the soft targets.
  case teacher(modality: String)
  case student(modality: String, StudentConfiguration)
  /// The selected student's weight decay with label smoothing, for the control `smoothed`.
  case smoothed(modality: String)
  /// Out-of-fold outputs of the selected student, for the verdict.
  case studentFolds(modality: String)
  /// Out-of-fold fit of the teacher's output from the student's inputs, for the exact criterion of
  /// real targets.
  case imitation(Pair)
  /// Both modalities side by side.
  case concatenation(Pair)
  /// Mean of the teacher's and the selected student's probabilities.
  case lateFusion(Pair)
  /// A cell of the method's sweep, regularised as the selected student.
  case distilled(Pair, Variant)
  /// The best cell at another weight decay.
  case searched(Pair, weightDecay: Double)
  /// - permutation: which of several draws of a seed, from 0.
  case control(TeacherControl, Pair, ControlledVariant, permutation: Int)
}

/// The variant a control repeats with a disturbed teacher.
public enum ControlledVariant: Sendable, Hashable {
  /// The one chosen on validation.
  case selected
  /// λ = 1 with the other options of the selected one.
  case fullWeight
}

extension RunWork {
  /// The arm's name in ledger and report.
  public var arm: String {
    switch self {
    case .teacher: "teacher"
    case .student, .studentFolds, .imitation: "student"
    case .smoothed: "smoothed"
    case .concatenation, .lateFusion: "fused"
    case .distilled, .searched: "distilled"
    case .control(let control, _, _, _): control.rawValue
    }
  }

  public var teacher: String {
    switch self {
    case .teacher(let modality): modality
    case .student, .smoothed, .studentFolds: ""
    case .imitation(let pair), .concatenation(let pair), .lateFusion(let pair),
      .distilled(let pair, _), .searched(let pair, _), .control(_, let pair, _, _):
      pair.teacher
    }
  }

  public var student: String {
    switch self {
    case .teacher: ""
    case .student(let modality, _), .smoothed(let modality), .studentFolds(let modality):
      modality
    case .imitation(let pair), .concatenation(let pair), .lateFusion(let pair),
      .distilled(let pair, _), .searched(let pair, _), .control(_, let pair, _, _):
      pair.student
    }
  }
}

extension RunWork {
  /// The variant in words, which begins with the setting.
  func label(in setting: String) -> String {
    [setting, label].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// The variant in words, where the work itself carries one.
  private var label: String {
    switch self {
    case .student(_, let configuration): configuration.label
    case .smoothed:
      "selected, label_smoothing=\(ScalarValue.number(StudentConfiguration.control).text)"
    case .distilled(_, let variant): variant.label
    case .searched(_, let decay): "selected, weight_decay=\(ScalarValue.number(decay).text)"
    case .concatenation: "concatenation"
    case .lateFusion: "late fusion"
    case .control(_, _, let variant, let permutation):
      (variant == .selected ? "selected" : "selected, lambda=1")
        + (permutation > 0 ? ", permutation \(permutation + 1)" : "")
    case .studentFolds: "selected, out of fold"
    case .imitation: "imitates the teacher, out of fold"
    case .teacher: ""
    }
  }
}

extension PlannedRun {
  /// The run as the ledger keeps it.
  public var record: PlannedRunRecord {
    PlannedRunRecord(
      ordinal: ordinal, stage: stage.rawValue, setting: setting, arm: work.arm,
      teacher: work.teacher, student: work.student,
      variant: variant, method: method, seed: seed)
  }
}
