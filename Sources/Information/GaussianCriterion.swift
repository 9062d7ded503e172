import Statistics

/// The exact criterion for scalar outputs: a linear student that minimises, over jointly normal
/// data,
///
///     J(w) = mean (y − wᵀx)² + λ mean (t − wᵀx)²
///
/// With s the best prediction of y from the student's inputs and v the best prediction of the
/// teacher's output t:
///
///     σy² = Var(y − s)    σt² = Var(t − v)    c = Cov(y − s, t − v)    B = E (v − s)²
///     R(λ) − σy² = [λ² B + d/(n−d−1) · (σy² + 2λc + λ²σt²)] / (1 + λ)²
///     dR/dλ at 0 = 2d/(n−d−1) · (c − σy²)         so that a small λ helps if and only if c < σy²
///     a* = clip((σy² − c) / (σy² − 2c + σt² + B(n−d−1)/d), 0, 1),   λ* = a*/(1 − a*)
///
/// Expectations over normal designs, n > d + 1 rows.
public struct GaussianCriterion: Sendable, Hashable {
  /// σy²: what the student's inputs cannot tell of y.
  public let labelResidual: Double
  /// σt²: what the student's inputs cannot tell of t.
  public let teacherResidual: Double
  /// c: what the two residuals share.
  public let sharedResidual: Double
  /// B: what the teacher asks the student to learn wrongly.
  public let misdirection: Double
  /// n
  public let rows: Int
  /// d, inputs of the student.
  public let features: Int

  public init(
    labelResidual: Double, teacherResidual: Double, sharedResidual: Double, misdirection: Double,
    rows: Int, features: Int
  ) {
    precondition(rows > features + 1, "the criterion needs more rows than inputs, by two")
    self.labelResidual = labelResidual
    self.teacherResidual = teacherResidual
    self.sharedResidual = sharedResidual
    self.misdirection = misdirection
    self.rows = rows
    self.features = features
  }

  /// From out-of-fold outputs on the same rows.
  ///
  /// - Parameters:
  ///   - target: y.
  ///   - teacher: t.
  ///   - student: s, the student's model of y.
  ///   - studentOfTeacher: v, the student's model of t.
  public init(
    target: [Double], teacher: [Double], student: [Double], studentOfTeacher: [Double],
    features: Int
  ) {
    func mean(_ term: (Int) -> Double) -> Double {
      target.indices.reduce(0) { $0 + term($1) } / Double(target.count)
    }
    precondition(
      teacher.count == target.count && student.count == target.count
        && studentOfTeacher.count == target.count, "all outputs belong to the same rows")
    self.init(
      labelResidual: mean { (target[$0] - student[$0]) * (target[$0] - student[$0]) },
      teacherResidual: mean {
        (teacher[$0] - studentOfTeacher[$0]) * (teacher[$0] - studentOfTeacher[$0])
      },
      sharedResidual: mean {
        (target[$0] - student[$0]) * (teacher[$0] - studentOfTeacher[$0])
      },
      misdirection: mean {
        (studentOfTeacher[$0] - student[$0]) * (studentOfTeacher[$0] - student[$0])
      },
      rows: target.count, features: features)
  }

  /// c < σy²
  public var smallWeightHelps: Bool { sharedResidual < labelResidual }

  /// R(λ) − σy², the expected squared error beyond what cannot be avoided.
  public func excessRisk(weight: Double) -> Double {
    let noise =
      labelResidual + 2 * weight * sharedResidual + weight * weight * teacherResidual
    return (weight * weight * misdirection + noise / rowsPerFeature)
      / ((1 + weight) * (1 + weight))
  }

  /// a* before it is clipped to [0, 1].
  public var bestShareUnclipped: Double {
    (labelResidual - sharedResidual)
      / (labelResidual - 2 * sharedResidual + teacherResidual + misdirection * rowsPerFeature)
  }

  /// a* = λ*/(1 + λ*)
  public var bestShare: Double {
    guard smallWeightHelps else { return 0 }
    let share = bestShareUnclipped
    return share > 0 && share < 1 ? share : 1
  }

  /// λ*; infinite where the teacher's output is the better target throughout.
  public var bestWeight: Double { bestShare < 1 ? bestShare / (1 - bestShare) : .infinity }

  /// (n − d − 1)/d
  private var rowsPerFeature: Double { Double(rows - features - 1) / Double(features) }
}
