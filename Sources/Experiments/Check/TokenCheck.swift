import Datasets
import Digests
import Distillation
import Specifications

/// What networks that may have a vocabulary make of the data of a job.
struct TokenCheck {
  /// Values that are no token numbers, rows without any.
  private(set) var problems: [String] = []
  /// Token numbers that are left as they are, measurements that look like token numbers.
  private(set) var warnings: [String] = []

  /// A modality of a dataset meeting a vocabulary; looked at once for all settings.
  private struct Reading: Hashable {
    var dataset: Digest
    var modality: String
    var vocabulary: Int?
  }

  init(_ experiments: [Experiment]) {
    var seen: Set<Reading> = []
    for experiment in experiments {
      for network in experiment.networks where network.role != .joint {
        let kind = network.fit.recipe.network.kind
        guard type(of: kind).mayReadTokens else { continue }
        let reading = Reading(
          dataset: experiment.dataset.digest, modality: network.modalities[0],
          vocabulary: kind.vocabulary)
        guard seen.insert(reading).inserted,
          let modality = experiment.dataset.modality(reading.modality)
        else { continue }
        if let vocabulary = kind.vocabulary {
          checkTokens(of: modality, vocabulary, experiment)
        } else {
          checkMeasurements(of: modality, experiment, network)
        }
      }
    }
    problems = problems.withoutRepeats
    warnings = warnings.withoutRepeats
  }

  private mutating func checkTokens(
    of modality: Modality, _ vocabulary: Int, _ experiment: Experiment
  ) {
    let data = experiment.specification.data
    let scan = TokenScan(modality, of: experiment.dataset, vocabulary: vocabulary)
    problems += scan.problems(data).map(\.description)
    if data.standardise {
      warnings.append(
        "modality '\(modality.name)': token numbers, which its network reads as they are; "
          + "'standardise' does not touch them")
    }
  }

  /// Token numbers read as measurements teach a network that token 7 lies between 6 and 8.
  private mutating func checkMeasurements(
    of modality: Modality, _ experiment: Experiment, _ network: PlannedNetwork
  ) {
    // Bytes of images are whole numbers too.
    guard let largest = modality.largestWholeNumber(in: experiment.dataset.split.trainInputs),
      largest > 255
    else { return }
    let role = network.role == .teacher ? "teacher" : "student"
    let name = network.fit.recipe.network.name
    warnings.append(
      "modality '\(modality.name)': whole numbers up to \(largest), which the \(role)'s \(name) reads "
        + "as measurements; if they are token numbers, write 'vocabulary: \(largest + 1)' in "
        + "'\(role).network.\(name)'")
  }
}
