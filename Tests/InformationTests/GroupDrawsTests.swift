import LinearAlgebra
import Randomness
import Testing

@testable import Information

@Suite("Draws of one row a group") struct GroupDrawsTests {
  /// Groups 7, 3, 5 of 3, 1 and 2 rows, their rows apart from one another.
  static let groups = [7, 3, 5, 7, 5, 7]

  @Test("every draw holds one row of every group, in the order of the groups' numbers")
  func oneEach() throws {
    var stream = SimulatedPairs.stream(1)
    let draws = try #require(GroupDraws(Self.groups, stream: &stream))
    #expect(draws.groups == 3)
    #expect(draws.draws.count == 3)
    for draw in draws.draws { #expect(draw.map { Self.groups[$0] } == [3, 5, 7]) }
  }

  @Test("every row is drawn before one is drawn twice")
  func inTurn() throws {
    var stream = SimulatedPairs.stream(2)
    let draws = try #require(GroupDraws(Self.groups, stream: &stream))
    #expect(Set(draws.draws.map { $0[2] }) == [0, 3, 5])
    #expect(Set(draws.draws.prefix(2).map { $0[1] }) == [2, 4])
    #expect(Set(draws.draws.joined()) == Set(0..<6))
  }

  @Test("no more draws than 15, however large a group is")
  func most() throws {
    var stream = SimulatedPairs.stream(3)
    let draws = try #require(
      GroupDraws((0..<400).map { $0 % 4 }, stream: &stream))
    #expect(draws.draws.count == 15)
    #expect(Set(draws.draws.joined()).count == 60)
  }

  @Test("rows that are groups of their own are not drawn")
  func alone() {
    var stream = SimulatedPairs.stream(4)
    let before = stream
    #expect(GroupDraws([4, 1, 2], stream: &stream) == nil)
    #expect(stream == before)
  }

  @Test("samples whose classes lie alike are permuted alike, others inside their classes")
  func permutedAlike() throws {
    func rows(_ labels: [Int]) throws -> ComplementarityRows {
      var stream = SimulatedPairs.stream(5)
      return try ComplementarityRows(
        ComplementarityInput(
          teacher: SimulatedPairs.binary([0, 1, 2, 3, 4, 5]),
          student: SimulatedPairs.binary([1, 0, 2, 4, 3, 5]), target: .labels(labels, classes: 2)),
        directions: 3, stream: &stream)
    }
    let order = [5, 0, 3, 2, 4, 1]
    func sources(_ labels: [Int]) throws -> [Int] {
      let rows = try rows(labels)
      let permuted = rows.teacherPermutedWithinStrata(order: order).column(0)
      return permuted.map { rows.teacher.column(0).firstIndex(of: $0) ?? -1 }
    }
    #expect(try sources([0, 0, 0, 1, 1, 1]) == [0, 2, 1, 5, 3, 4])
    #expect(try sources([0, 0, 0, 0, 0, 0]) == order)
    #expect(try sources([0, 1, 0, 1, 0, 1]) == [0, 5, 2, 3, 4, 1])
  }
}
