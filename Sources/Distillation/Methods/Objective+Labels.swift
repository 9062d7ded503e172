import Gradients
import Networks
import Tensors

extension Objective {
  /// Labels alone: cross-entropy against (smoothed) one-hot rows, or squared error.
  public static func labels(_ labels: Tensor, isClassification: Bool) -> Objective {
    Objective(inputs: [ObjectiveInput(name: "labels", values: labels)]) { tape, z in
      let y = tape.input("labels")
      return isClassification ? crossEntropy(z, targets: y) : meanSquaredError(z, y)
    }
  }
}
