import Randomness
import Testing

@testable import Datasets

@Suite("A budget of labels") struct LabelBudgetTests {
  private let strata = (0..<300).map { $0 % 10 == 0 ? 2 : $0 % 3 == 0 ? 1 : 0 }

  private func rows(_ count: Int) -> [Int] {
    var stream = RandomStream(seed: 1, role: .design, purpose: .split, index: 2)
    return LabelBudget(strata: strata).rows(
      of: Array(0..<300), count: count, stream: &stream)
  }

  @Test("keeps every smaller budget inside the larger one")
  func nested() {
    var smaller: Set<Int> = []
    for count in [1, 3, 10, 50, 200, 300] {
      let found = rows(count)
      #expect(found.count == count && found == found.sorted())
      #expect(Set(found).isSuperset(of: smaller))
      smaller = Set(found)
    }
  }

  @Test("keeps the shares of the classes, and a row of each")
  func shares() {
    #expect(Set(rows(3).map { strata[$0] }) == [0, 1, 2])
    for stratum in 0...2 {
      let share = Double(strata.count { $0 == stratum }) / 300
      let found = Double(rows(100).count { strata[$0] == stratum }) / 100
      #expect(abs(found - share) <= 0.02)
    }
  }
}
