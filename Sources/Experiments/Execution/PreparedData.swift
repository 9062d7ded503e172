import Datasets
import Digests
import Distillation
import Plans
import Specifications
import Tensors

/// A dataset with its features as networks see them, made once for all settings that read the same data.
struct PreparedData: Sendable {
  let dataset: Dataset
  let task: LearningTask
  /// What may be learned from.
  let study: Study
  /// Names of modalities, by the sources made of them.
  private let modalities: [StageInput: String]

  /// - Parameter readings: those of some plan; the dataset has their modalities.
  init(_ dataset: Dataset, _ readings: Set<ModalityReading>, standardises: Bool) {
    self.dataset = dataset
    task = LearningTask(
      target: LearningTarget(dataset.target), train: dataset.split.train,
      unlabelled: dataset.split.unlabelled, validation: dataset.split.validation, groups: dataset.groups)
    var sources: [StageInput: Study.Source] = [:]
    var modalities: [StageInput: String] = [:]
    var digests: [String: Digest] = [:]
    for reading in readings {
      guard let modality = dataset.modality(reading.modality) else { continue }
      let digest = digests[modality.name] ?? Digest(of: modality.features)
      digests[modality.name] = digest
      let seen = reading.asTokens ? "as it is" : standardises ? "standardised" : "measured"
      sources[reading.input] = Study.Source(
        features: reading.asTokens
          ? modality.untouchedFeatures() : modality.standardisedFeatures(),
        shape: modality.shape,
        identity: [
          "values": .text(digest.hex), "rows": .integer(dataset.rows),
          "shape": .list(modality.shape.map { .integer($0) }), "seen": .text(seen),
        ])
      modalities[reading.input] = modality.name
    }
    self.modalities = modalities
    study = Study(sources: sources, task: task, splitIdentity: Self.splitIdentity(dataset))
  }

  /// Private memory of the features. What is mapped does not count.
  var memoryBytes: Int {
    let copied = modalities.reduce(0) { sum, entry in
      guard let modality = dataset.modality(entry.value) else { return sum }
      let isTokens = entry.key == .tokens(modality.name)
      return sum + (isTokens ? modality.untouchedCopyBytes : modality.standardisedCopyBytes)
    }
    return dataset.modalities.reduce(copied) { $0 + $1.features.memoryBytes }
  }

  /// Of the rows of each part, of labels and of groups, by their values.
  private static func splitIdentity(_ dataset: Dataset) -> CanonicalValue {
    let target: CanonicalValue =
      switch dataset.target {
      case .labels(let labels, let classes):
        [
          "classes": .integer(classes.count),
          "labels": .text(Digest(of: labels.map(String.init).joined(separator: ",")).hex),
        ]
      case .values(let values):
        // Shortest texts that read back as the values.
        ["values": .text(Digest(of: values.map(\.description).joined(separator: ",")).hex)]
      }
    let groups: CanonicalValue =
      dataset.groups.map {
        .text(Digest(of: $0.map(String.init).joined(separator: ",")).hex)
      } ?? "none"
    return ["rows": .text(dataset.splitDigest.hex), "target": target, "groups": groups]
  }
}

extension LearningTarget {
  init(_ target: Target) {
    switch target {
    case .labels(let labels, let classes): self = .labels(labels, classes: classes.count)
    case .values(let values): self = .values(values)
    }
  }
}
