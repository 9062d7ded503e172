import PlainText
import Testing

@Suite("Visible text") struct VisibleTextTests {
  @Test(
    "shows what would drive a terminal or reorder a name",
    arguments: [
      ("plain, naïve 日本", "plain, naïve 日本"), ("a\u{1B}[31mb", "a\\u{1b}[31mb"),
      ("abc\u{202E}cba", "abc\\u{202e}cba"), ("two\nlines", "two\\u{a}lines"),
      ("\u{200B}", "\\u{200b}"),
    ])
  func escapes(_ text: String, _ shown: String) {
    #expect(visibleText(text) == shown)
  }
}
