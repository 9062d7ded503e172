import Foundation
import Testing

@testable import Inbox

@Suite("A root") struct RootTests {
  @Test("is made by create alone, with everything a command needs")
  func creation() throws {
    let place = try TemporaryRoot()
    #expect(try place.names(".") == ["inbox", "ledger", "reports"])
    #expect(try place.names("inbox") == [".claimed", "done", "failed", "rejected"])
    #expect(try Root.create(at: place.path).isNew == false)
  }

  @Test("is never made by accident: a directory without the folders is refused as it is")
  func accident() throws {
    let path = try TemporaryRoot.directory()
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: RootError.self) { try Root(path: path) }
    #expect(
      error?.description == """
        \(path): not a Retort root: inbox/, ledger/, reports/ missing
          remedy: make one with 'retort init', or name another with '--root DIR'
        """)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
  }

  @Test("that is not there at all is named")
  func absent() throws {
    let error = #expect(throws: RootError.self) { try Root(path: "/nowhere/at/all") }
    #expect(error == .notADirectory(path: "/nowhere/at/all"))
  }

  @Test("with a link for an inbox is refused: its target would be another's to choose")
  func linkedInbox() throws {
    let path = try TemporaryRoot.directory()
    defer { try? FileManager.default.removeItem(atPath: path) }
    for name in ["elsewhere", "ledger", "reports"] {
      try FileManager.default.createDirectory(
        atPath: "\(path)/\(name)", withIntermediateDirectories: false)
    }
    try FileManager.default.createSymbolicLink(
      atPath: "\(path)/inbox", withDestinationPath: "\(path)/elsewhere")
    let error = #expect(throws: RootError.self) { try Root(path: path) }
    #expect(error == .notARoot(path: path, missing: ["inbox/"]))
  }

  @Test("is worked in by one at a time; the second is told who holds it")
  func lock() throws {
    let place = try TemporaryRoot()
    let lock = try RootLock.take(place.root)
    let error = #expect(throws: RootError.self) { try RootLock.take(place.root) }
    #expect(error == .held(path: place.path, by: Int(getpid())))
    withExtendedLifetime(lock) {}
  }

  @Test("is free again when its holder lets go")
  func unlock() throws {
    let place = try TemporaryRoot()
    do { _ = try RootLock.take(place.root) }
    _ = try RootLock.take(place.root)
  }
}
