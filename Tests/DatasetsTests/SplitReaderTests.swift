import Specifications
import Testing

@testable import Datasets

@Suite("Reading a split") struct SplitReaderTests {
  private func reader(_ rows: Int, groups: [Int]? = nil) -> SplitReader {
    SplitReader(.labels((0..<rows).map { $0 % 2 }, classes: ["0", "1"]), groups: groups)
  }

  private func files(
    _ reader: inout SplitReader, _ train: [Int], _ validation: [Int]?, _ test: [Int],
    policy: ValidationPolicy = .held
  ) -> Split? {
    reader.files(
      train: ("train.npy", .integers(train)),
      validation: validation.map { ("validation.npy", .integers($0)) },
      test: ("test.npy", .integers(test)), policy: policy)
  }

  // MARK: index files

  @Test("by index files takes the rows in ascending order, others are unused")
  func indices() {
    var reader = reader(10)
    let split = files(&reader, [5, 0, 3], [2], [9, 8])
    #expect(split == Split(train: [0, 3, 5], validation: [2], test: [8, 9]))
    #expect(reader.problems == [])
  }

  @Test("reads row numbers of any type that are whole")
  func types() {
    var reader = reader(4)
    let split = reader.files(
      train: ("a", .reals([1, 0])), validation: ("b", .text(["2"])), test: ("c", .integers([3])),
      policy: .held)
    #expect(split?.train == [0, 1] && split?.validation == [2] && split?.test == [3])
    var other = self.reader(4)
    let none = other.files(
      train: ("a", .reals([0.5, 1])), validation: ("b", .text(["x"])), test: ("c", .integers([3])),
      policy: .held)
    #expect(none == nil)
    #expect(
      other.problems.map(\.description) == [
        """
        data.split, train (a): 1 item no whole number: item 0
          expected: row numbers, counted from 0
          remedy: write whole numbers only
        """,
        """
        data.split, validation (b): 1 item no whole number: item 0
          expected: row numbers, counted from 0
          remedy: write whole numbers only
        """,
      ])
  }

  @Test("takes the first and the last row, and none beyond them")
  func ends() {
    var inside = reader(3)
    #expect(files(&inside, [0], [1], [2]) != nil)
    var outside = reader(3)
    #expect(files(&outside, [0], [1], [3]) == nil)
    #expect(outside.problems.map(\.kind) == [.splitIndex])
    #expect(outside.problems.map(\.place) == ["data.split, test (test.npy)"])
  }

  @Test("with a part without row numbers says which")
  func empty() {
    var reader = reader(3)
    #expect(files(&reader, [0], [1], []) == nil)
    #expect(
      reader.problems.map(\.description) == [
        """
        data.split, test (test.npy): no row numbers in the file
          expected: at least one
          remedy: write the row numbers of test into it
        """
      ])
  }

  @Test("where validation and test share rows names both")
  func overlap() {
    var reader = reader(9)
    #expect(files(&reader, [0], [1, 2, 3], [3, 2, 8]) == nil)
    #expect(reader.problems.map(\.found) == ["validation and test share 2 rows: 2, 3"])
  }

  // MARK: columns

  @Test("by a column takes its words, validation need not be there")
  func words() {
    var reader = reader(6)
    let words = ["test", "train", "train", "validation", "train", "test"]
    #expect(
      reader.column(.text(words), name: "part", policy: .held)
        == Split(train: [1, 2, 4], validation: [3], test: [0, 5]))
    var bare = self.reader(3)
    let split = bare.column(.text(["train", "train", "test"]), name: "part", policy: .none)
    #expect(split?.validation == [] && split?.validationTakenFromTrain == false)
  }

  @Test("by a column needs train and test rows, and no other words, not even in capitals")
  func wrongWords() {
    var reader = reader(3)
    #expect(reader.column(.text(["Train", "validation", ""]), name: "s", policy: .held) == nil)
    #expect(
      reader.problems.map(\.found) == [
        "2 rows of no part: row 0 has 'Train', row 2 has ''", "no row is 'train'",
        "no row is 'test'",
      ])
    #expect(reader.problems.allSatisfy { $0.place == "data.split (s)" })
  }

  // MARK: validation taken from train

  @Test("takes a sixth of train, half of it each class, the same rows every time")
  func sixth() throws {
    var reader = reader(100)
    let found = files(&reader, Array(0..<60), nil, Array(60..<100))
    let split = try #require(found)
    #expect(split.validationTakenFromTrain && split.test == Array(60..<100))
    #expect(split.validation.count == 10 && split.train.count == 50)
    #expect((split.train + split.validation).sorted() == Array(0..<60))
    #expect(split.validation.count { $0 % 2 == 0 } == 5)
    var again = self.reader(100)
    #expect(files(&again, Array(0..<60), nil, Array(60..<100)) == split)
  }

  @Test("takes none where it is named, or where 'validation: none' is written")
  func notTaken() throws {
    var named = reader(100)
    let found = files(&named, Array(0..<60), [60], Array(61..<100))
    let split = try #require(found)
    #expect(split.train.count == 60 && !split.validationTakenFromTrain)
    var none = reader(100)
    let without = files(&none, Array(0..<60), nil, Array(60..<100), policy: .none)
    let bare = try #require(without)
    #expect(bare.train.count == 60 && bare.validation == [] && bare.validationPolicy == .none)
  }

  @Test("keeps groups whole beside index files and beside columns")
  func groups() throws {
    let groups = (0..<90).map { $0 / 5 }
    func check(_ split: Split) {
      #expect(split.validationTakenFromTrain && split.validation.count == 10)
      let (train, validation) = (
        Set(split.train.map { groups[$0] }), Set(split.validation.map { groups[$0] })
      )
      #expect(train.isDisjoint(with: validation) && validation.count == 2)
      #expect((split.train + split.validation).sorted() == Array(0..<60))
    }
    var byFiles = reader(90, groups: groups)
    let filed = files(&byFiles, Array(0..<60), nil, Array(60..<90))
    check(try #require(filed))
    var byColumn = reader(90, groups: groups)
    let words = (0..<90).map { $0 < 60 ? "train" : "test" }
    let named = byColumn.column(.text(words), name: "part", policy: .held)
    check(try #require(named))
    // Without groups rows are drawn one by one.
    var ungrouped = reader(90)
    let found = files(&ungrouped, Array(0..<60), nil, Array(60..<90))
    let split = try #require(found)
    #expect(Set(split.validation.map { groups[$0] }).count > 2)
  }

  @Test("cannot take a sixth of one group, and says so with the numbers")
  func tooFew() {
    var reader = reader(8, groups: [Int](repeating: 0, count: 8))
    #expect(files(&reader, [0, 1, 2, 3], nil, [4, 5, 6, 7]) == nil)
    #expect(
      reader.problems.map(\.description) == [
        """
        data.split: a sixth of 4 train rows leaves 4 for train and 0 for validation
          expected: at least one row in each
          remedy: name validation rows, or write 'validation: none'
        """
      ])
  }

  // MARK: drawn

  @Test("drawn by fractions gives each part its share, another one for another seed")
  func drawn() throws {
    func split(_ seed: Int) throws -> Split {
      var reader = reader(200)
      let drawn = reader.drawn(
        DrawnSplit(train: 0.5, validation: 0.25, test: 0.25, seed: seed))
      return try #require(drawn)
    }
    let first = try split(1)
    #expect(
      [first.train, first.validation, first.test].map(\.count) == [100, 50, 50])
    #expect(first.used == Array(0..<200))
    #expect(try split(1) == first)
    #expect(try split(2) != first)
  }

  @Test("drawn so that a part has no row says which, of how many rows or groups")
  func drawnEmpty() {
    var reader = reader(4)
    #expect(reader.drawn(DrawnSplit(train: 0.9, validation: 0.05, test: 0.05)) == nil)
    #expect(
      reader.problems.map(\.found).contains("test: 0.05 of 4 rows leaves it without a row"))
    #expect(reader.problems.allSatisfy { $0.kind == .emptyPart })
    var grouped = self.reader(40, groups: [Int](repeating: 0, count: 40))
    #expect(grouped.drawn(DrawnSplit(train: 0.5, validation: 0, test: 0.5)) == nil)
    #expect(grouped.problems.map(\.found) == ["test: 0.5 of 1 group leaves it without a row"])
    var none = self.reader(0)
    #expect(none.drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25)) == nil)
    #expect(none.problems.map(\.found) == ["no rows to split"])
  }
}
