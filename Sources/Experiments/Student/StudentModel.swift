import Datasets
import Digests
import Distillation
import Networks
import PlainText
import Plans
import Records
import Specifications
import Tensors

/// A student as exported, distilled or trained on labels alone: network, parameters, preprocessing and class names
/// in one safetensors file. Raw rows go in; class probabilities or real numbers come out.
public struct StudentModel: Sendable {
  /// Complete: what the data said of it is filled in.
  public var network: NetworkSpecification
  public var inputs: Int
  public var outputs: Int
  public var parameters: [Float]
  /// The network the parameters belong to.
  let engine: Network
  /// Statistics of the train rows; `nil` where the job did not standardise, or rows are token numbers.
  public var standardisation: Standardisation?
  /// Class names in order; empty for real targets.
  public var classes: [String]
  public var targetScale: TargetScale?
  /// What it is and where it comes from: modality, variant, seed, digests.
  public var origin: [String: String]

  init(
    inputs job: Experiment, modality: String, teacher: String, variant: String, seed: Int,
    parameters: [Float]
  ) throws(NetworkRefusal) {
    let fit = job.recipes.studentFit(modality)
    network = try fit.recipe.network.seeing(
      job.dataset.modality(modality)?.shape ?? [job.columns(of: modality)])
    engine = try fit.network(job.study)
    inputs = engine.inputs
    outputs = job.task.outputs
    self.parameters = parameters
    standardisation =
      network.vocabulary == nil ? job.dataset.modality(modality)?.standardisation : nil
    classes =
      switch job.dataset.target {
      case .labels(_, let classes): classes
      case .values: []
      }
    targetScale = job.task.targetScale
    origin = [
      "modality": modality, "variant": variant, "seed": "\(seed)",
      "data": job.dataset.digest.hex, "split": job.dataset.splitDigest.hex,
    ]
    if !teacher.isEmpty {
      origin["teacher"] = teacher
      origin["method"] = job.specification.method.name
    }
  }

  /// Outputs of raw rows: probabilities `[rows, classes]`, or values `[rows, 1]` in the target's unit.
  ///
  /// - Throws: `StudentModelError` where the rows do not have the model's columns, or are not finite.
  public func predictions(
    _ features: any FeatureSource
  ) throws(StudentModelError) -> Tensor {
    guard features.columns == inputs else {
      throw .columnsDiffer(found: features.columns, expected: inputs)
    }
    try refuseStrangers(among: features)
    let source = standardisation.map { $0(features) } ?? features
    let raw = engine.outputs(
      parameters, features: source, rows: Array(0..<features.rows))
    if let place = raw.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(row: place / outputs)
    }
    var result = raw
    if let targetScale {
      result.values = raw.values.map { Float(targetScale.restored(Double($0))) }
    } else {
      result.values = Softmax.probabilities(of: raw).map { Float($0) }
    }
    return result
  }
}

extension StudentModel {
  /// Reports the first value that is no token number of the network's vocabulary.
  private func refuseStrangers(among features: any FeatureSource) throws(StudentModelError) {
    guard let vocabulary = network.vocabulary else { return }
    let limit = Float(vocabulary)
    for start in stride(from: 0, to: features.rows, by: 256) {
      let part = features.tensor(rows: Array(start..<min(start + 256, features.rows)))
      let place = part.values.firstIndex { value in
        !(value >= -1 && value < limit && value == value.rounded(.towardZero))
      }
      guard let place else { continue }
      throw .notAToken(
        row: start + place / part.columns, column: place % part.columns, vocabulary: vocabulary)
    }
  }
}

public enum StudentModelError: Error, Sendable, Hashable, CustomStringConvertible {
  case notAStudent(missing: String)
  case columnsDiffer(found: Int, expected: Int)
  case parametersNotFinite
  case notFinite(row: Int)
  case notAToken(row: Int, column: Int, vocabulary: Int)
  case networkUnknown(String, why: NetworkRefusal)

  public var description: String {
    switch self {
    case .notAStudent(let missing):
      "this safetensors file is not a student of Retort: '\(missing)' is missing; "
        + "give a file from a report's models folder"
    case .columnsDiffer(let found, let expected):
      "the rows have \(found) columns, the model was trained on \(expected); "
        + "give the same features in the same order"
    case .parametersNotFinite:
      "the model holds parameters that are not finite numbers; it was damaged: take it again from "
        + "its report's models folder, or write the report again with 'retort report'"
    case .notFinite(let row):
      "row \(row) (counted from 0) gives no finite output; look there for NaN, infinity or values far "
        + "outside those the model was trained on"
    case .notAToken(let row, let column, let vocabulary):
      "row \(row), column \(column) (counted from 0) is no token number: the model reads whole numbers "
        + "from 0 to \(vocabulary - 1), or -1 for no token"
    case .networkUnknown(let network, let why):
      "the model is a network that does not fit its rows or that this build does not know: "
        + "\(visibleText(network)): \(visibleText(why.summary)); use the Retort that made it"
    }
  }
}
