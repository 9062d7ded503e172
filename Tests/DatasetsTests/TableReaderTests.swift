import Tensors
import Testing

@testable import Datasets

@Suite("A table") struct TableReaderTests {
  private func read(
    _ text: String, name: String = "t.csv", numbers: [[String]?] = [nil], texts: [String?] = []
  ) throws(DatasetProblem) -> Table {
    var reader = TableReader(MappedFile(Array(text.utf8)), name: name)
    return try reader.read(TableRequest(numbers: numbers, texts: texts))
  }

  private func refusal(
    _ text: String, numbers: [[String]?] = [nil], texts: [String?] = []
  ) -> DatasetProblem? {
    do throws(DatasetProblem) {
      _ = try read(text, numbers: numbers, texts: texts)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "is read with any line ends, a byte-order mark, and empty lines at its end",
    arguments: [
      "a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "\u{FEFF}a,b\n1,2\n3,4\n\n\n", "a,b\r1,2\r3,4\r",
      "\"a\",b\n\"1\",2\n 3 ,\"4\"\n",
    ])
  func dialects(_ text: String) throws {
    let table = try read(text)
    #expect(table.header == ["a", "b"])
    #expect(table.numbers.values == [1, 2, 3, 4] && table.numbers.columns == 2)
  }

  @Test("keeps quoted commas, quotes and line ends in text columns")
  func quotes() throws {
    let table = try read("id,x\n\"a,\"\"b\"\"\nc\",1\n", texts: ["id"])
    #expect(table.texts["id"] == ["a,\"b\"\nc"])
    #expect(table.numericColumns == ["x"])
  }

  @Test("of tabs is cut at tabs, and an empty last field counts")
  func tabs() throws {
    #expect(try read("a\tb\n1\t2\n", name: "t.tsv").numbers.values == [1, 2])
    #expect(try read("a,id\n1,", texts: ["id"]).texts["id"] == [""])
  }

  @Test("gives columns in the order they are named")
  func order() throws {
    let table = try read("a,b,c\n1,2,3\n", numbers: [["c", "a"]])
    #expect(table.numbers.values == [3, 1])
    let shared = try read("a,b,c\n1,2,3\n", numbers: [["c", "a"], ["b"]])
    #expect(shared.features(["c", "a"]).tensor().values == [3, 1])
    #expect(shared.features(["b"]).tensor().values == [2])
  }

  @Test("shows no invisible character of a column's name, not even of one it suggests")
  func suggestion() {
    let problem = refusal("colum\u{1B}n,b\n1,2\n", numbers: [["column"]])
    #expect(problem?.remedy == "did you mean 'colum\\u{1b}n'?")
    #expect(problem?.description.unicodeScalars.contains("\u{1B}") == false)
  }

  @Test("with ragged rows is refused with their lines")
  func ragged() {
    #expect(
      refusal("a,b\n1,2\n3\n1,2,3\n\n4,5\n")?.found
        == "line 3: 1 field where the header has 2; line 4: 3 fields where the header has 2; "
        + "line 5: the line is empty")
  }

