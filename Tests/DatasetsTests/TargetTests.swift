import Specifications
import Testing

@testable import Datasets

@Suite("What is to be predicted") struct TargetTests {
  @Test("takes labels as numbers or names, with and without a class list")
  func labels() throws {
    func target(_ labels: String, _ classes: String?) throws -> Target {
      var sample = Sample()
      sample.members["labels.json"] = Array(labels.utf8)
      sample.members["classes.json"] = classes.map { Array($0.utf8) }
      sample.target = .labels(
        ColumnReference(file: "labels.json"), classes: classes.map { _ in "classes.json" })
      return try sample.dataset().target
    }
    let half = "10,9,10,9,10,9,10,9,10,9,10,9"
    let numbers = (0..<12).map { 1 - $0 % 2 }
    #expect(try target("[\(half)]", nil) == .labels(numbers, classes: ["9", "10"]))
    #expect(
      try target("[\(half)]", "[10, 9]") == .labels(numbers.map { 1 - $0 }, classes: ["10", "9"]))
    let words = numbers.map { $0 == 0 ? "\"cat\"" : "\"dog\"" }.joined(separator: ",")
    #expect(try target("[\(words)]", nil) == .labels(numbers, classes: ["cat", "dog"]))
    #expect(
      try target("[\(words)]", "[\"dog\", \"cat\"]")
        == .labels(numbers.map { 1 - $0 }, classes: ["dog", "cat"]))
    #expect(
      try target("\(numbers)", "[\"cat\", \"dog\"]") == .labels(numbers, classes: ["cat", "dog"]))
  }

  @Test("with a label outside the class list names the row")
  func outside() {
    var sample = Sample()
    sample.members["classes.json"] = Array("[\"only\", \"two\"]".utf8)
    sample.members["labels.npy"] = ArrayBytes.integers([0, 1, 0, 1, 2, 1, 0, 1, 0, 1, 0, -2])
    sample.target = .labels(ColumnReference(file: "labels.npy"), classes: "classes.json")
    let problem = sample.problems.first
    #expect(problem?.kind == .label)
    #expect(problem?.found == "2 labels outside the class list: row 4 has 2, row 11 has -2")
    #expect(problem?.expected?.contains("class numbers 0 to 1") == true)
    #expect(problem?.remedy == "add the class to the list, or correct these labels")
    sample.members["classes.json"] = Array("[\"two\", \"two\"]".utf8)
    #expect(sample.problems.first?.remedy == "remove the repeated names from the list")
    sample.members["classes.json"] = Array("[\"two\", ".utf8)
    #expect(sample.problems.first?.remedy?.hasPrefix("write it as [") == true)
    sample.members["classes.json"] = Array("[\"only\", \"two\"]".utf8)

    sample.members["labels.csv"] = Array(
      "y\n\(String(repeating: "only\ntwo\n", count: 5))only\ntow\n".utf8)
    sample.target = .labels(
      ColumnReference(file: "labels.csv", column: "y"), classes: "classes.json")
    #expect(
      sample.problems.first?.found == "1 label outside the class list: row 11 has 'tow'")
  }

  @Test("with real labels, or texts for a target, says which key is meant")
  func wrongTarget() {
    var sample = Sample()
    sample.members["labels.npy"] = ArrayBytes.array(
      (0..<12).map { Double($0) / 2 }, "<f8", shape: [12])
    #expect(sample.problems.first?.remedy?.contains("'target:' instead of 'labels:'") == true)
    sample.members["y.csv"] = Array("y\n\(String(repeating: "1.5\nx\n", count: 6))".utf8)
    sample.target = .values(ColumnReference(file: "y.csv"))
    #expect(sample.problems.first?.kind == .target)
    #expect(
      sample.problems.first?.found.hasPrefix("6 rows without a number: row 1 has 'x'") == true)
  }

  @Test("takes a real target in full precision, and refuses one that is not finite")
  func regression() throws {
    var sample = Sample()
    var values = (0..<12).map { Double($0) + 0.1 }
    sample.members["y.npy"] = ArrayBytes.array(values, "<f8", shape: [12])
    sample.target = .values(ColumnReference(file: "y.npy"))
    let dataset = try sample.dataset()
    #expect(dataset.target == .values(values))
    #expect(dataset.card.parts[0].classCounts == nil && dataset.card.parts[0].mean != nil)
    values[7] = -.infinity
    sample.members["y.npy"] = ArrayBytes.array(values, "<f8", shape: [12])
    #expect(sample.problems.first?.found == "1 value not finite: row 7 is -inf")
  }

  private func regression(_ values: [Double]) -> Sample {
    var sample = Sample()
    sample.members["y.npy"] = ArrayBytes.array(values, "<f8", shape: [12])
    sample.target = .values(ColumnReference(file: "y.npy"))
    sample.split([0, 1, 2, 3], [4, 5], [6, 7, 8])
    return sample
  }

  @Test("refuses a target beyond Float32 in used rows, and says to rescale it")
  func largeTarget() {
    var values = (0..<12).map { Double($0) }
    values[11] = 9e300
    #expect(regression(values).problems.isEmpty, "row 11 is in no part")
    values[7] = 9e300
    values[1] = -2e18
    #expect(
      regression(values).problems.map(\.description) == [
        """
        data.target: 2 values beyond Float32 when squared: row 1 is -2e+18, row 7 is 9e+300
          expected: numbers of at most 1e18 in magnitude, so that squares fit Float32, in every used row (rows are counted from 0)
          remedy: rescale the values, for example into another unit
        """
      ])
  }

  @Test("refuses a target that is one value in train")
  func constantTarget() {
    let values = (0..<12).map { $0 < 4 ? 2.5 : Double($0) }
    #expect(
      regression(values).problems.map(\.description) == [
        """
        data.target: every train row has the same value, 2.5
          expected: at least two values in train: one value leaves nothing to learn
          remedy: name another target, or split so that train holds several values
        """
      ])
  }

  // MARK: classes

  private func labels(
    _ values: ColumnValues, classes: ColumnValues? = nil
  ) throws(DatasetProblem) -> Target {
    try Target.labels(values, name: "y", classes: classes.map { ("c.json", $0) })
  }

  private func refusal(_ values: ColumnValues, classes: ColumnValues? = nil) -> DatasetProblem? {
    do throws(DatasetProblem) {
      _ = try labels(values, classes: classes)
      return nil
    } catch {
      return error
    }
  }

  @Test("without a list sorts whole numbers by value and texts by their characters")
  func sorted() throws {
    #expect(
      try labels(.integers([10, 9, -1])) == .labels([2, 1, 0], classes: ["-1", "9", "10"]))
    #expect(
      try labels(.text(["10", "9", "10"])) == .labels([1, 0, 1], classes: ["9", "10"]),
      "numbers of a table are numbers")
    #expect(try labels(.text(["10", "9", "x"])) == .labels([0, 1, 2], classes: ["10", "9", "x"]))
    #expect(try labels(.text(["é", "z", "Z"])) == .labels([2, 1, 0], classes: ["Z", "z", "é"]))
    #expect(try labels(.reals([2, 1])) == .labels([1, 0], classes: ["1", "2"]))
  }

  @Test("looks whole numbers up in a list of numbers, and in a list of names counts from 0")
  func listed() throws {
    let numbers = ColumnValues.integers([3, 1, 3])
    #expect(
      try labels(numbers, classes: .integers([3, 2, 1]))
        == .labels([0, 2, 0], classes: ["3", "2", "1"]))
    #expect(
      try labels(.integers([1, 0]), classes: .text(["a", "b"]))
        == .labels([1, 0], classes: ["a", "b"]))
    // Texts that are names of the list are names, though they look like numbers.
    #expect(
      try labels(.text(["1", "0"]), classes: .text(["0", "1", "2"]))
        == .labels([1, 0], classes: ["0", "1", "2"]))
    #expect(
      try labels(.text(["2", "1"]), classes: .text(["1", "2"]))
        == .labels([1, 0], classes: ["1", "2"])
    )
  }

  @Test("outside a list is refused with the rows, and the list is shown")
  func notListed() {
    let problem = refusal(.integers([3, 4]), classes: .integers([3, 5]))
    #expect(problem?.found == "1 label outside the class list: row 1 has 4")
    #expect(
      problem?.expected == "one of the 2 classes of c.json: 3, 5 (rows are counted from 0)")
    #expect(refusal(.integers([0, 2]), classes: .text(["a", "b"]))?.kind == .label)
    #expect(refusal(.text(["a", "b"]), classes: .text(["a", "b"])) == nil)
  }

  @Test("needs whole numbers or names, and a list of at least two classes, each once")
  func gaps() {
    #expect(refusal(.reals([0, 1.5]))?.found == "row 1 (counted from 0) is 1.5")
    #expect(refusal(.integers([0]), classes: .text(["a"]))?.found == "1 class")
    #expect(
      refusal(.integers([0]), classes: .text(["a", "b", "a"]))?.found
        == "repeated in the list: 'a'")
  }

  @Test("of real numbers keeps what is no finite one for the split to judge")
  func realNumbers() throws {
    #expect(
      try Target.values(.text(["1.5", " 2 ", "-inf"]), name: "y") == .values([1.5, 2, -.infinity]))
    #expect(try Target.values(.integers([3]), name: "y").rows == 1)
    let problem = #expect(throws: DatasetProblem.self) {
      try Target.values(.text(["1", "high", ""]), name: "y")
    }
    #expect(problem?.found == "1 row without a number: row 1 has 'high'")
  }
}
