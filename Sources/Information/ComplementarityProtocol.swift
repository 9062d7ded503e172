public import Randomness

/// The criterion I(T;S) > I(S;Y), estimated in the one way fixed before looking.
///
/// Claim: where a teacher and a student share more than the student and the label, distilling the
/// teacher into the student helps. In the normal theory that is sufficient (at a small weight, for
/// a bounded teacher), not necessary.
///
/// 1. Outputs on train and validation rows, out of fold, the mean of each fold's network taken off: a
///    network that has learned little says nearly the same of all its rows, and which network a row was
///    given to is nothing teacher and student know of the row. Log-odds, standardised (`LogOdds`).
/// 2. The first r ≤ 3 principal directions of the student and as many of the teacher, standardised.
/// 3. I(T;S) by `KraskovEstimator`, I(S;Y) by `RossEstimator` (regression: `KraskovEstimator`): one
///    estimator, one k, the same rows.
/// 4. The same with the teacher's rows permuted inside the classes: a control whose truth is Δ ≤ 0,
///    because Δ = I(T;S|Y) − I(S;Y|T) and the first term is then 0.
/// 5. Variances of both by `DisjointSubsampling`; parts keep at least 25 rows, and 5 a class.
/// 6. Two secondary estimators, whose sign must agree.
///
/// Source: Xie, Xu, Sanguinetti 2025, arXiv 2510.13182, for the criterion.
public struct ComplementarityProtocol: Sendable, Hashable {
  /// k of the neighbour estimators.
  public var neighbours: Int
  /// Most principal directions of either side.
  public var directions: Int

  public init(neighbours: Int = 5, directions: Int = 3) {
    self.neighbours = neighbours
    self.directions = directions
  }

  /// The estimate of one seed.
  ///
  /// - Parameter stream: for ties, the permutation and the parts; equal streams give equal
  ///   estimates.
  public func estimate(
    _ input: ComplementarityInput, stream: RandomStream
  ) throws(InformationError) -> ComplementarityEstimate {
    try input.check()
    // Two parts must each hold k neighbours and the row itself.
    let needed = 2 * (neighbours + 2)
    guard input.student.rows >= needed else {
      throw .tooFewRows(found: input.student.rows, needed: needed)
    }
    var stream = stream
    let rows = ComplementarityRows(input, directions: directions, stream: &stream)
    var permuted = rows
    permuted.teacher = rows.teacherPermutedWithinStrata(&stream)

    let kraskov = KraskovEstimator(neighbours: neighbours)
    let iTeacherStudent = try kraskov.estimate(rows.teacher, rows.student)
    let iStudentLabel = try rows.studentTarget(neighbours: neighbours)
    let iPermuted = try kraskov.estimate(permuted.teacher, permuted.student)

    let variances = try subsampling(input).variances(rows: rows.count, stream: stream) {
      (part) throws(InformationError) in
      let label = try rows.rows(part).studentTarget(neighbours: neighbours)
      let student = rows.student.rows(part)
      return [
        try kraskov.estimate(rows.teacher.rows(part), student) - label,
        try kraskov.estimate(permuted.teacher.rows(part), student) - label,
      ]
    }
    return ComplementarityEstimate(
      iTeacherStudent: iTeacherStudent, iStudentLabel: iStudentLabel,
      standardErrorOfDelta: variances[0].squareRoot(),
      deltaWithin: iPermuted - iStudentLabel, standardErrorWithin: variances[1].squareRoot(),
      conditional: try rows.conditional(neighbours: neighbours), rows: rows.count,
      dimension: rows.dimension, gaussian: try Self.gaussian(rows),
      plugin: try Self.plugin(input, rows))
  }

  private func subsampling(_ input: ComplementarityInput) -> DisjointSubsampling {
    switch input.target {
    case .labels(_, let classes): DisjointSubsampling(leastRows: max(25, 5 * classes))
    case .values: DisjointSubsampling(leastRows: 25)
    }
  }

  private static func gaussian(
    _ rows: ComplementarityRows
  ) throws(InformationError) -> SecondaryEstimate {
    let estimator = GaussianEstimator()
    let label =
      switch rows.target {
      case .labels(let labels): try estimator.estimate(rows.student, labels: labels)
      case .values(let values): try estimator.estimate(rows.student, values)
      }
    return SecondaryEstimate(
      iTeacherStudent: try estimator.estimate(rows.teacher, rows.student), iStudentLabel: label)
  }

  /// On hard predictions; for regression on tenths of the first coordinates and of the target.
  private static func plugin(
    _ input: ComplementarityInput, _ rows: ComplementarityRows
  ) throws(InformationError) -> SecondaryEstimate {
    let teacher: [Int]
    let student: [Int]
    switch input.target {
    case .labels:
      teacher = LogOdds.hardPredictions(input.teacher)
      student = LogOdds.hardPredictions(input.student)
    case .values:
      teacher = Strata(decilesOf: rows.teacher.column(0)).labels
      student = Strata(decilesOf: rows.student.column(0)).labels
    }
    let estimator = PluginEstimator()
    return SecondaryEstimate(
      iTeacherStudent: try estimator.estimate(teacher, student),
      iStudentLabel: try estimator.estimate(student, rows.strata.labels))
  }

  /// The verdict over seeds; see `ComplementarityVerdict`.
  public static func verdict(_ perSeed: [ComplementarityEstimate]) -> ComplementarityVerdict {
    ComplementarityVerdict(perSeed)
  }
}