  @Test("with text in a numeric column is refused with line and column")
  func text() {
    let problem = refusal("a,b\n1,2\n\"3\n\",x\n1,\n")
    #expect(problem?.kind == .notANumber)
    #expect(
      problem?.found == "line 3, column 1: 'a' is '3\\u{a}', which is no number; "
        + "line 4, column 2: 'b' is 'x', which is no number; line 5, column 2: 'b' is empty")
  }

  @Test("counts the faults it does not show")
  func faults() {
    let text = "a\n" + String(repeating: "x\n", count: 9)
    #expect(refusal(text)?.found.hasSuffix("; 4 more") == true)
  }

  @Test("with quotes that are never closed, or text behind one, is refused with the line")
  func quoteFaults() {
    #expect(refusal("a\n1\n\"2\n")?.found.contains("line 3: a quote that is never closed") == true)
    #expect(refusal("a\n\"1\"2\n")?.found.contains("line 2: text behind a closing quote") == true)
  }

  @Test("needs names: of every column, each once, in a first line")
  func header() {
    #expect(refusal("")?.found == "the table is empty")
    #expect(refusal("1.5,2\n3,4\n")?.found.contains("no column names") == true)
    #expect(refusal("a,b,a\n")?.found.contains("'a' stands twice, in columns 1 and 3") == true)
    #expect(refusal(",a\n0,1\n")?.found == "column 1 has no name")
    #expect(refusal(",a\n0,1\n")?.remedy?.contains("index=False") == true)
  }

  @Test("without a column that is named suggests the nearest")
  func absent() {
    let problem = refusal("height,width\n1,2\n", numbers: [["heigth"]])
    #expect(problem?.found == "no column 'heigth'")
    #expect(problem?.remedy == "did you mean 'height'?")
    #expect(
      refusal("a,b\n1,2\n", numbers: [], texts: [nil])?.found
        == "2 columns, and none was chosen")
  }

  @Test("cut at another separator names it, and how to mend it")
  func separators() {
    let semicolons = refusal("a;b\n1;2\n", numbers: [["a"]])
    #expect(semicolons?.found == "the first line is cut at ';', not at ','")
    #expect(semicolons?.remedy == "write the file with ',' between the columns (pandas: sep=',')")
    let tabs = refusal("a\tb\n1\t2\n")
    #expect(tabs?.found == "the first line is cut at a tab, not at ','")
    #expect(tabs?.remedy == "rename the file to .tsv, or write it with ',' between the columns")
    #expect(refusal("\"a;b\"\n1\n") == nil, "a quoted name may hold anything")
  }

  @Test("whose first line is data says that a header line is needed")
  func headerless() {
    let hint = "the first line looks like data: a header line is needed"
    #expect(refusal("1,2\n3,4\n")?.remedy == hint)
    #expect(refusal("1,1\n3,4\n")?.remedy == hint)
    #expect(refusal("0,x,0\n3,4,5\n")?.remedy == hint)
    #expect(refusal("a,a\n3,4\n")?.remedy == "rename one of them")
  }

  @Test(
    "that is not UTF-8 is refused with the first offending line",
    arguments: [
      (Array("a,b\n1,".utf8) + [0xE9, 0x0A], "line 2 is not UTF-8 text: byte 0xE9"),
      (Array("a,b\r\n1,2\r\n".utf8) + [0xC3], "line 3 is not UTF-8 text: byte 0xC3"),
      (
        [0xFF, 0xFE, 0x61, 0, 0x0A, 0],
        "line 1 is not UTF-8 text: the file begins as UTF-16 does"
      ),
      (
        [0x61, 0, 0x0A, 0], "line 1 is not UTF-8 text: it holds a NUL byte, as UTF-16 does"
      ),
    ] as [([UInt8], String)])
  func encodings(_ bytes: [UInt8], _ found: String) {
    let problem = #expect(throws: DatasetProblem.self) {
      var reader = TableReader(MappedFile(bytes), name: "t.csv")
      _ = try reader.read(TableRequest(numbers: [nil], texts: []))
    }
    #expect(problem?.found == found)
    #expect(problem?.remedy?.hasPrefix("save it as 'CSV UTF-8'") == true)
  }

  @Test("in UTF-8 of any length of character is read")
  func characters() throws {
    #expect(try read("é,名,😀\n1,2,3\n").header == ["é", "名", "😀"])
  }

  @Test(
    "reads numbers as Swift does, to the last bit",
    arguments: [
      "0", "-0", "1", "+1.5", "0.1", "1e22", "1e23", "123456789012345678901234567890", "1e-320",
      "9007199254740993", ".5", "5.", "1E+2", "2.2250738585072014e-308", "1e400", "-1e-400",
      "0.000000000000000000000000001", "179769313486231570000",
    ])
  func numbers(_ text: String) throws {
    let value = try #require(DecimalNumber.value(Array(text.utf8)[...]))
    let expected = Double(text) ?? Double(text + "0") ?? Double("0" + text)
    #expect(value.bitPattern == expected?.bitPattern)
  }

  @Test(
    "refuses what is no decimal number",
    arguments: ["", "-", "1e", "0x10", "1,5", "1 2", "e5", "."])
  func noNumbers(_ text: String) {
    #expect(DecimalNumber.value(Array(text.utf8)[...]) == nil)
  }

  @Test("reads the words for what is not finite, so that they are found as such")
  func words() {
    #expect(DecimalNumber.value(Array("NaN".utf8)[...])?.isNaN == true)
    #expect(DecimalNumber.value(Array("-inf".utf8)[...]) == -.infinity)
    #expect(DecimalNumber.value(Array("Infinity".utf8)[...]) == .infinity)
  }

  @Test("survives thousands of random edits with a value or a typed problem")
  func mutations() {
    var generator = SplitMix(state: 5)
    let seed = Array("id,a,b\n\"x,\"\"1\",1.5,2e3\r\ny,-3,.5\nz,nan,7\n".utf8)
    for _ in 0..<5_000 {
      var reader = TableReader(MappedFile(generator.edited(seed)), name: "t.csv")
      _ = try? reader.read(TableRequest(numbers: [nil], texts: ["id"]))
    }
  }
}
