import Plans
import Randomness
import Specifications

extension TrainingRecipe {
  /// Everything that changes a trained network but its weight decay. What an optimiser that goes to the optimum does
  /// not look at, such as epochs and batches, is no part of it.
  var identity: CanonicalValue {
    var identity: [String: CanonicalValue] = [
      "network": .text(network.description), "optimizer": .text("\(optimizer)"),
      "initialisation": .text(training.initialisation.rawValue), "learner": .text(role.rawValue),
    ]
    guard !convergesToOptimum else { return .object(identity) }
    identity["epochs"] = .integer(training.mostEpochs)
    identity["batch"] = .integer(training.batch)
    identity["clip"] = training.clip.map { .number($0) } ?? "none"
    identity["patience"] = training.stop.epochs.map { .integer($0) } ?? "none"
    identity["schedule"] = .text("\(training.schedule)")
    identity["warmup"] = .integer(training.warmup)
    identity["average"] = training.average.map { .number($0) } ?? "none"
    return .object(identity)
  }
}
