import Foundation
import Inbox
import Ledger
import Logging
import Testing

@testable import retort

@Suite("The log") struct LogTests {
  private static let moment = Timestamp(milliseconds: 1_785_587_405_250)

  private func line(
    _ level: Logger.Level = .notice, _ message: String = "job completed",
    _ metadata: Logger.Metadata = [:], style: LogLine.Style = .dated
  ) -> String {
    LogLine(level, message, metadata).text(style, at: Self.moment)
  }

  @Test("is one line an event: time in UTC, level, message, pairs by key")
  func dated() {
    #expect(
      line(.notice, "job completed", ["report": "reports/0012-x", "job": "12"])
        == "2026-08-01T12:30:05.250Z notice job completed job=12 report=reports/0012-x")
  }

  @Test(
    "begins with the priority of syslog, and has no time, where the journal listens",
    arguments: zip(
      Logger.Level.allCases, ["<7>", "<7>", "<6>", "<5>", "<4>", "<3>", "<2>"]))
  func journal(level: Logger.Level, start: String) {
    #expect(line(level, "said", ["job": "1"], style: .journal) == "\(start)said job=1")
  }

  @Test("puts values of several words in quotes, so that none passes for a pair of its own")
  func quotes() {
    #expect(
      line(.info, "x", ["a": "two words", "b": "state=DONE", "c": "", "d": "say \"no\" \\"])
        .hasSuffix(#"x a="two words" b="state=DONE" c="" d="say \"no\" \\""#))
    #expect(line(.info, "x", ["two words": "v"]).hasSuffix("x two_words=v"))
  }

  @Test("shows control characters and line ends of messages and values instead of sending them")
  func escapes() {
    let shown = line(
      .error, "bad\n<0>forged\u{1B}[2J", ["name": "a\u{1B}]0;x\u{7}\r\nb\u{202E}c"])
    #expect(
      shown.hasSuffix(
        #"error bad\n<0>forged\u{1b}[2J name=""#
          + #"a\u{1b}]0;x\u{7}\u{d}\nb\u{202e}c""#))
    #expect(shown.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
  }

  @Test("cuts what is longer than anybody reads")
  func cut() {
    #expect(line(.info, "x", ["a": "\(String(repeating: "y", count: 90_000))"]).count < 2_100)
  }

  @Test("merges what a logger and what an event know; the event's word counts")
  func metadata() throws {
    let place = try Place()
    var log = Logger(label: "retort") { _ in
      LineLogHandler(.file(path: place.log), level: .info)
    }
    log[metadataKey: "root"] = "r"
    log[metadataKey: "job"] = "1"
    log.info("said", metadata: ["job": "2"])
    log.debug("not said")
    #expect(place.text?.hasSuffix(" info said job=2 root=r\n") == true)
    #expect(place.text?.split(separator: "\n").count == 1)
  }

  @Test("takes the level a command names, unless RETORT_LOG names another")
  func level() {
    // The tests themselves run without RETORT_LOG, or with a level somebody wanted.
    let named = ProcessInfo.processInfo.environment["RETORT_LOG"].flatMap {
      Logger.Level(rawValue: $0)
    }
    #expect(Logger.ofCommand(to: .standardError, level: .notice).logLevel == named ?? .notice)
  }

  @Test("in a file is put behind what is there, and goes on in a new file after a rotation")
  func rotation() throws {
    let place = try Place()
    try "before\n".write(toFile: place.log, atomically: false, encoding: .utf8)
    let log = LogDestination.file(path: place.log)
    log.write(LogLine(.info, "first"))
    try FileManager.default.moveItem(atPath: place.log, toPath: place.log + ".1")
    log.write(LogLine(.info, "second"))
    let old = try String(contentsOfFile: place.log + ".1", encoding: .utf8)
    #expect(old.hasPrefix("before\n") && old.hasSuffix(" info first\n"))
    #expect(place.text?.hasSuffix(" info second\n") == true)
    #expect(place.text?.contains("first") == false)
  }

  @Test("that cannot be kept in its file is said elsewhere, and why")
  func fallback() throws {
    let place = try Place()
    var said: [String] = []
    LogDestination.file(path: "\(place.folder)/none/retort.log")
      .write(LogLine(.error, "first", ["job": "1"])) { said.append($0.text(.journal)) }
    #expect(said.count == 1)
    #expect(
      said.first?.hasPrefix("<3>first job=1 log_file=\"could not open \(place.folder)") == true)
    #expect(said.first?.contains("No such file or directory") == true)
    LogDestination.file(path: place.log).write(LogLine(.info, "second")) { _ in
      Issue.record("this file can be written")
    }
    #expect(place.text?.hasSuffix(" info second\n") == true)
  }

  @Test("knows the journal's stream by device and inode, not by the variable alone")
  func stream() throws {
    let place = try Place()
    let file = try Descriptor.appending(to: place.log)
    let identity = try file.facts().identity
    let name = "\(identity.device):\(identity.inode)"
    #expect(LogDestination.isJournal(named: name, file))
    #expect(!LogDestination.isJournal(named: name, .standardError()))
    #expect(!LogDestination.isJournal(named: nil, file))
    #expect(!LogDestination.isJournal(named: "words", file))
  }

  /// A folder for a log, removed with the value.
  private final class Place {
    let folder = NSTemporaryDirectory() + "retort-log-\(UUID().uuidString)"
    var log: String { "\(folder)/retort.log" }

    init() throws {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var text: String? { try? String(contentsOfFile: log, encoding: .utf8) }
  }
}
