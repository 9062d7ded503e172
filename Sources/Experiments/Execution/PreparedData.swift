import Datasets
import Tensors

/// A dataset with its standardised features, made once for all settings that read the same data.
struct PreparedData: Sendable {
  let dataset: Dataset
  /// Standardised features by modality.
  let features: [String: any FeatureSource]

  /// - Parameter modalities: those that some plan uses; the dataset has them.
  init(_ dataset: Dataset, modalities: [String]) {
    self.dataset = dataset
    features = modalities.withoutRepeats.reduce(into: [:]) {
      $0[$1] = dataset.standardisedFeatures($1)
    }
  }

  /// Private memory of the features. What is mapped does not count.
  var memoryBytes: Int {
    dataset.modalities.reduce(0) { sum, modality in
      sum + (features[modality.name] != nil ? modality.memoryBytes : modality.features.memoryBytes)
    }
  }
}
