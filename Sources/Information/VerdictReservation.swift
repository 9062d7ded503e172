/// Why a pair gets no verdict, whatever its estimates say.
///
/// The criterion compares I(T;S) with I(S;Y) and takes what teacher and student share for knowledge
/// that distilling can carry over. Where one of these reasons holds it cannot: the estimates are
/// made and kept, the decision is `cannot tell`.
public enum VerdictReservation: Sendable, Hashable, CustomStringConvertible {
  /// The teacher sees what the student sees: T and S share the noise of one input, of which
  /// nothing is knowledge of the target.
  case sameModality
  /// C classes need C − 1 directions and r are kept. T is cut and Y is not, so that Δ is too small:
  /// a teacher right on every row of 100 classes reads −0.8 nats where the truth is ≥ 0.
  case classesNotHeld(classes: Int, kept: Int)
  /// Outputs of a regression with more directions than are kept: again T is cut and Y is not.
  case teacherCut(directions: Int, kept: Int)

  /// One sentence.
  public var description: String {
    switch self {
    case .sameModality:
      "not to be judged: the teacher is given the student's own modality, and what they share is "
        + "the noise of one input, not knowledge of the target."
    case .classesNotHeld(let classes, let kept):
      "not estimable: \(classes) classes need C − 1 = \(classes - 1) directions, \(Self.kept(kept)); "
        + "the label is not cut, and Δ comes out too small."
    case .teacherCut(let directions, let kept):
      "not estimable: the teacher's outputs have \(directions) directions, \(Self.kept(kept)); "
        + "the target is not cut, and Δ comes out too small."
    }
  }

  private static func kept(_ count: Int) -> String {
    count == 1 ? "1 is kept" : "\(count) are kept"
  }
}
