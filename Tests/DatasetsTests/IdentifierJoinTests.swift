import Tensors
import Testing

@testable import Datasets

@Suite("Joining by id") struct IdentifierJoinTests {
  private let ids = ["a", "b", "c"]
  private let modality = Modality(
    name: "m", features: Tensor(rows: 3, columns: 2, values: [0, 1, 10, 11, 20, 21]),
    columnNames: ["x", "y"])

  private func joined(
    _ own: [String]?, name: String = "m.ids", to ids: [String]? = nil
  ) -> Result<Modality, DatasetError> {
    IdentifierJoin(ids ?? self.ids, name: "ids").joined(
      modality, file: "m.npy", ids: own.map { (name, .text($0)) })
  }

  private func problems(_ own: [String]?, name: String = "m.ids") -> [DatasetProblem] {
    if case .failure(let error) = joined(own, name: name) { return error.problems }
    return []
  }

  @Test(
    "gives the rows in the order of the ids",
    arguments: [["a", "b", "c"], ["c", "a", "b"], ["b", "c", "a"], ["c", "b", "a"]])
  func order(_ own: [String]) throws {
    let found = try joined(own).get()
    let expected = ids.flatMap { id -> [Float] in
      let row = Float(own.firstIndex(of: id) ?? -1)
      return [10 * row, 10 * row + 1]
    }
    #expect(found.features.tensor().values == expected)
    #expect(found.name == "m" && found.columnNames == ["x", "y"])
  }

  @Test("leaves rows that are in order as they lie, and knows the file's order of others")
  func untouched() throws {
    #expect(try joined(ids).get().features is Tensor)
    #expect(try joined(ids).get().features.fileOrder == nil)
    #expect(try joined(["c", "a", "b"]).get().features.fileOrder == [1, 2, 0])
  }

  @Test("takes ids of numbers and of texts alike")
  func types() throws {
    let join = IdentifierJoin(["3", "1", "2"], name: "ids")
    for values: ColumnValues in [
      .integers([1, 2, 3]), .reals([1, 2, 3]), .text(["1", "2", "3"]),
    ] {
      let found = try join.joined(modality, file: "m.npy", ids: ("n", values)).get()
      #expect(found.features.tensor(rows: [0]).values == [20, 21])
    }
  }

  @Test("needs ids, one a row")
  func counts() {
    #expect(
      problems(nil).map(\.description) == [
        """
        modality 'm' (m.npy): no ids
          expected: ids of its rows, since the data are joined by id
          remedy: add 'ids: {file: …}' to the modality
        """
      ])
    #expect(problems(["a", "b"]).map(\.found) == ["3 rows and 2 ids in m.ids"])
    #expect(problems(["a", "b"]).map(\.kind) == [.rowCounts])
  }

  @Test("names ids that either side lacks, in the file that lacks them")
  func absent() {
    let found = problems(["a", "b", "d"])
    #expect(found.map(\.place) == ["m.ids", "ids"])
    #expect(
      found.map(\.found) == ["1 id of ids absent: 'c'", "1 id of m.ids absent: 'd'"])
    #expect(found.allSatisfy { $0.remedy?.contains("keep the rows both have") == true })
  }

  @Test("refuses a repeated id with both rows, and a missing one with its row")
  func repeated() {
    let found = problems(["a", "", "a"])
    #expect(
      found.map(\.found).prefix(2) == ["1 id missing: row 1", "1 id repeated: 'a' in rows 0 and 2"])
    #expect(found.first?.expected == "an id for every row (rows are counted from 0)")
  }

  @Test("checks the dataset's own ids once, also where a modality lies in their file")
  func own() {
    let join = IdentifierJoin(["a", "a", "b"], name: "ids")
    #expect(join.problems.map(\.found) == ["1 id repeated: 'a' in rows 0 and 1"])
    if case .failure(let error) = join.joined(
      modality, file: "m.csv", ids: ("ids", .text(["a", "a", "b"])))
    {
      Issue.record("told again: \(error)")
    }
    #expect(IdentifierJoin(ids, name: "ids").problems == [])
  }

  @Test("shows the first few of many, with control characters escaped")
  func many() {
    let many = (0..<9).map { "i\($0)\u{1B}" }
    let problems = IdentifierJoin(many + many, name: "ids").problems
    #expect(
      problems.map(\.found) == [
        "9 ids repeated: "
          + (0..<5).map { "'i\($0)\\u{1b}' in rows \($0) and \($0 + 9)" }.joined(separator: ", ")
          + " and 4 more"
      ])
  }
}
