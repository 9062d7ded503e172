import LinearAlgebra
import Randomness

/// The rows of a `ComplementarityInput` as the estimators take them.
///
/// Outputs, the mean of each network's rows taken off → log-odds (or scalar outputs, standardised)
/// → principal directions → the first r coordinates of
/// either side, each standardised, plus noise of at most 1e-10 that sets equal rows apart.
struct ComplementarityRows {
  let teacher: Matrix
  let student: Matrix
  /// The predicted class of every row; for regression the decile of the first coordinate.
  let teacherPredictions: [Int]
  let studentPredictions: [Int]
  let target: Target
  /// Classes; deciles of the target for regression.
  let strata: Strata
  /// Directions of the teacher's outputs before the cut to `dimension`.
  let teacherRank: Int

  enum Target {
    case labels([Int])
    /// `[rows, 1]`, standardised.
    case values(Matrix)
  }

  /// - Throws: `noDecomposition`.
  init(
    _ input: ComplementarityInput, directions: Int, stream: inout RandomStream
  ) throws(InformationError) {
    var teacher = input.teacher
    var student = input.student
    if let networks = input.teacherNetworks { teacher = teacher.centred(within: networks) }
    if let networks = input.studentNetworks { student = student.centred(within: networks) }
    switch input.target {
    case .labels(let labels, _):
      teacher = LogOdds.standardised(teacher)
      student = LogOdds.standardised(student)
      strata = Strata(labels)
      target = .labels(labels)
    case .values(let values):
      teacher = teacher.standardised
      student = student.standardised
      strata = Strata(decilesOf: values)
      let column = Matrix(column: values).standardised
      target = .values(Self.withoutTies(column, &stream))
    }
    let ofTeacher = try PrincipalDirections(teacher)
    let ofStudent = try PrincipalDirections(student)
    teacherRank = ofTeacher.rank
    // An output that never varies keeps one coordinate, which then is noise and shares nothing.
    let count = max(min(directions, ofTeacher.rank, ofStudent.rank), 1)
    self.teacher = Self.withoutTies(
      ofTeacher.coordinates(teacher, count: count).standardised, &stream)
    self.student = Self.withoutTies(
      ofStudent.coordinates(student, count: count).standardised, &stream)
    switch input.target {
    case .labels:
      teacherPredictions = LogOdds.hardPredictions(input.teacher)
      studentPredictions = LogOdds.hardPredictions(input.student)
    case .values:
      teacherPredictions = Strata(decilesOf: self.teacher.column(0)).labels
      studentPredictions = Strata(decilesOf: self.student.column(0)).labels
    }
  }

  /// The rows of `whole` numbered `chosen`, in that order.
  private init(_ whole: ComplementarityRows, chosen: [Int]) {
    teacher = whole.teacher.rows(chosen)
    student = whole.student.rows(chosen)
    teacherPredictions = chosen.map { whole.teacherPredictions[$0] }
    studentPredictions = chosen.map { whole.studentPredictions[$0] }
    target =
      switch whole.target {
      case .labels(let labels): .labels(chosen.map { labels[$0] })
      case .values(let values): .values(values.rows(chosen))
      }
    strata = Strata(chosen.map { whole.strata.labels[$0] })
    teacherRank = whole.teacherRank
  }

  var count: Int { student.rows }
  var dimension: Int { student.columns }

  func rows(_ chosen: [Int]) -> ComplementarityRows { ComplementarityRows(self, chosen: chosen) }

  /// The teacher's rows permuted inside the strata: T and S are then independent given the stratum.
  ///
  /// - Parameter order: all rows in random order. The i-th row of a stratum gets the teacher's output
  ///   of the one that comes i-th in this order, so that samples whose strata are alike are permuted
  ///   alike.
  func teacherPermutedWithinStrata(order: [Int]) -> Matrix {
    var rank = [Int](repeating: 0, count: count)
    for (place, row) in order.enumerated() { rank[row] = place }
    var source = Array(0..<count)
    for rows in strata.rows {
      for (row, drawn) in zip(rows, rows.sorted { rank[$0] < rank[$1] }) { source[row] = drawn }
    }
    return teacher.rows(source)
  }

  /// I(S;Y) by neighbours.
  func studentTarget(neighbours: Int) throws(InformationError) -> Double {
    switch target {
    case .labels(let labels):
      try RossEstimator(neighbours: neighbours).estimate(student, labels: labels)
    case .values(let values):
      try KraskovEstimator(neighbours: neighbours).estimate(student, values)
    }
  }

  /// I(T;S|Y) = Σ_c p_c I(T;S | Y = c), coordinates standardised inside each class. Classes of
  /// fewer than k + 4 rows are left out and the others' shares raised; `nil` where none is left.
  func conditional(neighbours: Int) throws(InformationError) -> Double? {
    var sum = 0.0
    var counted = 0
    for rows in strata.rows where rows.count > neighbours + 3 {
      let inside = try KraskovEstimator(neighbours: neighbours)
        .estimate(teacher.rows(rows).standardised, student.rows(rows).standardised)
      sum += Double(rows.count) * inside
      counted += rows.count
    }
    return counted > 0 ? sum / Double(counted) : nil
  }

  /// Uniform noise in ±1e-10 on standardised coordinates: far below any distance that is not a tie.
  private static func withoutTies(_ matrix: Matrix, _ stream: inout RandomStream) -> Matrix {
    var jittered = matrix
    for place in jittered.values.indices { jittered.values[place] += stream.uniform(-1e-10, 1e-10) }
    return jittered
  }
}
