import Randomness
import Specifications
import Testing

@testable import Datasets

@Suite("Allotting rows") struct AllotmentTests {
  @Test("gives whole shares where they are whole")
  func whole() {
    var allotment = Allotment(fractions: [0.15, 0.05, 0.8])
    for _ in 0..<10 { #expect(allotment.next(rows: 200, keepsFirst: true) == [30, 10, 160, 0]) }
    var tens = Allotment(fractions: [0.7, 0.1, 0.2])
    #expect(tens.next(rows: 10, keepsFirst: true) == [7, 1, 2, 0])
  }

  @Test("stays within a row of the totals, however many strata there are")
  func totals() {
    var allotment = Allotment(fractions: [0.6, 0.2, 0.2])
    var totals = [0, 0, 0, 0]
    for _ in 0..<100 {
      let counts = allotment.next(rows: 7, keepsFirst: true)
      #expect(counts.reduce(0, +) == 7)
      for part in 0..<4 { totals[part] += counts[part] }
    }
    #expect(totals == [420, 140, 140, 0])
  }

  @Test("leaves the rest unused, and keeps a row for train")
  func rest() {
    var allotment = Allotment(fractions: [0.1, 0.1, 0.1])
    #expect(allotment.next(rows: 10, keepsFirst: true) == [1, 1, 1, 7])
    var small = Allotment(fractions: [0.1, 0, 0.9])
    #expect(small.next(rows: 2, keepsFirst: true) == [1, 0, 1, 0])
  }
}

@Suite("Drawing a split") struct SplitDrawTests {
  private func parts(
    _ draw: SplitDraw, rows: Int, seed: Int = 1
  ) -> [[Int]] {
    var stream = RandomStream(seed: seed, role: .design, purpose: .split)
    return draw.parts(of: Array(0..<rows), stream: &stream)
  }

  @Test("gives every class its share, other rows for another seed, the same for the same")
  func stratified() {
    let strata = (0..<1_000).map { $0 % 4 == 0 ? 0 : $0 % 4 == 1 ? 1 : 2 }
    let draw = SplitDraw(fractions: [0.6, 0.2, 0.2], strata: strata)
    let parts = parts(draw, rows: 1_000)
    #expect(parts.map(\.count) == [600, 200, 200])
    #expect(parts.map { $0.filter { strata[$0] == 2 }.count } == [300, 100, 100])
    #expect(Set(parts.joined()).count == 1_000)
    #expect(self.parts(draw, rows: 1_000) == parts)
    #expect(self.parts(draw, rows: 1_000, seed: 2) != parts)
    #expect(parts[0] == parts[0].sorted())
  }

  @Test("keeps groups together and still near the shares of every class")
  func grouped() {
    let groups = (0..<600).map { $0 / 5 }
    let strata = (0..<600).map { ($0 / 5) % 3 }
    let parts = parts(
      SplitDraw(fractions: [0.5, 0.25, 0.25], strata: strata, groups: groups), rows: 600)
    let sets = parts.map { Set($0.map { groups[$0] }) }
    #expect(sets[0].isDisjoint(with: sets[1]) && sets[1].isDisjoint(with: sets[2]))
    #expect(sets[0].isDisjoint(with: sets[2]))
    #expect(parts.map(\.count) == [300, 150, 150])
    for stratum in 0..<3 { #expect(parts[0].filter { strata[$0] == stratum }.count == 100) }
  }

  @Test("of a real target follows its deciles")
  func deciles() {
    let values = (0..<100).map { Double(($0 * 37) % 100) }
    let strata = Strata.of(.values(values))
    #expect((0..<100).allSatisfy { strata[$0] == Int(values[$0]) / 10 })
  }
}
