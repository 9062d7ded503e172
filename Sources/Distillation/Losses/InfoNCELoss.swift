import Gradients
import Networks
import Plans
import Specifications
import Tensors

/// A row's own teacher embedding among those of its batch, by cosine, both ways.
///
///     s_ij = cos(R(hᵢ), eⱼ) / τ;  L = ½ mean of CE(i, s_i·) + ½ mean of CE(j, s_·j),  nats
///
/// Source: van den Oord et al. 2018; the contrastive form of Tian et al. 2020 (CRD) without its memory of negatives:
/// those of the batch stand in for it. R is a learned linear map.
public struct InfoNCELoss: DistillationLoss {
  /// τ.
  public var contrast: Double

  public init(contrast: Double) { self.contrast = contrast }

  public var identity: CanonicalValue { ["info-nce": ["temperature": .number(contrast)]] }
  public var form: CanonicalValue { "info-nce" }
  public var reads: [Signal] { [.teacherEmbedding] }

  public func parts(_ widths: Widths, in layout: inout ParameterLayout) -> LinearLayer {
    LinearLayer(
      "contrast projection", inputs: widths.embedding, outputs: widths[.teacherEmbedding],
      in: &layout)
  }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ projection: LinearLayer
  ) -> Variable {
    contrastiveLoss(
      Self.cosines(projection(student.embedding), teacher[.teacherEmbedding]),
      temperature: Float(contrast), isSymmetric: true)
  }

  /// Of all pairs of rows, `[rows, rows]`.
  static func cosines(_ h: Variable, _ e: Variable) -> Variable {
    product(unitRows(h), unitRows(e), transposingRight: true)
  }
}
