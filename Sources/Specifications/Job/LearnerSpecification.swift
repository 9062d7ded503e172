/// A teacher or a student: the modality it sees and the network it is.
public struct LearnerSpecification: Sendable, Hashable {
  public var modality: String
  public var network: NetworkSpecification

  public init(modality: String, network: NetworkSpecification) {
    self.modality = modality
    self.network = network
  }
}

/// On which fits a train row's soft target comes from.
public enum TeacherTargets: String, Sendable, Hashable, CaseIterable {
  /// From a teacher that has not seen the row (5 folds).
  case crossFitted = "cross-fitted"
  /// From the teacher trained on all of train, the row included.
  case inSample = "in-sample"
}
