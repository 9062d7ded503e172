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

  /// L = (1−λ)·CE(y, z) + λ·soft(t, z) for classes, (1−λ)·(z−y)² + λ·(z−t)² for real targets.
  ///
  /// - Parameters:
  ///   - labels: `[train rows, outputs]`.
  ///   - teacher: the teacher's outputs on the same rows, `[train rows, outputs]`.
  ///   - soft: the soft loss of teacher outputs t and student logits z, its own factors included.
  static func distilling(
    labels: Tensor, teacher: Tensor, lambda: Float, isClassification: Bool,
    soft: @Sendable @escaping (_ t: Variable, _ z: Variable) -> Variable
  ) -> Objective {
    Objective(
      inputs: [
        ObjectiveInput(name: "labels", values: labels),
        ObjectiveInput(name: "teacher", values: teacher),
      ]
    ) { tape, z in
      let y = tape.input("labels")
      let t = tape.input("teacher")
      return isClassification
        ? (1 - lambda) * crossEntropy(z, targets: y) + lambda * soft(t, z)
        : (1 - lambda) * meanSquaredError(z, y) + lambda * meanSquaredError(z, t)
    }
  }
}
