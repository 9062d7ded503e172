import LinearAlgebra
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
/// 5. Variances of both by `DisjointSubsampling`, parts of at least 25 rows, and 5 a class; none is
///    below the `ControlVariance`.
/// 6. Two secondary estimators, the Gaussian and the plug-in, which are printed beside the verdict.
///
/// Where rows come in groups, 3 to 6 are done on samples of one row a group and averaged over the
/// samples (`GroupDraws`); parts are then parts of the groups.
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
  /// - Parameter stream: for ties, draws of groups, permutations and parts; equal streams give equal
  ///   estimates.
  /// - Throws: `tooFewRows` and `tooFewGroups` where two parts cannot each hold k neighbours, and what
  ///   else makes outputs, target and groups no evidence of the same rows.
  public func estimate(
    _ input: ComplementarityInput, stream: RandomStream
  ) throws(InformationError) -> ComplementarityEstimate {
    try input.check()
    guard input.student.rows >= leastRows else {
      throw .tooFewRows(found: input.student.rows, needed: leastRows)
    }
    var stream = stream
    let rows = try ComplementarityRows(input, directions: directions, stream: &stream)
    let draws = input.groups.flatMap { GroupDraws($0, stream: &stream) }
    try checkGroups(draws)
    let drawn = draws.map { $0.draws.map(rows.rows) } ?? [rows]
    /// Groups change places with groups, the same ones in every sample.
    func order(_ stream: inout RandomStream) -> [Int] {
      draws.map { stream.permutation(of: $0.groups) } ?? rows.strata.shuffled(&stream)
    }
    let control = order(&stream)
    let samples = drawn.map { ComplementaritySample($0, order: control) }

    let whole = try terms(samples)
    let variances = try subsampling(input).variances(
      rows: draws?.groups ?? rows.count, stream: stream
    ) { (part) throws(InformationError) in
      let terms = try terms(samples.map { $0.part(part) })
      return [terms.delta, terms.deltaWithin]
    }
    var permutations = RandomStream(key: stream.next())
    let least = try ControlVariance().variance { () throws(InformationError) in
      let order = order(&permutations)
      var sum = 0.0
      for rows in drawn {
        sum += try ComplementaritySample(rows, order: order).control(neighbours: neighbours)
      }
      return sum / Double(drawn.count)
    }
    return ComplementarityEstimate(
      iTeacherStudent: whole.iTeacherStudent, iStudentLabel: whole.iStudentLabel,
      standardErrorOfDelta: max(variances[0], least).squareRoot(),
      deltaWithin: whole.deltaWithin,
      standardErrorWithin: max(variances[1], least).squareRoot(),
      conditional: try conditional(samples), rows: rows.count, dimension: rows.dimension,
      gaussian: SecondaryEstimate(
        meanOf: try samples.map { (sample) throws(InformationError) in try sample.gaussian() }),
      plugin: SecondaryEstimate(
        meanOf: try samples.map { (sample) throws(InformationError) in try sample.plugin() }),
      groups: draws?.groups, reservation: input.reservation ?? Self.cut(input, rows))
  }

  /// Fewer groups than this are no sample of groups.
  static let leastGroups = 10

  /// Two parts must each hold k neighbours and the row itself.
  private var leastRows: Int { 2 * (neighbours + 2) }

  private func checkGroups(_ draws: GroupDraws?) throws(InformationError) {
    let needed = max(Self.leastGroups, leastRows)
    guard let draws, draws.groups < needed else { return }
    throw .tooFewGroups(found: draws.groups, needed: needed)
  }

  /// Means over the samples.
  private func terms(
    _ samples: [ComplementaritySample]
  ) throws(InformationError) -> ComplementaritySample.Terms {
    ComplementaritySample.Terms(
      meanOf: try samples.map { (sample) throws(InformationError) in
        try sample.terms(neighbours: neighbours)
      })
  }

  /// Whether the cut to r directions takes from T what nothing takes from Y.
  private static func cut(
    _ input: ComplementarityInput, _ rows: ComplementarityRows
  ) -> VerdictReservation? {
    let kept = rows.dimension
    switch input.target {
    case .labels(_, let classes):
      // The teacher's rank is C − 1 at most: this holds for every teacher that is cut.
      return classes - 1 > kept ? .classesNotHeld(classes: classes, kept: kept) : nil
    case .values:
      return rows.teacherRank > kept
        ? .teacherCut(directions: rows.teacherRank, kept: kept) : nil
    }
  }

  private func subsampling(_ input: ComplementarityInput) -> DisjointSubsampling {
    switch input.target {
    case .labels(_, let classes): DisjointSubsampling(leastRows: max(25, 5 * classes))
    case .values: DisjointSubsampling(leastRows: 25)
    }
  }

  /// I(T;S|Y), of the samples that have it.
  private func conditional(
    _ samples: [ComplementaritySample]
  ) throws(InformationError) -> Double? {
    var found: [Double] = []
    for sample in samples {
      if let value = try sample.rows.conditional(neighbours: neighbours) { found.append(value) }
    }
    return found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
  }

  /// The verdict over seeds; see `ComplementarityVerdict`.
  public static func verdict(_ perSeed: [ComplementarityEstimate]) -> ComplementarityVerdict {
    ComplementarityVerdict(perSeed)
  }
}
