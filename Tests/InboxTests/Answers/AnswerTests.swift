import Foundation
import Testing

@testable import Inbox

@Suite("An answer's name") struct AnswerNameTests {
  @Test("is the drop's own with .md, or .reason.md beside a refused drop")
  func plain() {
    let names = AnswerName("mfeat.tar.zst")
    #expect(names.answer.text == "mfeat.tar.zst.md")
    #expect(names.answer(numbered: "12").text == "mfeat.tar.zst.12.md")
    #expect(names.original.text == "mfeat.tar.zst")
    #expect(names.reason.text == "mfeat.tar.zst.reason.md")
  }

  @Test("of a long name is shortened with a digest and still fits, whatever is put behind it")
  func long() {
    let names = AnswerName(String(repeating: "é", count: 127))
    #expect(names.reason(numbered: String(Int.max)).bytes.count <= 255)
    let other = AnswerName(String(repeating: "é", count: 126))
    #expect(names.answer != other.answer)
  }

  @Test("keeps no control character and no byte that is not text, and two such names stay two")
  func unsafe() throws {
    let first = AnswerName("a\u{1B}b")
    let second = AnswerName("a\u{07}b")
    let third = AnswerName(try #require(FileName(bytes: [0x61, 0xFF])).text)
    #expect(first.base.hasPrefix("a_b~"))
    #expect(first != second)
    #expect(third.base.hasPrefix("a_~"))
  }
}

@Suite("Answers") struct AnswerFolderTests {
  @Test("to the same name again carry the job's number")
  func again() throws {
    let place = try TemporaryRoot()
    let done = AnswerFolder(folder: place.folders.done)
    let name = "a.tar"
    #expect(try done.write("one", for: name, number: "1").text == "a.tar.md")
    #expect(try done.write("two", for: name, number: "2").text == "a.tar.2.md")
    #expect(place.text("inbox/done/a.tar.md") == "one")
  }

  @Test("written twice are one file")
  func repeated() throws {
    let place = try TemporaryRoot()
    let done = AnswerFolder(folder: place.folders.done)
    let name = "a.tar"
    for _ in 0..<2 { try done.write("one", for: name, number: "1") }
    #expect(try place.names("inbox/done") == ["a.tar.md"])
  }

  @Test("of refusal put the reason first, then the drop beside it")
  func rejection() throws {
    let place = try TemporaryRoot()
    let rejected = AnswerFolder(folder: place.folders.rejected)
    for (number, text) in [("1", "first"), ("2", "second")] {
      let name = try place.drop("a.tar", text)
      let claim = try #require(try place.claim(name))
      _ = try rejected.reject(claim, reason: "no: \(text)", number: number)
    }
    #expect(
      try place.names("inbox/rejected")
        == ["a.tar", "a.tar.2", "a.tar.2.reason.md", "a.tar.reason.md"])
    #expect(place.text("inbox/rejected/a.tar") == "first")
    #expect(place.text("inbox/rejected/a.tar.reason.md") == "no: first")
    #expect(try place.names("inbox/.claimed").isEmpty)
  }

  @Test("never lose a drop and never write over what lies there, whatever the names")
  func namesThatCollide() throws {
    let place = try TemporaryRoot()
    let rejected = AnswerFolder(folder: place.folders.rejected)
    var originals: Set<String> = []
    // The third finds its own name and its numbered name taken, the others more and more of them.
    for (number, drop) in ["x", "x.3", "x", "x.5", "x", "x.reason.md", "x"].enumerated() {
      let text = "junk \(number + 1)"
      let claim = try #require(try place.claim(try place.drop(drop, text)))
      let reason = try rejected.reject(claim, reason: "no: \(text)", number: String(number + 1))
      #expect(place.text("inbox/rejected/\(reason.text)") == "no: \(text)")
      originals.insert(text)
    }
    let kept = try place.names("inbox/rejected").map { place.text("inbox/rejected/\($0)") ?? "" }
    #expect(kept.count == 2 * originals.count)
    #expect(Set(kept) == originals.union(originals.map { "no: \($0)" }))
    #expect(try place.names("inbox/.claimed").isEmpty)
  }

  @Test("count on where their numbered name is taken too")
  func numberTaken() throws {
    let place = try TemporaryRoot()
    let done = AnswerFolder(folder: place.folders.done)
    for (name, number) in [("x", "1"), ("x.3", "2")] {
      try done.write(name, for: name, number: number)
    }
    #expect(try done.write("third", for: "x", number: "3").text == "x.3-2.md")
    #expect(try done.write("third", for: "x", number: "3").text == "x.3-2.md")
    #expect(place.text("inbox/done/x.3.md") == "x.3")
  }
}
