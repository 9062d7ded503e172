/// What one seed's teacher and student know of each other and of the target, in nats.
public struct ComplementarityEstimate: Sendable, Hashable {
  /// I(T;S)
  public var iTeacherStudent: Double
  /// I(S;Y)
  public var iStudentLabel: Double
  /// Δ = I(T;S) − I(S;Y)
  public var delta: Double
  /// From disjoint subsampling of both terms together.
  public var standardErrorOfDelta: Double
  /// Δ with the teacher's rows permuted inside the classes; not above 0 in truth, whatever the
  /// data.
  public var deltaWithin: Double
  public var standardErrorWithin: Double
  /// I(T;S|Y): what teacher and student share beyond the target. `nil` where no class has enough
  /// rows.
  public var conditional: Double?
  public var rows: Int
  /// G, groups of rows that depend on one another; `nil` where every row stands for itself.
  public var groups: Int?
  /// r, directions of either side.
  public var dimension: Int
  /// Jointly normal form of both terms.
  public var gaussian: SecondaryEstimate
  /// Observed frequencies of hard predictions (deciles, for regression).
  public var plugin: SecondaryEstimate
  /// What forbids a verdict whatever the numbers above say.
  public var reservation: VerdictReservation?

  public init(
    iTeacherStudent: Double, iStudentLabel: Double, standardErrorOfDelta: Double,
    deltaWithin: Double, standardErrorWithin: Double, conditional: Double?, rows: Int,
    dimension: Int, gaussian: SecondaryEstimate, plugin: SecondaryEstimate, groups: Int? = nil,
    reservation: VerdictReservation? = nil
  ) {
    self.iTeacherStudent = iTeacherStudent
    self.iStudentLabel = iStudentLabel
    delta = iTeacherStudent - iStudentLabel
    self.standardErrorOfDelta = standardErrorOfDelta
    self.deltaWithin = deltaWithin
    self.standardErrorWithin = standardErrorWithin
    self.conditional = conditional
    self.rows = rows
    self.dimension = dimension
    self.gaussian = gaussian
    self.plugin = plugin
    self.groups = groups
    self.reservation = reservation
  }
}

/// Both terms by an estimator that only checks the sign of the primary one.
public struct SecondaryEstimate: Sendable, Hashable {
  public var iTeacherStudent: Double
  public var iStudentLabel: Double

  public init(iTeacherStudent: Double, iStudentLabel: Double) {
    self.iTeacherStudent = iTeacherStudent
    self.iStudentLabel = iStudentLabel
  }

  public var delta: Double { iTeacherStudent - iStudentLabel }

  /// Term by term, over samples or seeds; one at least.
  init(meanOf estimates: [SecondaryEstimate]) {
    let count = Double(estimates.count)
    iTeacherStudent = estimates.reduce(0) { $0 + $1.iTeacherStudent } / count
    iStudentLabel = estimates.reduce(0) { $0 + $1.iStudentLabel } / count
  }
}
