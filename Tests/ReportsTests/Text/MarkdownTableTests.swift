import Testing

@testable import Reports

@Suite("A table in Markdown") struct MarkdownTableTests {
  private func table(_ cells: [String]) -> [Substring] {
    var table = MarkdownTable([("name", .leading)])
    for cell in cells { table.append([cell]) }
    return table.text.split(separator: "\n")
  }

  @Test("escapes a bar where it would end a cell, and once")
  func bars() {
    let rows = table([MarkdownText.name("a|b"), MarkdownText.sentence("a | b"), "I(T;S\\|Y)"])
    #expect(rows[2].contains("`a\\|b`"))
    #expect(rows[3].contains("a \\| b"))
    #expect(rows[4].contains("I(T;S\\|Y)"))
    for row in rows.dropFirst(2) { #expect(!row.contains("\\\\|")) }
    #expect(
      table(["a|\u{301}b"])[2].unicodeScalars.elementsEqual("| a\\|\u{301}b |".unicodeScalars))
  }

  @Test("outside a table a bar in a name needs no escape")
  func headings() {
    let name = "a|b"
    let markdown = Report(SampleReport.report(job: SampleReport.job(name: name))).rendered.markdown
    #expect(markdown.hasPrefix("# `a|b`\n"))
  }

  @Test("lines its columns up, but not for a cell of a novel's length")
  func widths() {
    let rows = table(["a", String(repeating: "x", count: 40)])
    #expect(Set(rows.map(\.count)) == [44])
    let wide = table(["a", String(repeating: "x", count: 600)])
    #expect(wide[0].count == 124 && wide[2].count == 124 && wide[3].count == 604)
  }
}
