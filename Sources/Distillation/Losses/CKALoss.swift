import Gradients
import Plans
import Specifications
import Tensors

/// L = 1 − CKA(h, e): linear centred kernel alignment over the rows of a batch.
///
///     CKA = ‖Xᵀ Y‖² / (‖Xᵀ X‖ ‖Yᵀ Y‖),  X and Y the embeddings without their column means
///
/// Source: Kornblith et al. 2019, equation 5, the biased form. ‖Xᵀ Y‖² = Σ (X Xᵀ) ∘ (Y Yᵀ). The embeddings may have
/// different widths.
public struct CKALoss: DistillationLoss {
  public init() {}

  public var identity: CanonicalValue { "cka" }
  public var reads: [Signal] { [.teacherEmbedding] }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: Void
  ) -> Variable {
    rowMean(-1 * Self.alignment(student.embedding, teacher[.teacherEmbedding]) + 1)
  }

  /// CKA, `[1, 1]`; 0 where all rows of one side are equal.
  static func alignment(_ h: Variable, _ e: Variable) -> Variable {
    let (k, l) = (similarities(h), similarities(e))
    return total(k * l) / (sqrt(total(k * k)) * sqrt(total(l * l)) + Relations.least)
  }

  private static func similarities(_ h: Variable) -> Variable {
    let x = Relations.centred(h)
    return product(x, x, transposingRight: true)
  }
}
