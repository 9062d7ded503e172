/// A question researchers ask again and again, as a word: `experiment: NAME` fills in the sweep that
/// answers it.
///
/// What lives in this folder: the presets and how they fill a file in. A preset is no more than a
/// shorter way of writing: the job is the one that the written-out file would be.
public enum Preset: String, Sendable, Hashable, CaseIterable {
  case controlPanel = "control-panel"
  case labelBudget = "label-budget"
  case teacherChoice = "teacher-choice"

  public var name: String { rawValue }

  public var question: String {
    switch self {
    case .controlPanel:
      "Is it the teacher's knowledge of the row that helps, or only the softness of its targets?"
    case .labelBudget: "With how many labels does the teacher still help?"
    case .teacherChoice: "Which modality should teach this student?"
    }
  }

  /// What it fills in where the file does not say it.
  public var fills: [SweepAxis] {
    switch self {
    case .controlPanel:
      [SweepAxis(key: "method.lambda", values: [0.25, 0.5, 0.75, 1].map { .number($0) })]
    case .labelBudget:
      [
        SweepAxis(
          key: DataKeys.labelBudget.descriptor.path,
          values: [50, 100, 200].map { .integer($0) } + [.text("all")])
      ]
    case .teacherChoice: []
    }
  }

  /// What it does, in one sentence.
  public var effect: String {
    switch self {
    case .controlPanel:
      "Runs every control for the variant chosen on validation and once more at full weight "
        + "(`lambda` 1), where a wrong teacher shows most."
    case .labelBudget:
      "Repeats the whole comparison with the labels of 50, 100, 200 and all rows of train."
    case .teacherChoice:
      "Tries every modality but the student's as its teacher; with `distil: false` it stops at the "
        + "verdicts."
    }
  }

  /// What one writes: everything of a job but its name and its data.
  public var snippet: String {
    switch self {
    case .controlPanel:
      """
      experiment: control-panel
      teacher: {modality: pixels, network: {mlp: [128]}}
      student: {modality: morphology, network: {mlp: [64]}}
      method: hinton
      """
    case .labelBudget:
      """
      experiment: label-budget        # other budgets: sweep: {data.split.labels: [20, 40, 80, all]}
      teacher: {modality: pixels, network: {mlp: [128]}}
      student: {modality: morphology, network: {mlp: [64]}}
      method: {hinton: {lambda: 0.5, temperature: 4}}
      """
    case .teacherChoice:
      """
      experiment: teacher-choice
      teacher: {network: {mlp: [128]}}                        # no modality: every other one is tried
      student: {modality: morphology, network: {mlp: [64]}}
      method: hinton
      distil: false                                           # verdicts only; leave it out to train
      """
    }
  }
}
