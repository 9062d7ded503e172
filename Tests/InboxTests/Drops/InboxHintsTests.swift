import Foundation
import Testing

@testable import Inbox

@Suite("Hints that the inbox has changed") struct InboxHintsTests {
  private func isReadable(_ hints: InboxHints) -> Bool {
    var polled = pollfd(fd: hints.descriptor.number, events: Int16(POLLIN), revents: 0)
    return poll(&polled, 1, 0) == 1
  }

  @Test("come for a file that is closed, one renamed in, a folder, a link, and a removal")
  func changes() throws {
    let place = try TemporaryRoot()
    let path = "\(place.path)/inbox"
    let hints = try InboxHints(place.root.inbox)
    let changes: [() throws -> Void] = [
      { try Data("x".utf8).write(to: URL(fileURLWithPath: "\(path)/a")) },
      { rename("\(path)/a", "\(path)/b") },
      { mkdir("\(path)/folder", 0o755) },
      { symlink("/etc/passwd", "\(path)/link") },
      { unlink("\(path)/b") },
    ]
    for change in changes {
      #expect(!isReadable(hints))
      try change()
      #expect(isReadable(hints))
      #expect(!hints.clear())
    }
  }

  /// How many hints the system keeps.
  private static let mostEvents = Machine.text("/proc/sys/fs/inotify/max_queued_events").flatMap {
    Int($0.split(separator: "\n").first ?? "")
  }

  @Test(
    "that were too many are noticed, so that a scan can make them good",
    .enabled(
      if: (mostEvents ?? 0) <= 65_536,
      "the system keeps so many hints that filling it takes too long"
    ))
  func overflow() throws {
    let events = try #require(Self.mostEvents)
    let place = try TemporaryRoot()
    let hints = try InboxHints(place.root.inbox)
    let name = FileName(own: "a")
    // Making, closing and removing are three hints; the next name differs, so that none is merged.
    for _ in 0...events / 3 {
      _ = try place.root.inbox.create(name)
      try place.root.inbox.remove(name)
    }
    #expect(hints.clear())
    #expect(!isReadable(hints))
  }
}
