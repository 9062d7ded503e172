import Randomness
import Specifications
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

  @Test("takes rows of train alone, all of them where it is as large")
  func train() {
    let train = Array(stride(from: 1, to: 300, by: 3))
    func rows(_ count: Int, seed: Int = 1) -> [Int] {
      var stream = RandomStream(seed: seed, role: .design, purpose: .split, index: 2)
      return LabelBudget(strata: strata).rows(of: train, count: count, stream: &stream)
    }
    #expect(rows(100) == train)
    #expect(Set(rows(20)).isSubset(of: train) && rows(20).count == 20)
    #expect(rows(20) == rows(20) && rows(20) != rows(20, seed: 2))
    #expect(rows(0) == [])
  }

  @Test("beyond the rows of train is refused with both numbers")
  func tooMany() throws {
    let sample = Sample()
    func dataset(_ budget: Int) throws(DatasetError) -> Dataset {
      try Dataset(
        DataSpecification(
          modalities: sample.modalities, target: sample.target, split: sample.split,
          labelBudget: budget), source: MemoryMembers(sample.members))
    }
    #expect(try dataset(4).split.train.count == 4)
    let error = #expect(throws: DatasetError.self) { try dataset(7) }
    #expect(
      error?.description == """
        data.split.labels: 7 labels for 6 train rows
          expected: at most as many labels as there are train rows
          remedy: write 'all', or a smaller number
        """)
  }
}
