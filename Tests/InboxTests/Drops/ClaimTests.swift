import Foundation
import Testing

@testable import Inbox

@Suite("A claim") struct ClaimTests {
  @Test("takes the drop out of the inbox and keeps its bytes and its name")
  func taking() throws {
    let place = try TemporaryRoot()
    let name = try place.drop("a b.tar", "content")
    let claim = try #require(try place.claim(name))
    #expect(try DropScan(place.root.inbox).candidates().isEmpty)
    guard case .file(let file, let facts) = claim.content else {
      Issue.record("the claim is no file")
      return
    }
    #expect(try file.read(atMost: 100) == Array("content".utf8))
    #expect(facts.bytes == 7)
    #expect(place.text("inbox/.claimed/\(claim.identifier)/a b.tar") == "content")
  }

  @Test("of a second drop of the same name is a second claim")
  func twice() throws {
    let place = try TemporaryRoot()
    let name = try place.drop("a.tar", "one")
    let first = try #require(try place.claim(name))
    try place.drop("a.tar", "two")
    let second = try #require(try place.claim(name))
    #expect(first.identifier != second.identifier)
    #expect(place.text("inbox/.claimed/\(first.identifier)/a.tar") == "one")
    #expect(place.text("inbox/.claimed/\(second.identifier)/a.tar") == "two")
  }

  @Test("waits for a writer: the drop stays where it is")
  func unfinished() throws {
    let place = try TemporaryRoot()
    let name = try place.drop("a.tar")
    let writer = try #require(FileHandle(forWritingAtPath: "\(place.path)/inbox/a.tar"))
    guard case .unfinished(.beingWritten) = try Claim.take(name, from: place.folders) else {
      Issue.record("a file being written was claimed")
      return
    }
    #expect(place.text("inbox/a.tar") == "text")
    #expect(try place.names("inbox/.claimed").isEmpty)
    try writer.close()
  }

  @Test("of a name that vanished is no error")
  func gone() throws {
    let place = try TemporaryRoot()
    guard case .gone = try Claim.take(FileName(own: "a.tar"), from: place.folders) else {
      Issue.record("nothing was claimed as something")
      return
    }
    #expect(try place.names("inbox/.claimed").isEmpty)
  }

  @Test(
    "of a link, a FIFO or a folder never opens it",
    arguments: [FileFacts.Kind.link, .pipe, .folder])
  func refused(_ kind: FileFacts.Kind) throws {
    let place = try TemporaryRoot()
    let path = "\(place.path)/inbox/strange"
    switch kind {
    case .link:
      try FileManager.default.createSymbolicLink(
        atPath: path, withDestinationPath: "/etc/passwd")
    case .pipe: #expect(mkfifo(path, 0o644) == 0)
    default:
      try FileManager.default.createDirectory(
        atPath: path + "/in", withIntermediateDirectories: true)
    }
    let claim = try #require(
      try place.claim(FileName(own: "strange")))
    guard case .refused(let found) = claim.content else {
      Issue.record("a \(kind) was opened")
      return
    }
    #expect(found == kind)
    try claim.discard()
    #expect(try place.names("inbox/.claimed").isEmpty)
    #expect(FileManager.default.fileExists(atPath: "/etc/passwd"))
  }

  @Test("left behind by a crash is found again with its name; empty folders are tidied away")
  func leftOver() throws {
    let place = try TemporaryRoot()
    let name = try place.drop("a.tar", "content")
    let claim = try #require(try place.claim(name))
    try FileManager.default.createDirectory(
      atPath: "\(place.path)/inbox/.claimed/0000-empty", withIntermediateDirectories: false)
    let found = try Claim.leftOver(in: place.folders)
    #expect(found.map(\.identifier) == [claim.identifier])
    #expect(found.first?.name == name)
    #expect(try place.names("inbox/.claimed") == [claim.identifier])
  }

  @Test("given back returns to its name, or beside a newer drop of that name")
  func givenBack() throws {
    let place = try TemporaryRoot()
    let name = try place.drop("a.tar", "old")
    let claim = try #require(try place.claim(name))
    try place.drop("a.tar", "new")
    try claim.giveBack(to: place.root.inbox)
    #expect(place.text("inbox/a.tar") == "new")
    #expect(place.text("inbox/a.tar.\(claim.identifier)") == "old")
  }
}
