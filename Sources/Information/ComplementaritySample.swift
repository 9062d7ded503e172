import Randomness

/// Rows that are independent of one another, and what every estimator says of them.
struct ComplementaritySample {
  let rows: ComplementarityRows
  /// The teacher's rows permuted inside the strata: T and S are then independent given the stratum.
  ///
  /// Of grouped data a sample holds one row a group, so that this permutes whole groups, also where
  /// they differ in size or hold several classes.
  private let permutedTeacher: Matrix

  init(_ rows: ComplementarityRows, stream: inout RandomStream) {
    self.rows = rows
    permutedTeacher = rows.teacherPermutedWithinStrata(&stream)
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
      iPermuted: try kraskov.estimate(permutedTeacher, rows.student))
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

  /// On hard predictions; for regression on tenths of the first coordinates and of the target.
  func plugin() throws(InformationError) -> SecondaryEstimate {
    let estimator = PluginEstimator()
    return SecondaryEstimate(
      iTeacherStudent: try estimator.estimate(rows.teacherPredictions, rows.studentPredictions),
      iStudentLabel: try estimator.estimate(rows.studentPredictions, rows.strata.labels))
  }
}
