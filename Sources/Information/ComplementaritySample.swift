import LinearAlgebra
import Randomness

/// Rows that are independent of one another, and what every estimator says of them.
struct ComplementaritySample {
  let rows: ComplementarityRows
  /// The teacher of the control: T and S are independent given the stratum.
  private let permutedTeacher: Matrix

  /// - Parameter order: see `ComplementarityRows.teacherPermutedWithinStrata(order:)`.
  init(_ rows: ComplementarityRows, order: [Int]) {
    self.rows = rows
    permutedTeacher = rows.teacherPermutedWithinStrata(order: order)
  }

  private init(rows: ComplementarityRows, permutedTeacher: Matrix) {
    self.rows = rows
    self.permutedTeacher = permutedTeacher
  }

  /// Three terms by neighbours, nats.
  struct Terms {
    var iTeacherStudent: Double
    var iStudentLabel: Double
    /// I(T;S) with the permuted teacher.
    var iPermuted: Double

    var delta: Double { iTeacherStudent - iStudentLabel }
    var deltaWithin: Double { iPermuted - iStudentLabel }

    init(iTeacherStudent: Double, iStudentLabel: Double, iPermuted: Double) {
      self.iTeacherStudent = iTeacherStudent
      self.iStudentLabel = iStudentLabel
      self.iPermuted = iPermuted
    }

    init(meanOf terms: [Terms]) {
      func mean(_ value: (Terms) -> Double) -> Double {
        terms.reduce(0) { $0 + value($1) } / Double(terms.count)
      }
      self.init(
        iTeacherStudent: mean(\.iTeacherStudent), iStudentLabel: mean(\.iStudentLabel),
        iPermuted: mean(\.iPermuted))
    }
  }

  func terms(neighbours: Int) throws(InformationError) -> Terms {
    let kraskov = KraskovEstimator(neighbours: neighbours)
    return Terms(
      iTeacherStudent: try kraskov.estimate(rows.teacher, rows.student),
      iStudentLabel: try rows.studentTarget(neighbours: neighbours),
      iPermuted: try control(neighbours: neighbours))
  }

  /// I(T;S) with the permuted teacher.
  func control(neighbours: Int) throws(InformationError) -> Double {
    try KraskovEstimator(neighbours: neighbours).estimate(permutedTeacher, rows.student)
  }

  func part(_ chosen: [Int]) -> ComplementaritySample {
    ComplementaritySample(rows: rows.rows(chosen), permutedTeacher: permutedTeacher.rows(chosen))
  }

  func gaussian() throws(InformationError) -> SecondaryEstimate {
    let estimator = GaussianEstimator()
    let label =
      switch rows.target {
      case .labels(let labels): try estimator.estimate(rows.student, labels: labels)
      case .values(let values): try estimator.estimate(rows.student, values)
      }
    return SecondaryEstimate(
      iTeacherStudent: try estimator.estimate(rows.teacher, rows.student), iStudentLabel: label)
  }

  /// On hard predictions; for regression on deciles of the first coordinates and of the target.
  func plugin() throws(InformationError) -> SecondaryEstimate {
    let estimator = PluginEstimator()
    return SecondaryEstimate(
      iTeacherStudent: try estimator.estimate(rows.teacherPredictions, rows.studentPredictions),
      iStudentLabel: try estimator.estimate(rows.studentPredictions, rows.strata.labels))
  }
}
