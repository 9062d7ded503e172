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

  @Test("gives free rows to the largest remainders, of equal ones to the earlier part")
  func remainders() {
    var thirds = Allotment(fractions: [0.5, 0.3, 0.2])
    // Shares 2.5, 1.5 and 1.
    #expect(thirds.next(rows: 5, keepsFirst: false) == [3, 1, 1, 0])
    // What was owed is carried: shares 2, 2 and 1.
    #expect(thirds.next(rows: 5, keepsFirst: false) == [2, 2, 1, 0])
    var halves = Allotment(fractions: [0.5, 0.5])
    #expect(halves.next(rows: 1, keepsFirst: false) == [1, 0, 0])
    #expect(halves.next(rows: 1, keepsFirst: false) == [0, 1, 0])
  }

  @Test("gives a part of no fraction no row, and a stratum without rows nothing")
  func none() {
    var allotment = Allotment(fractions: [0.7, 0, 0.3])
    for rows in [1, 3, 0, 7, 2, 11] {
      let counts = allotment.next(rows: rows, keepsFirst: true)
      #expect(counts[1] == 0 && counts[3] == 0 && counts.reduce(0, +) == rows)
    }
  }

  @Test("takes a row for train from the largest part, only where it is asked to")
  func train() {
    var asked = Allotment(fractions: [0.1, 0.3, 0.6])
    #expect(asked.next(rows: 3, keepsFirst: true) == [1, 1, 1, 0])
    var unasked = Allotment(fractions: [0.1, 0.3, 0.6])
    #expect(unasked.next(rows: 3, keepsFirst: false) == [0, 1, 2, 0])
  }

  @Test("sums to the rows for any fractions, no part more than a row or two from its share")
  func anyFractions() {
    var generator = SplitMix(state: 3)
    for _ in 0..<500 {
      let cuts = (0..<3).map { _ in Double.random(in: 0...1, using: &generator) }.sorted()
      let fractions = [cuts[0], cuts[1] - cuts[0], cuts[2] - cuts[1]]
      var allotment = Allotment(fractions: fractions)
      var totals = [0, 0, 0, 0]
      var rows = 0
      for _ in 0..<20 {
        let next = Int.random(in: 0...9, using: &generator)
        rows += next
        let counts = allotment.next(rows: next, keepsFirst: false)
        #expect(counts.reduce(0, +) == next && counts.allSatisfy { $0 >= 0 })
        for part in 0..<4 { totals[part] += counts[part] }
      }
      for part in 0..<3 {
        #expect(abs(Double(totals[part]) - fractions[part] * Double(rows)) <= 2)
      }
    }
  }
}
