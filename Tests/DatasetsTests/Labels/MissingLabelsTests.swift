import Testing

@testable import Datasets

@Suite("Rows of a label column without a label") struct MissingLabelsTests {
  private func target(
    _ values: ColumnValues, _ classes: ColumnValues? = nil
  ) throws(DatasetProblem) -> Target {
    try Target.labels(values, name: "y", classes: classes.map { ("c.json", $0) })
  }

  private func refusal(_ values: ColumnValues, _ classes: ColumnValues? = nil) -> String? {
    do throws(DatasetProblem) {
      _ = try target(values, classes)
      return nil
    } catch {
      return error.description
    }
  }

  @Test("are empty cells and NaN, whatever the list")
  func empty() throws {
    #expect(
      try target(.text(["b", "", "a"])) == .labels([1, -1, 0], classes: ["a", "b"]))
    #expect(
      try target(.text(["7", "", "3"])) == .labels([1, -1, 0], classes: ["3", "7"]),
      "numbers of a table stay numbers")
    #expect(try target(.reals([2, .nan, 1])) == .labels([1, -1, 0], classes: ["1", "2"]))
    let names = ColumnValues.text(["a", "b"])
    #expect(try target(.text(["b", "", "a"]), names) == .labels([1, -1, 0], classes: ["a", "b"]))
    #expect(try target(.reals([1, .nan, 0]), names) == .labels([1, -1, 0], classes: ["a", "b"]))
  }

  @Test(
    "are words for nothing where a class list does not name them",
    arguments: [
      "NA", "n/a", "NaN", "null", "None", "?", "unknown", "-1",
    ])
  func words(_ word: String) throws {
    let column = ColumnValues.text(["b", word, "a"])
    #expect(
      try target(column, .text(["a", "b"])) == .labels([1, -1, 0], classes: ["a", "b"]))
    #expect(
      try target(column, .text(["a", "b", word]))
        == .labels([1, 2, 0], classes: ["a", "b", word]), "the list names it")
    guard case .labels(let labels, let classes) = try target(column) else { return }
    #expect(classes.count == 3 && !labels.contains(-1), "without a list it may be a class")
  }

  @Test("are no slips of the pen")
  func slips() {
    #expect(
      refusal(.text(["b", "nA.", "", "a"]), .text(["a", "b"]))?.contains("row 1 has 'nA.'") == true)
    #expect(
      refusal(.text(["x", "", "1.5", "c"]), .text(["a", "b"]))?.contains(
        "3 labels outside the class list: row 0 has 'x', row 2 has '1.5', row 3 has 'c'") == true)
    #expect(
      refusal(.reals([.nan, 0, 1.5]))?.contains("row 2 (counted from 0) is 1.5") == true)
  }

  @Test("are -1 beside class numbers, unless the list names it")
  func minusOne() throws {
    let column = ColumnValues.integers([2, -1, 0, 1])
    #expect(try target(column) == .labels([2, -1, 0, 1], classes: ["0", "1", "2"]))
    #expect(
      try target(column, .text(["a", "b", "c"]))
        == .labels([2, -1, 0, 1], classes: ["a", "b", "c"]))
    #expect(
      try target(column, .integers([2, 1, 0])) == .labels([0, -1, 2, 1], classes: ["2", "1", "0"]))
    #expect(
      try target(column, .integers([-1, 0, 1, 2]))
        == .labels([3, 0, 1, 2], classes: ["-1", "0", "1", "2"]))
    #expect(try target(.reals([2, -1, 0, 1])) == target(column))
    #expect(try target(.text(["2", "-1", "0", "1"])) == target(column))
  }

  @Test("are not -1 where it is a class: beside one other, or other negative numbers")
  func signs() throws {
    #expect(try target(.integers([1, -1])) == .labels([1, 0], classes: ["-1", "1"]))
    #expect(try target(.integers([0, -1])) == .labels([1, 0], classes: ["-1", "0"]))
    #expect(
      try target(.integers([0, -1, -2, 1]))
        == .labels([2, 1, 0, 3], classes: ["-2", "-1", "0", "1"]))
  }

  @Test("may be -1 beside 0 and 1: that is for a class list to say")
  func ambiguous() throws {
    let column = ColumnValues.integers([0, -1, 1])
    #expect(
      refusal(column) == """
        y: labels -1, 0 and 1: -1 may be a class or a missing label
          expected: a class list, which tells
          remedy: add 'classes: classes.json' to the labels, with [0, 1] where -1 is no label, and with [-1, 0, 1] where it is a class
        """)
    #expect(try target(column, .integers([0, 1])) == .labels([0, -1, 1], classes: ["0", "1"]))
    #expect(
      try target(column, .integers([-1, 0, 1])) == .labels([1, 0, 2], classes: ["-1", "0", "1"]))
  }

  @Test(
    "are not all of them",
    arguments: [
      ColumnValues.text(["", ""]), .reals([.nan, .nan]), .text(["NA", "-1"]), .integers([-1, -1]),
    ])
  func all(_ values: ColumnValues) {
    #expect(
      refusal(values, .text(["a", "b"])) == """
        y: no label in any of 2 rows
          expected: labels for the rows that train, choose and test
          remedy: name the column or the file that has the labels
        """)
  }

  @Test("of a real target are empty cells, NaN and words")
  func values() throws {
    let found = try Target.values(.text(["1.5", "", "NA", "nan", "2"]), name: "y")
    #expect(found.unlabelledRows == [1, 2, 3])
    #expect(found.isLabelled(0) && !found.isLabelled(1))
    let problem = #expect(throws: DatasetProblem.self) {
      try Target.values(.reals([.nan, .nan]), name: "y")
    }
    #expect(problem?.found == "no number in any of 2 rows")
  }
}
