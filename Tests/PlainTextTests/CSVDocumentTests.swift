import PlainText
import Testing

@Suite("A CSV document") struct CSVDocumentTests {
  @Test(
    "CSV cells cannot be formulas, and numbers stay numbers",
    arguments: [
      ("plain", "plain"), ("=1+1", "\"'=1+1\""), ("+cmd", "\"'+cmd\""), ("-2", "-2"),
      ("-x", "\"'-x\""), ("@sum", "\"'@sum\""), ("a,b", "\"a,b\""),
      ("say \"x\"", "\"say \"\"x\"\"\""),
      ("a\nb", "a\\u{a}b"), ("+inf", "+inf"),
    ])
  func cells(_ text: String, _ cell: String) {
    var table = CSVDocument(columns: ["x"])
    table.append([.text(text)])
    #expect(table.text == "x\n\(cell)\n")
  }

  @Test(
    "CSV quotes and guards what a combining mark hides",
    arguments: [
      ("a\u{301},b", "\"a\u{301},b\""), ("a,\u{301}b", "\"a,\u{301}b\""),
      ("a\"\u{301}b", "\"a\"\"\u{301}b\""), ("=\u{301}1", "\"'=\u{301}1\""),
    ])
  func combined(text: String, cell: String) {
    var table = CSVDocument(columns: ["x"])
    table.append([.text(text)])
    #expect(Array(table.text.utf8) == Array("x\n\(cell)\n".utf8))
  }

  @Test("CSV numbers are the shortest text that reads back the same; none is empty")
  func numbers() {
    var table = CSVDocument(columns: ["a", "b", "c", "d"])
    table.append([.number(0.1 + 0.2), .number(nil), .integer(3), .flag(true)])
    #expect(table.text == "a,b,c,d\n0.30000000000000004,,3,1\n")
  }
}
