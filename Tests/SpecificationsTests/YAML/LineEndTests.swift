import Specifications
import Testing

@Suite("The lines of a file") struct LineEndTests {
  /// A file with one problem in a flow mapping and one in a block.
  private static let lines = Example.small(more: "training: {epochs: 0}\nseeds: \"3\"\npriority: x")
    .split(separator: "\n", omittingEmptySubsequences: false)

  @Test(
    "end as the editor ended them, and every problem stands in the same place",
    arguments: ["\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"])
  func ends(end: String) {
    let expected = Example.message(Self.lines.joined(separator: "\n"))
    #expect(expected.contains("job.yaml:10:20: value of 'training.epochs' out of range"))
    #expect(expected.contains("job.yaml:11:8: ") && expected.contains("job.yaml:12:11: "))
    #expect(Example.message(Self.lines.joined(separator: end)) == expected)
  }

  @Test("are counted from the first behind a byte-order mark")
  func mark() {
    let yaml = "retort: 2\n" + Self.lines.dropFirst().joined(separator: "\n")
    #expect(Example.message("\u{FEFF}\(yaml)") == Example.message(yaml))
    #expect(Example.message(yaml).hasPrefix("job.yaml:1:9: unknown version of the format"))
  }

  @Test("begin behind a byte-order mark also where data is named and in a root's settings")
  func markElsewhere() throws {
    let named = try #require(DataReference(yaml: Array("\u{FEFF}data: {from: mfeat}".utf8)))
    #expect(named.word == "mfeat")
    #expect(try RootSettings.read(yaml: "\u{FEFF}workers: 3").workers == 3)
    #expect(try RootSettings.read(yaml: "\u{FEFF}# workers: 3") == .standard)
  }

  @Test("hold one byte-order mark at most, and only at the start")
  func marks() {
    #expect(
      Example.message("\u{FEFF}\u{FEFF}\(Example.small())")
        .hasPrefix("job.yaml:1:1: not valid YAML"))
    #expect(
      Example.message(Example.small(more: "seeds: 3\u{FEFF}")).contains(
        "found the control character U+FEFF"))
  }

  @Test("may part a key from its value by a tab, but not be indented by one")
  func tabs() throws {
    #expect(try Example.parsed(Example.small(more: "seeds:\t3\t# three")).specification.seeds == 3)
    #expect(
      Example.message(Example.small(more: "training:\n\tepochs: 3")).contains(
        "indent with spaces: YAML allows no tabs here"))
  }

  @Test("need no last end")
  func last() throws {
    let yaml = Example.small(more: "seeds: 3")
    let trimmed = String(yaml.reversed().drop { $0 == "\n" }.reversed())
    #expect(try Example.parsed(trimmed).specification == Example.parsed(yaml).specification)
  }

  @Test("may fold a text, which is then one line, but not keep its breaks")
  func folded() throws {
    func named(_ text: String) -> String { "retort: 1\nname: \(text)\n\(Example.body)" }
    #expect(try Example.parsed(named(">-\n  a long\n  name")).specification.name == "a long name")
    #expect(try Example.parsed(named("a long\n  name")).specification.name == "a long name")
    #expect(
      Example.message(named("|\n  a\n  b")).hasPrefix("job.yaml:2:7: value of 'name' not allowed"))
  }

  @Test(
    "hold no character a person cannot see",
    arguments: ["\\0", "\\u200b", "\\u202e", "\\x7f", "\\n", "\\ue000", "\\L"])
  func invisible(escape: String) {
    let message = Example.message("retort: 1\nname: \"a\(escape)b\"\n\(Example.body)")
    #expect(message.hasPrefix("job.yaml:2:7: value of 'name' not allowed"), "\(message)")
  }
}
