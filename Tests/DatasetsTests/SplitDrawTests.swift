import Randomness
import Specifications
import Testing

@testable import Datasets

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

  @Test("without strata draws from all rows alike, and leaves the rest unused")
  func unstratified() {
    let parts = parts(SplitDraw(fractions: [0.3, 0.1, 0.2]), rows: 100)
    #expect(parts.map(\.count) == [30, 10, 20])
    #expect(Set(parts.joined()).count == 60)
    #expect(parts[0] != Array(0..<30), "drawn, not taken from the front")
  }

  @Test("draws only from the rows it is given")
  func subset() {
    var stream = RandomStream(seed: 1, role: .design, purpose: .split)
    let rows = Array(stride(from: 1, to: 61, by: 2))
    let parts = SplitDraw(fractions: [0.5, 0.5], strata: (0..<61).map { $0 % 3 })
      .parts(of: rows, stream: &stream)
    #expect(parts.joined().sorted() == rows)
    #expect(parts.map(\.count) == [15, 15])
  }

  @Test("keeps a row of the rarest class in train")
  func rare() {
    let strata = (0..<50).map { $0 == 17 ? 1 : 0 }
    for seed in 1...20 {
      let parts = parts(
        SplitDraw(fractions: [0.1, 0.1, 0.8], strata: strata), rows: 50, seed: seed)
      #expect(parts[0].contains(17))
    }
  }

  @Test("gives every row the same chance of train")
  func chance() {
    var times = [Int](repeating: 0, count: 20)
    for seed in 1...400 {
      for row in parts(SplitDraw(fractions: [0.5, 0.5]), rows: 20, seed: seed)[0] {
        times[row] += 1
      }
    }
    // Binomial(400, ½) deviates by 10.
    #expect(times.allSatisfy { abs($0 - 200) < 45 })
    #expect(times.reduce(0, +) == 400 * 10)
  }

  @Test("deals large groups first, so that one that fills a part finds its place")
  func largeGroups() {
    // One group of 50 rows, fifty of one row.
    let groups = (0..<100).map { $0 < 50 ? 0 : $0 }
    for seed in 1...10 {
      let parts = parts(
        SplitDraw(fractions: [0.5, 0.25, 0.25], groups: groups), rows: 100, seed: seed)
      #expect(parts[0] == Array(0..<50))
      #expect(parts.map(\.count) == [50, 25, 25])
    }
  }

  @Test("leaves groups unused as well where fractions sum to less than 1")
  func unusedGroups() {
    let groups = (0..<80).map { $0 / 4 }
    let parts = parts(SplitDraw(fractions: [0.5, 0.25], groups: groups), rows: 80)
    #expect(parts.map(\.count) == [40, 20])
    let used = Set(parts.joined())
    #expect((0..<80).allSatisfy { used.contains($0) == used.contains($0 / 4 * 4) })
  }
}

@Suite("Strata") struct StrataTests {
  @Test("are the classes, or the tenths of a real target by rank")
  func strata() {
    #expect(Strata.of(.labels([2, 0, 1], classes: ["a", "b", "c"])) == [2, 0, 1])
    #expect(Strata.of(.values([5, 1, 3])) == [6, 0, 3])
  }

  @Test("rank equal values by row, and what is no number last")
  func ties() {
    #expect(Strata.of(.values([1, 1, 1, 1, 1])) == [0, 2, 4, 6, 8])
    #expect(Strata.of(.values([.nan, 1, .nan, -.infinity, .infinity])) == [6, 2, 8, 0, 4])
    #expect(Strata.of(.values([])) == [])
  }
}
