import Digests
import Specifications
import Testing

@testable import Datasets

@Suite("Further test sets") struct TestSetTests {
  /// Forty rows of two classes with ids; `rows` are the sets by name.
  private struct Case {
    var sample = Sample()
    var tests: [TestSetSpecification] = []

    init(missing: [Int] = []) {
      let a = (0..<40).map { row in [Double(row * 7 % 40), Double(row * row % 11)] }
      sample.members["a.npy"] = ArrayBytes.floats(a)
      let rows = (0..<40).map { "r\($0),\(missing.contains($0) ? "" : "\($0 % 2)")\n" }.joined()
      sample.members["y.csv"] = Array("id,y\n\(rows)".utf8)
      sample.target = .labels(ColumnReference(file: "y.csv", column: "y"), classes: nil)
      sample.split(Array(0..<15), Array(15..<20), Array(20..<30))
    }

    mutating func set(_ name: String, _ rows: String) {
      sample.members["\(name).json"] = Array("[\(rows)]".utf8)
      tests.append(TestSetSpecification(name: name, rows: ColumnReference(file: "\(name).json")))
    }

    func dataset(ids: Bool = false) throws(DatasetError) -> Dataset {
      let column = ColumnReference(file: "y.csv", column: "id")
      return try Dataset(
        DataSpecification(
          modalities: [
            ModalitySpecification(name: "a", file: "a.npy", ids: ids ? column : nil)
          ], target: sample.target, ids: ids ? column : nil, split: sample.split, tests: tests),
        source: MemoryMembers(sample.members))
    }

    func problems(ids: Bool = false) -> [String] {
      do throws(DatasetError) {
        _ = try dataset(ids: ids)
        return []
      } catch {
        return error.problems.map(\.description)
      }
    }
  }

  @Test("have rows of their own, of each other, and of test")
  func rows() throws {
    var one = Case()
    one.set("next-month", "35, 30, 31")
    one.set("hard", "31, 22")
    let split = try one.dataset().split
    #expect(
      split.tests == [
        TestSet(name: "next-month", rows: [30, 31, 35]), TestSet(name: "hard", rows: [22, 31]),
      ])
    #expect(split.used == Array(0..<32) + [35] && split.labelled == split.used)
    #expect(split.test == Array(20..<30))
  }

  @Test("are checked and counted as the parts are")
  func card() throws {
    var one = Case()
    one.set("next", "35, 30, 31")
    let card = try one.dataset().card
    #expect(card.parts.map(\.name) == ["train", "validation", "test", "next"])
    #expect(card.parts[3].classCounts == [1, 2] && card.usedRows == 33)
    #expect(card.labelShifts.map(\.part) == ["validation", "test", "next"])
    one.sample.members["a.npy"] = ArrayBytes.floats(
      (0..<40).map { row in [row == 31 ? .nan : Double(row)] })
    #expect(
      one.problems().first?.hasPrefix(
        "modality 'a' (a.npy): 1 value not finite in 1 row: row 31, column 0 is NaN") == true)
  }

  @Test("leave the checks of the three parts as they are")
  func unchanged() throws {
    let plain = try Case().dataset()
    var one = Case()
    one.set("next", "35, 30, 31")
    let further = try one.dataset()
    #expect(further.card.modalities == plain.card.modalities)
    #expect(further.card.repeatedRows == plain.card.repeatedRows)
    #expect(further.modality("a")?.standardisation == plain.modality("a")?.standardisation)
  }

  @Test("are part of the digests where there are any, in whatever order they are written")
  func digests() throws {
    let plain = try Case().dataset()
    var one = Case()
    one.set("x", "30")
    one.set("y", "31")
    let further = try one.dataset()
    #expect(further.digest != plain.digest && further.splitDigest != plain.splitDigest)
    one.tests.reverse()
    #expect(try one.dataset().digest == further.digest)
    #expect(try one.dataset().splitDigest == further.splitDigest)
    let split = Split(
      train: [0], validation: [1], test: [2], tests: [TestSet(name: "x", rows: [2, 3])])
    #expect(split.digest == Digest(of: "train 0\nvalidation 1\ntest 2\ntest set x 2,3"))
  }

  @Test("share no row with train or validation")
  func overlap() {
    var one = Case()
    one.set("next", "3, 16, 4, 35")
    #expect(
      one.problems() == [
        """
        data.split: tests.next and train share 2 rows: row 3, row 4
          expected: test sets without a row of train or validation
          remedy: take these rows out of the set, or out of train
        """,
        """
        data.split: tests.next and validation share 1 row: row 16
          expected: test sets without a row of train or validation
          remedy: take these rows out of the set, or out of validation
        """,
      ])
  }

  @Test("share no row with train rows without a label either, nor have such rows")
  func unlabelled() {
    var one = Case(missing: [3, 36])
    one.set("next", "35, 36")
    #expect(
      one.problems() == [
        """
        data.split, tests.next (next.json): 1 tests.next row without a label: row 36
          expected: a label for every row that chooses or tests (rows are counted from 0)
          remedy: leave these rows out of the set, or label them
        """
      ])
  }

  @Test("are named by ids, where the data have them")
  func ids() throws {
    var one = Case()
    one.set("next", "\"r35\", \"r30\"")
    #expect(try one.dataset(ids: true).split.tests.map(\.rows) == [[30, 35]])
    #expect(one.problems().first?.contains("2 items no whole number: item 0, item 1") == true)
    var number = Case()
    number.set("next", "35, 30")
    #expect(try number.dataset(ids: true).split.tests.map(\.rows) == [[30, 35]])
    var unknown = Case()
    unknown.set("next", "\"r35\", \"r99\", \"35\"")
    #expect(
      unknown.problems(ids: true) == [
        """
        data.split, tests.next (next.json): 2 ids unknown: 'r99', '35'
          expected: ids of 'data.ids', or row numbers from 0
          remedy: correct these ids, or leave them out
        """
      ])
    var outside = Case()
    outside.set("next", "35, 40")
    #expect(outside.problems().first?.contains("1 row number out of range: 40") == true)
    var twice = Case()
    twice.set("next", "\"r35\", \"r35\"")
    #expect(twice.problems(ids: true).first?.contains("1 row number repeated: 35") == true)
    var empty = Case()
    empty.set("next", "")
    #expect(empty.problems().first?.contains("no row numbers in the file") == true)
  }

  @Test("are no rows that a drawn split draws from")
  func drawn() throws {
    var one = Case()
    one.sample.split = .drawn(DrawnSplit(train: 0.5, validation: 0.25, test: 0.25))
    one.set("next", (0..<8).map(String.init).joined(separator: ","))
    let split = try one.dataset().split
    #expect((split.train + split.validation + split.test).sorted() == Array(8..<40))
    #expect(split.tests.map(\.rows) == [Array(0..<8)])
  }

  @Test("need their file")
  func file() {
    var one = Case()
    one.set("next", "35")
    one.sample.members["next.json"] = nil
    #expect(one.problems().first?.contains("named as test set next, but not in the bundle") == true)
  }
}
