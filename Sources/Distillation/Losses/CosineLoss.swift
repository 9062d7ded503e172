import Gradients
import Networks
import Plans
import Specifications
import Tensors

/// L = 1 − cos(R(h), e), mean over rows: the student's embedding points where the teacher's does.
///
/// R is a learned linear map where the widths differ, and nothing where they do not. Source: Sanh et al. 2019
/// (DistilBERT), section 3.
public struct CosineLoss: DistillationLoss {
  public init() {}

  public var identity: CanonicalValue { "cosine" }
  public var reads: [Signal] { [.teacherEmbedding] }

  public func parts(_ widths: Widths, in layout: inout ParameterLayout) -> LinearLayer? {
    widths.embedding == widths[.teacherEmbedding]
      ? nil
      : LinearLayer(
        "cosine projection", inputs: widths.embedding, outputs: widths[.teacherEmbedding],
        in: &layout)
  }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ projection: LinearLayer?
  ) -> Variable {
    let h = projection?(student.embedding) ?? student.embedding
    return rowMean(-1 * cosines(h, teacher[.teacherEmbedding]) + 1, rows: teacher.weights)
  }
}
