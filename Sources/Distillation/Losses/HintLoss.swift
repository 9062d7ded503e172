import Gradients
import Networks
import Plans
import Specifications
import Tensors

/// L = ½‖R(h) − e‖², mean over rows: the student's embedding h foretells the teacher's, e.
///
/// R is a learned linear map. Source: Romero et al. 2015 (FitNets), equation 3; the hint is trained beside the labels,
/// not in a stage before them.
public struct HintLoss: DistillationLoss {
  public init() {}

  public var identity: CanonicalValue { "hint" }
  public var reads: [Signal] { [.teacherEmbedding] }

  public func parts(_ widths: Widths, in layout: inout ParameterLayout) -> LinearLayer {
    LinearLayer(
      "hint regressor", inputs: widths.embedding, outputs: widths[.teacherEmbedding], in: &layout)
  }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ regressor: LinearLayer
  ) -> Variable {
    Self.distance(
      regressor(student.embedding), teacher[.teacherEmbedding], rows: teacher.weights)
  }

  /// ½‖h − e‖², mean over rows.
  static func distance(_ h: Variable, _ e: Variable, rows w: Variable? = nil) -> Variable {
    let difference = h - e
    return 0.5 * rowMean(rowProducts(difference, difference), rows: w)
  }
}
