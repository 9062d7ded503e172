import Information
import Randomness
import Testing

@Suite("Verdicts on grouped rows") struct GroupedVerdictTests {
  static func verdicts(
    _ draws: Range<Int>, _ input: (Int) -> ComplementarityInput
  ) throws -> [ComplementarityVerdict] {
    try draws.map { seed in
      ComplementarityVerdict([
        try ComplementarityProtocol().estimate(
          input(seed), stream: SimulatedPairs.stream(seed, .resampling))
      ])
    }
  }

  static let people = [Int](repeating: 15, count: 80)

  @Test("80 groups of 15 rows, T ⟂ S | Y: few intervals above 0, none but by chance says distil")
  func independent() throws {
    let found = try Self.verdicts(0..<60) { SimulatedPairs.grouped(sizes: Self.people, seed: $0) }
    #expect(found.allSatisfy { $0.groups == 80 && $0.rows == 1_200 })
    #expect(found.count { $0.lower > 0 } <= 3)
    #expect(found.count { $0.decision == .distil } <= 2)
    #expect(found.count { $0.deltaWithin > 2 * $0.standardErrorWithin } <= 6)
  }

  @Test("the same rows taken as independent of one another lie above 0 every time")
  func ignored() throws {
    let found = try Self.verdicts(0..<8) { seed in
      var input = SimulatedPairs.grouped(sizes: Self.people, seed: seed)
      input.groups = nil
      return input
    }
    #expect(found.allSatisfy { $0.lower > 0 && $0.groups == nil })
  }

  @Test("groups of 1 to 29 rows that hold both classes: the same")
  func mixed() throws {
    let sizes = (0..<80).map { 1 + ($0 * 7) % 29 }
    let found = try Self.verdicts(0..<60) {
      SimulatedPairs.grouped(sizes: sizes, mixed: true, seed: $0)
    }
    #expect(found.count { $0.lower > 0 } <= 4)
    #expect(found.count { $0.decision == .distil } <= 3)
  }

  @Test(
    "what teacher and student share of a group beyond the label is found, with enough groups",
    arguments: [(80, 15, 0.9), (300, 4, 0.6)])
  func shared(groups: Int, rows: Int, share: Double) throws {
    let sizes = [Int](repeating: rows, count: groups)
    let found = try Self.verdicts(0..<10) {
      SimulatedPairs.grouped(sizes: sizes, shared: share, seed: $0)
    }
    #expect(found.count { $0.decision == .distil } >= 9)
    #expect(found.allSatisfy { ($0.conditional ?? 0) > 0.1 })
  }

  @Test("groups of one row each are no groups: the estimate is that of independent rows")
  func ofOneRow() throws {
    var input = SimulatedPairs.coin(rows: 200, noise: 1, seed: 5)
    let alone = try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(5))
    input.groups = (0..<200).map { 3 * $0 }
    #expect(
      try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(5)) == alone)
    #expect(alone.groups == nil)
  }

  @Test("too few groups get no estimate, and the error names their number", arguments: [1, 9, 13])
  func few(groups: Int) {
    let input = SimulatedPairs.grouped(sizes: [Int](repeating: 30, count: groups), seed: 1)
    let error = InformationError.tooFewGroups(found: groups, needed: 14)
    #expect(throws: error) {
      try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(1))
    }
    #expect(
      error.description.hasPrefix(
        "the rows belong to \(groups) groups, and an interval needs 14 groups at least"))
  }

  @Test("fewer than ten groups are too few however few neighbours are asked for")
  func fewNeighbours() {
    let input = SimulatedPairs.grouped(sizes: [Int](repeating: 30, count: 9), seed: 1)
    #expect(throws: InformationError.tooFewGroups(found: 9, needed: 10)) {
      try ComplementarityProtocol(neighbours: 2)
        .estimate(input, stream: SimulatedPairs.stream(1))
    }
  }

  @Test("a group for every row, or none")
  func count() {
    var input = SimulatedPairs.coin(rows: 60, noise: 1, seed: 5)
    input.groups = [1, 2]
    #expect(throws: InformationError.rowsDiffer(what: "the groups", found: 2, expected: 60)) {
      try ComplementarityProtocol().estimate(input, stream: SimulatedPairs.stream(1))
    }
  }
}
