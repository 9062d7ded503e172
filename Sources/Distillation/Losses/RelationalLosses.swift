import Gradients
import Plans
import Specifications
import Tensors

/// Distances between rows, each divided by their mean, as the teacher has them.
///
///     ψ_D(i, j) = ‖hᵢ − hⱼ‖ / μ,  μ the mean over i ≠ j;  L = mean over i, j of huber(ψ_D(h) − ψ_D(e))
///
/// Source: Park et al. 2019 (RKD), equations 5 to 7; the mean includes i = j, as in RepDistiller. μ of the student is
/// differentiated. The embeddings may have different widths.
public struct RelationalDistanceLoss: DistillationLoss {
  public init() {}

  public var identity: CanonicalValue { "relational distance" }
  public var reads: [Signal] { [.teacherEmbedding] }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: Void
  ) -> Variable {
    Relations.meanHuber(
      Self.relativeDistances(student.embedding)
        - Self.relativeDistances(teacher[.teacherEmbedding]))
  }

  /// ψ_D, `[rows, rows]`.
  private static func relativeDistances(_ h: Variable) -> Variable {
    let d = sqrt(squaredDistances(h, h))
    let pairs = Float(h.rows * max(h.rows - 1, 1))
    let mean = total(d) / pairs + Relations.least
    return d / Relations.spread(mean, rows: d.rows, columns: d.columns)
  }
}

/// Angles between rows, as the teacher has them.
///
///     ψ_A(i, j, k) = cos ∠ hⱼ hᵢ hₖ;  L = mean over i, j, k of huber(ψ_A(h) − ψ_A(e))
///
/// Source: Park et al. 2019 (RKD), equations 8 to 10. Memory grows with the cube of the batch.
public struct RelationalAngleLoss: DistillationLoss {
  public init() {}

  public var identity: CanonicalValue { "relational angle" }
  public var reads: [Signal] { [.teacherEmbedding] }

  public func callAsFunction(
    _ student: StudentView, _ teacher: TeacherView, _ parts: Void
  ) -> Variable {
    let (h, e) = (student.embedding, teacher[.teacherEmbedding])
    let losses = (0..<h.rows).map { anchor in
      Relations.meanHuber(Self.cosines(h, from: anchor) - Self.cosines(e, from: anchor))
    }
    return losses.dropFirst().reduce(losses[0]) { $0 + $1 } / Float(h.rows)
  }

  /// ψ_A(i, ·, ·) of one anchor, `[rows, rows]`; 0 where a row lies on it.
  private static func cosines(_ h: Variable, from anchor: Int) -> Variable {
    let flat = reshaped(h, columns: h.rows * h.columns)
    let row = columns(anchor * h.columns..<(anchor + 1) * h.columns, of: flat)
    let directions = unitRows(h - repeatedRows(row, rows: h.rows))
    return product(directions, directions, transposingRight: true)
  }
}

/// What relational losses share.
enum Relations {
  /// Added to what is divided by: rows of a batch may all be one, as where the teacher sees a constant, and a batch may
  /// be one row. Such rows have no relations to learn.
  static let least: Float = 1e-12

  /// Mean over all elements of ½r² where |r| < 1 and |r| − ½ elsewhere.
  static func meanHuber(_ r: Variable) -> Variable {
    let size = abs(r)
    let inside = relu(-1 * size + 1)
    return rowMean(size - 0.5 + 0.5 * (inside * inside)) / Float(r.columns)
  }

  /// A `[1, 1]` as a matrix of equal elements.
  static func spread(_ x: Variable, rows: Int, columns: Int) -> Variable {
    reshaped(repeatedRows(x, rows: rows * columns), columns: columns)
  }

  /// Rows without their mean.
  static func centred(_ h: Variable) -> Variable {
    h - repeatedRows(columnMeans(h), rows: h.rows)
  }
}
