import Information
import LinearAlgebra
import Randomness
import Testing

@Suite("Reservations that forbid a verdict") struct VerdictReservationTests {
  static func estimate(
    _ input: ComplementarityInput
  ) throws -> ComplementarityEstimate {
    try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(1))
  }

  @Test(
    "the estimates are those without it, the verdict is cannot tell with its sentence",
    arguments: [
      VerdictReservation.sameModality, .teacherCut(directions: 5, kept: 3),
    ])
  func forbids(_ reservation: VerdictReservation) throws {
    var input = SimulatedPairs.coin(rows: 400, noise: 0.4, seed: 1)
    let free = ComplementarityVerdict([try Self.estimate(input)])
    #expect(free.decision == .distil)
    input.reservation = reservation
    let bound = ComplementarityVerdict([try Self.estimate(input)])
    #expect(bound.decision == .cannotTell)
    #expect(bound.reason == reservation.description)
    #expect(bound.delta == free.delta && bound.lower == free.lower && bound.upper == free.upper)
  }

  @Test("one seed's reservation is enough")
  func oneSeed() throws {
    var estimates = [
      ComplementarityEstimate
    ](
      repeating: try Self.estimate(SimulatedPairs.coin(rows: 400, noise: 0.4, seed: 1)), count: 3)
    estimates[2].reservation = .sameModality
    #expect(ComplementarityVerdict(estimates).decision == .cannotTell)
  }

  @Test("a reservation handed in is said before one that the estimates show")
  func handedInFirst() throws {
    var input = SimulatedPairs.independent(classes: 6, rows: 300, seed: 2)
    #expect(try Self.estimate(input).reservation == .classesNotHeld(classes: 6, kept: 3))
    input.reservation = .sameModality
    #expect(try Self.estimate(input).reservation == .sameModality)
  }

  @Test("a student of fewer directions cuts the teacher below the classes: not estimable either")
  func poorStudent() throws {
    var input = SimulatedPairs.independent(classes: 3, rows: 300, seed: 3)
    // Logits along one line.
    input.student = Matrix(
      rows: 300, columns: 3, values: input.student.column(0).flatMap { [$0, -$0, 0] })
    let estimate = try Self.estimate(input)
    #expect(estimate.reservation == .classesNotHeld(classes: 3, kept: 1))
    #expect(
      ComplementarityVerdict([estimate]).reason
        == "not estimable: 3 classes need C − 1 = 2 directions, 1 is kept; "
        + "the label is not cut, and Δ comes out too small.")
  }

  @Test("regression: a teacher of more outputs than are kept is cut, one of as many is not")
  func regression() throws {
    var stream = SimulatedPairs.stream(4)
    let values = (0..<200).map { _ in stream.normal() }
    func outputs(_ columns: Int) -> Matrix {
      Matrix(
        rows: 200, columns: columns,
        values: values.flatMap { value in (0..<columns).map { _ in value + stream.normal() } })
    }
    let student = outputs(1)
    let cut = ComplementarityInput(teacher: outputs(2), student: student, target: .values(values))
    #expect(try Self.estimate(cut).reservation == .teacherCut(directions: 2, kept: 1))
    #expect(
      ComplementarityVerdict([try Self.estimate(cut)]).reason
        == "not estimable: the teacher's outputs have 2 directions, 1 is kept; "
        + "the target is not cut, and Δ comes out too small.")
    let whole = ComplementarityInput(teacher: outputs(1), student: student, target: .values(values))
    #expect(try Self.estimate(whole).reservation == nil)
  }
}
