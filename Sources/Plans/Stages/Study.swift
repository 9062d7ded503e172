import Specifications
import Tensors

/// What a job may learn and choose from, at one setting. Holds no test row and no label of one.
public struct Study: Sendable {
  /// Features by a name.
  public struct Source: Sendable {
    /// All rows of the dataset.
    public var features: any FeatureSource
    /// Of one row as its file has it.
    public var shape: [Int]
    /// What the numbers depend on: of their values as they were read, and how they are seen.
    public var identity: CanonicalValue

    public init(features: any FeatureSource, shape: [Int], identity: CanonicalValue) {
      self.features = features
      self.shape = shape
      self.identity = identity
    }
  }

  public var sources: [StageInput: Source]
  /// Labels of train and validation rows; those of other rows are taken out.
  public let task: LearningTask
  /// Of rows, labels and groups: what every stage depends on that sees the split.
  public var splitIdentity: CanonicalValue

  public init(
    sources: [StageInput: Source], task: LearningTask, splitIdentity: CanonicalValue
  ) {
    self.sources = sources
    self.task = task.withoutOtherLabels
    self.splitIdentity = splitIdentity
  }

  /// The rows of a name that may be learned from; `nil` where there are none.
  func rows(_ name: RowSet.Name) -> [Int]? {
    switch name {
    case .train, .outOfFold, .inSample: task.train
    case .unlabelled: task.unlabelled.isEmpty ? nil : task.unlabelled
    case .validation: task.validation.isEmpty ? nil : task.validation
    default: nil
    }
  }
}

extension LearningTask {
  /// The task with the labels of train and validation rows alone.
  fileprivate var withoutOtherLabels: LearningTask {
    let kept = Set(train).union(validation)
    var task = self
    switch target {
    case .labels(let labels, let classes):
      task.target = .labels(
        labels.indices.map { kept.contains($0) ? labels[$0] : -1 }, classes: classes)
    case .values(let values):
      task.target = .values(values.indices.map { kept.contains($0) ? values[$0] : .nan })
    }
    return task
  }
}
