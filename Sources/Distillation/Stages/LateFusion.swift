import Glibc
import Plans
import Specifications
import Tensors

/// The mean of a teacher's and a student's words, without training: ln ½(p₁ + p₂) for classes, ½(z₁ + z₂) for real
/// targets.
public struct LateFusion: Stage {
  public init() {}

  public var role: StageRole { "late fusion" }
  public var identity: CanonicalValue { "mean" }
  public var inputs: [StageInput] { [.teacher, .student] }

  public func run(_ context: consuming StageContext) throws -> Products {
    for input in inputs { _ = try context.products(input) }
    let isClassification = context.study.task.isClassification
    return context.evaluate(Mean(isClassification: isClassification))
  }

  private struct Mean: Predictor {
    let isClassification: Bool

    func outputs(on rows: Rows) -> Tensor {
      guard let left = rows.outputs(of: .teacher), let right = rows.outputs(of: .student) else {
        preconditionFailure("a finished run said nothing of its \(rows.name) rows")
      }
      var result = left
      if isClassification {
        let first = Softmax.probabilities(of: left)
        let second = Softmax.probabilities(of: right)
        for index in first.indices {
          result.values[index] = Float(Glibc.log(max((first[index] + second[index]) / 2, 1e-30)))
        }
      } else {
        for index in left.values.indices {
          result.values[index] = (left.values[index] + right.values[index]) / 2
        }
      }
      return result
    }
  }
}
