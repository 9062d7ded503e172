/// A teacher or a student: the modality it sees and the network it is.
public struct LearnerSpecification: Sendable, Hashable {
  public var modality: String
  public var network: NetworkSpecification

  public init(modality: String, network: NetworkSpecification) {
    self.modality = modality
    self.network = network
  }
}

/// How widely an arm searches its own weight decay and label smoothing on validation rows.
public enum StudentTuning: String, Sendable, Hashable, CaseIterable {
  /// The job's own weight decay, no search.
  case none
  /// Decades until the best lies inside, for L-BFGS the half decades beside it, then smoothing 0.1.
  case bracket
  /// Half decades whatever the optimizer, then smoothing 0.05, 0.1 and 0.2.
  case fine
}

/// On which fits a train row's soft target comes from.
public enum TeacherTargets: String, Sendable, Hashable, CaseIterable {
  /// From a teacher that has not seen the row (5 folds).
  case crossFitted = "cross-fitted"
  /// From the teacher trained on all of train, the row included.
  case inSample = "in-sample"
}
