import Foundation
import Testing

@testable import Inbox

@Suite("A drop is complete") struct CompletenessTests {
  @Test("when nobody holds it open for writing")
  func closed() throws {
    let place = try TemporaryRoot()
    let name = try place.drop("a.tar")
    #expect(try isComplete(name, in: place))
  }

  @Test("not while a writer holds it, however long it has been quiet")
  func held() throws {
    let place = try TemporaryRoot()
    let name = try place.drop("a.tar")
    let writer = try #require(FileHandle(forWritingAtPath: "\(place.path)/inbox/a.tar"))
    #expect(try Completeness.of(place.root.inbox.open(name)) == .beingWritten)
    try writer.close()
    #expect(try isComplete(name, in: place))
  }

  /// Whether it is complete within two seconds: between fork and exec a child of another test may
  /// hold the file for a moment.
  private func isComplete(_ name: FileName, in place: TemporaryRoot) throws -> Bool {
    for _ in 0..<100 {
      if try Completeness.of(place.root.inbox.open(name)) == .complete { return true }
      usleep(20_000)
    }
    return false
  }

  @Test("after two quiet seconds where the system will not say; a change in the future is one now")
  func quiet() {
    let second: Int64 = 1_000_000_000
    #expect(Completeness.quiet(lastChange: 0, now: 2 * second) == .complete)
    #expect(Completeness.quiet(lastChange: 0, now: second) == .quietIn(second))
    #expect(Completeness.quiet(lastChange: 90 * second, now: second) == .quietIn(2 * second))
  }
}

@Suite("The inbox") struct DropScanTests {
  @Test("shows drops, not dot-files, unfinished parts or its own answers")
  func candidates() throws {
    let place = try TemporaryRoot()
    for name in ["b.tar", ".hidden", "c.tar.part", "a.zip"] { try place.drop(name) }
    let found = try DropScan(place.root.inbox).candidates()
    #expect(Set(found.map(\.text)) == ["a.zip", "b.tar"])
  }

  @Test("shows the oldest first")
  func order() throws {
    let place = try TemporaryRoot()
    try place.drop("z.tar")
    usleep(20_000)
    try place.drop("a.tar")
    #expect(try DropScan(place.root.inbox).candidates().map(\.text) == ["z.tar", "a.tar"])
  }
}
