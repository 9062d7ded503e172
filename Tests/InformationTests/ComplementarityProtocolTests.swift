import Information
import LinearAlgebra
import Randomness
import Testing

@Suite("Complementarity protocol") struct ComplementarityProtocolTests {
  @Test(
    "the interval of Δ covers the truth of the golden file, and Δ within classes never misleads")
  func coverage() throws {
    var covered = 0
    var total = 0
    let measured = try Golden.mutualInformation()["error_bar_coverage_measured"]["rows"].list
    #expect(measured.count == 4)
    for row in measured {
      let truth = row["true_delta"].number
      var sum = 0.0
      var errors = 0.0
      for seed in 0..<25 {
        let estimate = try ComplementarityProtocol().estimate(
          SimulatedPairs.coin(rows: 1_000, noise: row["tau"].number, seed: seed),
          stream: SimulatedPairs.stream(seed, .resampling))
        let verdict = ComplementarityProtocol.verdict([estimate])
        covered += verdict.lower <= truth && truth <= verdict.upper ? 1 : 0
        total += 1
        sum += estimate.delta
        errors += estimate.standardErrorOfDelta
        #expect(estimate.dimension == 1)
        #expect(estimate.deltaWithin < 2 * estimate.standardErrorWithin)
      }
      #expect(abs(sum / 25 - row["mean_estimate"].number) < 0.03)
      #expect(abs(errors / 25 / row["mean_SE"].number - 1) < 0.2)
    }
    #expect(Double(covered) / Double(total) >= 0.88, "\(covered) of \(total)")
  }

  @Test(
    "a teacher that is the student plus a little noise is worth distilling, an unrelated one not")
  func verdicts() throws {
    let close = try (0..<3).map { seed in
      try ComplementarityProtocol().estimate(
        SimulatedPairs.coin(rows: 600, noise: 0.4, seed: seed),
        stream: SimulatedPairs.stream(seed, .resampling))
    }
    let verdict = ComplementarityProtocol.verdict(close)
    #expect(verdict.decision == .distil)
    #expect(verdict.seeds == 3 && verdict.rows == 600)
    #expect((verdict.conditional ?? 0) > 0.3)

    let far = try (0..<3).map { seed in
      try ComplementarityProtocol().estimate(
        SimulatedPairs.coin(rows: 600, noise: 6, seed: seed),
        stream: SimulatedPairs.stream(seed, .resampling))
    }
    #expect(ComplementarityProtocol.verdict(far).decision == .doNotDistil)
  }

  @Test(
    "where teacher and student are independent given the label it never says distil",
    arguments: [(2, 300), (4, 400), (10, 500)])
  func negativeControl(classes: Int, rows: Int) throws {
    for seed in 0..<8 {
      let estimate = try ComplementarityProtocol().estimate(
        SimulatedPairs.independent(classes: classes, rows: rows, seed: seed),
        stream: SimulatedPairs.stream(seed, .resampling))
      #expect(estimate.dimension == min(classes - 1, 3))
      #expect(ComplementarityProtocol.verdict([estimate]).decision != .distil)
      #expect(abs(estimate.conditional ?? 1) < 0.15)
    }
  }

  @Test("regression: scalar outputs, deciles for the control")
  func regression() throws {
    var stream = SimulatedPairs.stream(4)
    var student: [Double] = []
    var teacher: [Double] = []
    var target: [Double] = []
    for _ in 0..<500 {
      let score = stream.normal()
      student.append(score)
      teacher.append(score + 0.3 * stream.normal())
      target.append(score + stream.normal())
    }
    let estimate = try ComplementarityProtocol().estimate(
      ComplementarityInput(
        teacher: Matrix(column: teacher), student: Matrix(column: student), target: .values(target)),
      stream: SimulatedPairs.stream(4, .resampling))
    // ½ ln(1 + 1/0.09) and ½ ln 2
    #expect(abs(estimate.iTeacherStudent - 1.2473) < 0.15)
    #expect(abs(estimate.iStudentLabel - 0.3466) < 0.12)
    #expect(abs(estimate.gaussian.delta - 0.9007) < 0.15)
    #expect(estimate.plugin.delta > 0)
    #expect(estimate.deltaWithin < 2 * estimate.standardErrorWithin)
    #expect(ComplementarityProtocol.verdict([estimate]).decision == .distil)
  }

  @Test("networks that say the same of all their rows share nothing, whatever each of them says")
  func constantNetworks() throws {
    var stream = SimulatedPairs.stream(9)
    let rows = 300
    // Six networks for either side: five folds and one for the last rows, drawn apart or in common.
    let levels = (0..<12).map { _ in stream.normal() }
    let folds = (0..<rows).map { $0 >= 240 ? 5 : $0 % 5 }
    let labels = (0..<rows).map { _ in stream.integer(below: 2) }
    func outputs(_ side: Int) -> Matrix {
      Matrix(
        rows: rows, columns: 2,
        values: folds.flatMap { [0, levels[6 * side + $0] + 1e-3 * stream.normal()] })
    }
    var input = ComplementarityInput(
      teacher: outputs(0), student: outputs(1), target: .labels(labels, classes: 2))
    func estimate() throws -> ComplementarityEstimate {
      try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(9, .resampling))
    }
    // The fold a row is in would pass for knowledge about the row.
    #expect(try estimate().delta > 1)
    input.teacherNetworks = folds
    input.studentNetworks = folds
    let centred = try estimate()
    #expect(abs(centred.iTeacherStudent) < 0.1)
    #expect(ComplementarityProtocol.verdict([centred]).decision != .distil)
  }

  @Test("equal streams give equal estimates")
  func reproducible() throws {
    let input = SimulatedPairs.independent(classes: 3, rows: 150, seed: 1)
    let first = try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(1))
    #expect(
      try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(1)) == first)
  }

  @Test("a student whose output never varies shares nothing, and breaks nothing")
  func constantStudent() throws {
    var input = SimulatedPairs.independent(classes: 2, rows: 200, seed: 3)
    input.student = Matrix(rows: 200, columns: 2, values: [Double](repeating: 0.5, count: 400))
    let estimate = try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(3))
    #expect(abs(estimate.iTeacherStudent) < 0.05)
    #expect(abs(estimate.iStudentLabel) < 0.05)
  }

  @Test("refuses what it cannot use, and says where")
  func errors() {
    let good = SimulatedPairs.independent(classes: 2, rows: 60, seed: 3)
    func estimate(_ change: (inout ComplementarityInput) -> Void) throws {
      var input = good
      change(&input)
      _ = try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(1))
    }
    #expect(
      throws: InformationError.notFinite(what: "the teacher's output", row: 2, column: 1)
    ) { try estimate { $0.teacher[2, 1] = .nan } }
    #expect(throws: InformationError.labelOutside(label: 1, row: 1, classes: 1)) {
      try estimate { $0.target = .labels((0..<60).map { $0 % 2 }, classes: 1) }
    }
    #expect(throws: InformationError.rowsDiffer(what: "the labels", found: 3, expected: 60)) {
      try estimate { $0.target = .labels([0, 1, 0], classes: 2) }
    }
    #expect(throws: InformationError.tooFewRows(found: 10, needed: 14)) {
      try estimate {
        $0 = ComplementarityInput(
          teacher: $0.teacher.rows(Array(0..<10)), student: $0.student.rows(Array(0..<10)),
          target: .labels([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], classes: 2))
      }
    }
  }
}
