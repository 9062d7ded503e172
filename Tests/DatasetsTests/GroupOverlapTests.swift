import Testing

@testable import Datasets

@Suite("Groups of two parts") struct GroupOverlapTests {
  private let groups = [0, 0, 1, 1, 2, 2, 3, 3, 3, 4]

  @Test("are counted once each, however many rows they have")
  func counted() {
    let found = GroupOverlap("test", rows: [3, 6, 7, 8, 9], train: [0, 1, 2, 4], groups: groups)
    #expect(found.part == "test" && found.groups == 3 && found.alsoInTrain == 1)
  }

  @Test("are none that train holds where they were kept whole")
  func whole() {
    let found = GroupOverlap("validation", rows: [6, 7, 8], train: [0, 1, 2, 3], groups: groups)
    #expect(found.groups == 1 && found.alsoInTrain == 0)
  }

  @Test("are all shared where every row is its own part of a group")
  func all() {
    let found = GroupOverlap("test", rows: [1, 3, 5], train: [0, 2, 4, 6], groups: groups)
    #expect(found.groups == 3 && found.alsoInTrain == 3)
  }

  @Test("of a part without rows are none")
  func empty() {
    let found = GroupOverlap("test", rows: [], train: [0, 2], groups: groups)
    #expect(found.groups == 0 && found.alsoInTrain == 0)
    #expect(GroupOverlap("test", rows: [0], train: [], groups: groups).alsoInTrain == 0)
  }

  /// Twelve rows a group of ten groups.
  private func overlaps(_ split: Split) -> [GroupOverlap] {
    DataCard.groupOverlaps((0..<120).map { $0 / 12 }, split: split)
  }

  @Test("are told of the parts that share some with train, by name")
  func card() {
    let whole = Split(train: Array(0..<60), validation: Array(60..<72), test: Array(72..<120))
    #expect(overlaps(whole) == [])
    let cut = Split(train: Array(0..<66), validation: Array(66..<72), test: Array(72..<120))
    #expect(overlaps(cut).map(\.part) == ["validation"])
    #expect(overlaps(cut).map(\.groups) == [1] && overlaps(cut).map(\.alsoInTrain) == [1])
    let both = Split(train: Array(0..<60), validation: [60, 61], test: Array(1...5) + [62, 119])
    #expect(overlaps(both).map(\.part) == ["test"])
    #expect(overlaps(both).map(\.groups) == [3] && overlaps(both).map(\.alsoInTrain) == [1])
  }

  @Test("shared by validation and test alone are not told: nothing is learned from them")
  func held() {
    #expect(overlaps(Split(train: Array(0..<60), validation: [60], test: [61, 62])) == [])
  }
}
