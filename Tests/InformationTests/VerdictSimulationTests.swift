import Information
import Testing

/// What the verdict says of pairs whose truth is known: it must stay silent where teacher and student
/// share nothing beyond the label, and speak where they do.
@Suite("Verdicts on simulated pairs") struct VerdictSimulationTests {
  static func verdicts(
    _ draws: Range<Int>, _ input: (Int) -> ComplementarityInput
  ) throws -> [ComplementarityVerdict] {
    try GroupedVerdictTests.verdicts(draws, input)
  }

  /// Strengths of teacher and student in units of their noise: from guessing to sure.
  static let strengths: [(teacher: Double, student: Double)] = [
    (3, 1.5), (6, 1.5), (6, 4), (2, 0.3), (20, 0.2), (20, 3),
  ]

  @Test("independent given the label, from guessing to sure: distil at its level of 2.5 %")
  func level() throws {
    var found: [ComplementarityVerdict] = []
    for (teacher, student) in Self.strengths {
      found += try Self.verdicts(7_000..<7_060) {
        SimulatedPairs.independent(
          classes: 2, rows: 300, teacher: teacher, student: student, seed: $0)
      }
    }
    #expect(found.count == 360)
    // 9 are expected of exact intervals, with a standard deviation of 3.
    #expect(found.count { $0.lower > 0 } <= 15)
    #expect(found.count { $0.decision == .distil } <= 15)
  }

  @Test("the standard error of Δ is that over draws, for sure teachers too", arguments: [0.2, 3])
  func sureTeacher(student: Double) throws {
    let found = try Self.verdicts(7_000..<7_060) {
      SimulatedPairs.independent(classes: 2, rows: 300, teacher: 20, student: student, seed: $0)
    }
    let mean = found.reduce(0) { $0 + $1.delta } / 60
    let spread = found.reduce(0) { $0 + ($1.delta - mean) * ($1.delta - mean) } / 59
    let error = found.reduce(0) { $0 + $1.standardError } / 60
    // From parts alone it is a third of it.
    #expect(error > 0.7 * spread.squareRoot() && error < 1.4 * spread.squareRoot())
  }

  @Test("teachers that help by points: distil, though hard predictions oppose some of them")
  func helping() throws {
    let found = try Self.verdicts(0..<20) { SimulatedPairs.helping(seed: $0) }
    #expect(found.count { $0.decision == .distil } >= 19)
    let opposed = found.filter { $0.plugin.delta < 0 }
    #expect(opposed.count >= 2)
    for verdict in opposed where verdict.decision == .distil {
      #expect(verdict.reason.contains("whose own truth may differ in sign: plug-in −"))
    }
    #expect(found.allSatisfy { $0.gaussian.delta > 0 })
  }

  @Test("what no covariance shows: distil, where the normal form would have opposed every time")
  func squared() throws {
    let found = try Self.verdicts(0..<20) {
      SimulatedPairs.squared(noise: 0.3, rows: 300, seed: $0)
    }
    #expect(found.allSatisfy { $0.decision == .distil && $0.gaussian.delta < 0 })
  }

  @Test("sure outputs that share only the label: the normal form is above 0 whatever the rows say")
  func normalFormOfSureOutputs() throws {
    let found = try Self.verdicts(0..<20) {
      SimulatedPairs.independent(classes: 2, rows: 300, teacher: 20, student: 3, seed: $0)
    }
    #expect(found.allSatisfy { $0.gaussian.delta > 0 })
    #expect(found.count { $0.decision == .distil } <= 2)
  }

  @Test(
    "a teacher right on every row of more classes than directions hold: cannot tell, not do not",
    arguments: [5, 10, 20, 50, 100])
  func manyClasses(classes: Int) throws {
    let found = try Self.verdicts(0..<2) {
      SimulatedPairs.sureTeacher(classes: classes, rows: 1_500, seed: $0)
    }
    for verdict in found {
      #expect(verdict.decision == .cannotTell)
      #expect(
        verdict.reason.hasPrefix(
          "not estimable: \(classes) classes need C − 1 = \(classes - 1) directions, 3 are kept"))
      #expect(verdict.iTeacherStudent > 0.5 && verdict.iStudentLabel > 0.5)
    }
    // The reason is needed: the interval alone would speak, against the truth.
    if classes >= 20 { #expect(found.allSatisfy { $0.upper < 0 }) }
  }

  @Test("up to four classes are held by three directions", arguments: [2, 3, 4])
  func heldClasses(classes: Int) throws {
    let found = try Self.verdicts(0..<2) {
      SimulatedPairs.independent(classes: classes, rows: 300, teacher: 1, student: 2, seed: $0)
    }
    #expect(found.allSatisfy { $0.decision == .doNotDistil && $0.dimension == classes - 1 })
  }
}
