import Networks
import Tensors

/// What a run leaves: outputs on the rows it may be read on, parameters and learning curve. One
/// object of the store, a safetensors file that any tool can open.
public struct RunProducts: Sendable {
  /// Out-of-fold outputs on train rows, `[train rows, outputs]` (teachers, folds).
  public var train: Tensor?
  /// Outputs on train rows of the network trained on them (teachers).
  public var inSample: Tensor?
  public var validation: Tensor?
  public var test: Tensor?
  public var parameters: [Float] = []
  public var curve: [EpochRecord] = []
  public var chosenEpoch = 0
  /// Why the run has no outputs: where its training diverged.
  public var failure: String?

  public init() {}
}

extension RunProducts {
  public init(bytes: [UInt8]) throws(SafeTensorsError) {
    let file = try SafeTensors(bytes: bytes)
    train = file.tensor("outputs.out_of_fold")
    inSample = file.tensor("outputs.in_sample")
    validation = file.tensor("outputs.validation")
    test = file.tensor("outputs.test")
    parameters = file.tensor("parameters")?.values ?? []
    chosenEpoch = file.metadata["chosen_epoch"].flatMap { Int($0) } ?? 0
    failure = file.metadata["failure"]
    let trainLosses = file.doubles("curve.train_loss")
    let validationLosses = file.doubles("curve.validation_loss")
    curve = trainLosses.indices.map { index in
      EpochRecord(
        epoch: index + 1, trainLoss: trainLosses[index],
        validationLoss: index < validationLosses.count ? validationLosses[index] : nil)
    }
  }

  public func bytes() -> [UInt8] {
    var file = SafeTensors()
    file.add("outputs.out_of_fold", train)
    file.add("outputs.in_sample", inSample)
    file.add("outputs.validation", validation)
    file.add("outputs.test", test)
    if !parameters.isEmpty {
      file.add("parameters", Tensor(rows: 1, columns: parameters.count, values: parameters))
    }
    if !curve.isEmpty {
      file.add("curve.train_loss", curve.map(\.trainLoss))
      let validationLosses = curve.compactMap(\.validationLoss)
      if validationLosses.count == curve.count {
        file.add("curve.validation_loss", validationLosses)
      }
    }
    file.metadata["chosen_epoch"] = "\(chosenEpoch)"
    file.metadata["failure"] = failure
    return file.bytes()
  }
}
