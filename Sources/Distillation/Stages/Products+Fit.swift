import Networks
import Plans
import Tensors

extension Products {
  init(_ fit: FittedNetwork) {
    self.init()
    parameters = fit.parameters
    curve = fit.curve
    chosenEpoch = fit.chosenEpoch
  }

  /// Of the network, flat; empty where nothing was trained.
  public var parameters: [Float] {
    get { tensors["parameters"]?.values ?? [] }
    set {
      tensors["parameters"] =
        newValue.isEmpty ? nil : Tensor(rows: 1, columns: newValue.count, values: newValue)
    }
  }

  /// Losses after each epoch.
  public var curve: [EpochRecord] {
    get {
      let (train, validation) = (
        numbers["curve.train_loss"] ?? [], numbers["curve.validation_loss"] ?? []
      )
      return train.indices.map { index in
        EpochRecord(
          epoch: index + 1, trainLoss: train[index],
          validationLoss: index < validation.count ? validation[index] : nil)
      }
    }
    set {
      let validation = newValue.compactMap(\.validationLoss)
      numbers["curve.train_loss"] = newValue.isEmpty ? nil : newValue.map(\.trainLoss)
      numbers["curve.validation_loss"] =
        newValue.isEmpty || validation.count != newValue.count ? nil : validation
    }
  }

  /// The epoch the parameters come from, from 1; 0 where nothing was trained.
  public var chosenEpoch: Int {
    get { words["chosen_epoch"].flatMap { Int($0) } ?? 0 }
    set { words["chosen_epoch"] = "\(newValue)" }
  }
}
