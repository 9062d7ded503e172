import Datasets
import Tensors

/// A dataset with its features as networks see them, made once for all settings that read the same data.
struct PreparedData: Sendable {
  let dataset: Dataset
  /// Standardised features by modality, for networks on measurements.
  let features: [String: any FeatureSource]
  /// Features as they are by modality, for networks on token numbers.
  let tokens: [String: any FeatureSource]

  /// - Parameter readings: those of some plan; the dataset has their modalities.
  init(_ dataset: Dataset, _ readings: Set<ModalityReading>) {
    self.dataset = dataset
    var features: [String: any FeatureSource] = [:]
    var tokens: [String: any FeatureSource] = [:]
    for reading in readings {
      let modality = dataset.modality(reading.modality)
      if reading.asTokens {
        tokens[reading.modality] = modality?.untouchedFeatures()
      } else {
        features[reading.modality] = modality?.standardisedFeatures()
      }
    }
    self.features = features
    self.tokens = tokens
  }

  /// Private memory of the features. What is mapped does not count.
  var memoryBytes: Int {
    dataset.modalities.reduce(0) { sum, modality in
      sum + modality.features.memoryBytes
        + (features[modality.name] == nil ? 0 : modality.standardisedCopyBytes)
        + (tokens[modality.name] == nil ? 0 : modality.untouchedCopyBytes)
    }
  }
}
