import Testing

@testable import Datasets

@Suite("A JSON list of values") struct ValueListTests {
  private func read(_ text: String) throws(DatasetProblem) -> ColumnValues {
    try ValueList.read(Array(text.utf8), name: "y.json")
  }

  private func refusal(_ text: String) -> DatasetProblem? {
    do throws(DatasetProblem) {
      _ = try read(text)
      return nil
    } catch {
      return error
    }
  }

  @Test("holds whole numbers, real numbers or texts; numbers of both kinds are real")
  func kinds() throws {
    #expect(try read("[1, -2, 0]") == .integers([1, -2, 0]))
    #expect(try read("[1.5, 2]") == .reals([1.5, 2]))
    #expect(try read("[2, 1e3]") == .reals([2, 1_000]))
    #expect(try read("[\"a\", \"\", \"1\"]") == .text(["a", "", "1"]))
  }

  @Test("may be empty: whoever needs values says so")
  func empty() throws {
    #expect(try read("[]").count == 0)
  }

  @Test("of numbers and texts together is refused")
  func mixed() {
    #expect(refusal("[1, \"2\"]")?.found == "numbers and texts in one list")
    #expect(refusal("[1, \"2\"]")?.kind == .listFormat)
    #expect(refusal("[1.5, \"2\"]")?.found == "numbers and texts in one list")
  }

  @Test(
    "holds nothing else, and its place is told",
    arguments: ["null", "true", "[2]", "{\"a\": 1}"])
  func items(_ item: String) {
    #expect(
      refusal("[0, 1, \(item)]")?.found == "item 2 (counted from 0) is neither number nor text")
    #expect(refusal("[\(item)]")?.found.hasPrefix("item 0 ") == true)
  }

  @Test("is a list and JSON", arguments: ["{\"a\": 1}", "3", "\"cat\""])
  func shape(_ text: String) {
    #expect(refusal(text)?.found == "no list")
    #expect(refusal(text)?.remedy == "put the values into one pair of brackets")
    #expect(refusal("[1, 2")?.expected == "a JSON list")
    #expect(refusal("cat, dog")?.remedy == "write it as [\"cat\", \"dog\"] or [0, 1, 2]")
    #expect(refusal("[1] 2")?.place == "y.json")
  }
}
