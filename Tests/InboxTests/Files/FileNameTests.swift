import Testing

@testable import Inbox

@Suite("A file name") struct FileNameTests {
  @Test("is one component: nothing in it can lead out of its folder")
  func component() {
    for text in ["", ".", "..", "a/b", "/etc/passwd", "a\0b"] {
      #expect(FileName(text) == nil, "\(text.debugDescription) was taken for a name")
    }
  }

  @Test("may be bytes that are no text, and is shown with escapes")
  func bytes() throws {
    let name = try #require(FileName(bytes: [0x61, 0xFF, 0x1B, 0x62]))
    #expect(name.bytes == [0x61, 0xFF, 0x1B, 0x62])
    #expect(ShownName.plain(name) == "a\\xff\\x1bb")
  }
}

@Suite("A name from outside, shown") struct ShownNameTests {
  @Test("cannot move a terminal's cursor, colour it, or turn the direction of writing")
  func terminal() throws {
    let name = try #require(FileName("x\u{1B}[31m\u{202E}gpj.exe\r\n"))
    #expect(ShownName.plain(name) == "x\\u{1b}[31m\\u{202e}gpj.exe\\u{d}\\u{a}")
  }

  @Test("is cut where it is too long to read")
  func length() throws {
    let name = try #require(FileName(String(repeating: "n", count: 250)))
    #expect(ShownName.plain(name) == String(repeating: "n", count: 120) + "…")
  }

  @Test("cannot become Markdown or HTML")
  func markdown() {
    #expect(
      ShownName.markdown("<b>[x](y)`*_|") == "&lt;b&gt;\\[x\\](y)\\`\\*\\_\\|")
  }

  @Test("cannot leave its code block")
  func block() {
    #expect(ShownName.block("a\n```\nb") == "````text\na\n```\nb\n````")
  }
}

@Suite("A folder held open") struct FolderTests {
  @Test("writes a file whole or not at all, and leaves no temporary name")
  func writing() throws {
    let place = try TemporaryRoot()
    let name = FileName(own: "a.md")
    try place.root.reports.write(Array("one".utf8), as: name)
    try place.root.reports.write(Array("two".utf8), as: name)
    #expect(place.text("reports/a.md") == "two")
    #expect(try place.root.reports.names() == [name])
  }

  @Test("never replaces by moving")
  func moving() throws {
    let place = try TemporaryRoot()
    let first = try place.drop("first")
    let second = try place.drop("second", "kept")
    #expect(throws: SystemError.self) {
      try place.root.inbox.move(first, to: place.root.inbox, as: second)
    }
    #expect(place.text("inbox/second") == "kept")
  }

  @Test("says what was tried and what the system said")
  func errors() throws {
    let place = try TemporaryRoot()
    let error = #expect(throws: SystemError.self) {
      try place.root.inbox.open(FileName(own: "absent"))
    }
    #expect(
      error?.description == "could not open \(place.path)/inbox/absent: No such file or directory")
  }
}
