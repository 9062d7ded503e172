import Gradients
import Plans
import Specifications
import Tensors

/// Which rows are alike, as the teacher has it.
///
///     G = h hᵀ, each row divided by its norm;  L = ‖G_h − G_e‖² / b²,  b rows
///
/// Source: Tung and Mori 2019, equations 1 to 4. The embeddings may have different widths.
public struct SimilarityPreservingLoss: DistillationLoss {
  public init() {}

  public var identity: CanonicalValue { "similarity" }
  public var reads: [Signal] { [.teacherEmbedding] }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: Void
  ) -> Variable {
    let difference =
      Self.similarities(student.embedding) - Self.similarities(teacher[.teacherEmbedding])
    return rowMean(difference * difference) / Float(difference.rows)
  }

  private static func similarities(_ h: Variable) -> Variable {
    unitRows(product(h, h, transposingRight: true))
  }
}
