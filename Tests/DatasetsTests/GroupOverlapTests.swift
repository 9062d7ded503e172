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
}
