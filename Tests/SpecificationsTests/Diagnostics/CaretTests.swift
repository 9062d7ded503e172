import Testing

@testable import Specifications

@Suite("The carets under a line") struct CaretTests {
  /// What the carets of the first problem mark, with the line above them.
  private func marked(_ line: String) throws -> (text: String, excerpt: SourceExcerpt) {
    let error = #expect(throws: SpecificationError.self) {
      try Example.parsed(Example.small(more: line))
    }
    let excerpt = try #require(error?.problems.first?.excerpt)
    let scalars = Array(excerpt.text.unicodeScalars)
    let end = excerpt.caretOffset + excerpt.caretCount
    try #require(end <= scalars.count)
    return (String(String.UnicodeScalarView(scalars[excerpt.caretOffset..<end])), excerpt)
  }

  @Test(
    "mark the whole of what is wrong and nothing else",
    arguments: [
      ("seeds: ten   # ten of them", "ten"), ("seeds: \"a \\\" b\" # quoted", "\"a \\\" b\""),
      ("seeds: 'ten' # quoted", "'ten'"), ("seeds: [1, [2, 3]] # list", "[1, [2, 3]]"),
      ("seeds: {a: \"}\"} # a brace in quotes", "{a: \"}\"}"), ("sedes: 10", "sedes"),
      ("\"sedes\": 10", "\"sedes\""), ("training: {epochs:   0  , batch: 8}", "0"),
      ("training: {stop: {patience: 0}}", "0"), ("seeds: |\n  10", "|"),
    ])
  func extent(line: String, expected: String) throws {
    #expect(try marked(line).text == expected)
  }

  @Test(
    "stand behind as many characters as a person counts scalars",
    arguments: ["é", "e\u{301}", "語", "👩‍🔬"])
  func wide(text: String) throws {
    let (marked, excerpt) = try marked("training: {clip: 1, \"\(text)\": 2, epochs: 0}")
    #expect(marked.hasPrefix("\""))
    #expect(excerpt.caretOffset == "training: {clip: 1, ".unicodeScalars.count)
  }

  @Test("stay under their word where a tab before it is shown as two characters")
  func tab() throws {
    let (marked, excerpt) = try marked("seeds:\t\tten")
    #expect(marked == "ten")
    #expect(excerpt.text == "seeds:\\t\\tten")
  }

  @Test(
    "stay under their word where the line is cut on both sides",
    arguments: [0, 100, 10_000, 200_000])
  func cut(padding: Int) throws {
    let spaces = String(repeating: " ", count: padding)
    let (marked, excerpt) = try marked("seeds: \(spaces)ten\(spaces)   # end")
    #expect(marked == "ten")
    #expect(excerpt.text.unicodeScalars.count <= SourceExcerpt.width + 2)
    #expect(excerpt.text.hasPrefix("…") == (padding >= 100))
  }

  @Test("number a line as long as it takes, and stand as far to the right")
  func gutter() {
    let comments = String(repeating: "# a line\n", count: 990)
    let message = Example.message(Example.small(more: comments + "seeds: ten"))
    #expect(
      message.hasPrefix(
        """
        job.yaml:1000:8: wrong type for 'seeds'
          1000 | seeds: ten
               |        ^^^
        """), "\(message)")
  }

  @Test("are not repeated in words, unless what is found cannot be seen")
  func found() {
    #expect(!Example.message(Example.small(more: "seeds: ten")).contains("found"))
    #expect(Example.message(Example.small(more: "seeds: [1]")).contains("  found a list\n"))
    #expect(Example.message(Example.small(more: "\"se\\u0065d\": 1")).contains("  found seed\n"))
  }
}
