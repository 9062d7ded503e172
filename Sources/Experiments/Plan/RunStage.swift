/// Part of a plan that waits for the parts before it.
public enum RunStage: String, Sendable, Hashable, CaseIterable {
  /// Everything that is trained on labels alone.
  case labels = "teachers and students"
  /// What a verdict needs of them, and what sees both modalities.
  case references
  case distilling
  case controls
}

extension RunWork {
  public var stage: RunStage {
    switch self {
    case .teacher, .student, .smoothed: .labels
    case .studentFolds, .imitation, .concatenation, .lateFusion: .references
    case .distilled: .distilling
    case .distilledAtStudentDecay, .control: .controls
    }
  }
}
