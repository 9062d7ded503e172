import Foundation
import Testing

/// A row of the list of bad input: something no decent person drops, and what it is answered with.
struct BadDrop: Sendable, CustomTestStringConvertible {
  /// What is wrong with it, in a few words.
  let what: String
  /// Name in the inbox, bytes that need not be text.
  let name: [UInt8]
  let content: Content
  /// Words the answer must have, or those of what `drain` says where it is left in the inbox.
  let says: [String]
  let fate: Fate

  enum Content: Sendable {
    case file([UInt8])
    /// Made at a path of the inbox, by the system calls that make such things.
    case strange(@Sendable (_ path: String) throws -> Void)
  }

  enum Fate: Sendable {
    /// Lies in `rejected/` beside its reason.
    case rejected
    /// Stays in the inbox.
    case left
  }

  init(_ what: String, as name: String, _ bytes: [UInt8], says: String...) {
    self.init(what, as: Array(name.utf8), .file(bytes), says: says)
  }

  init(
    _ what: String, as name: [UInt8], _ content: Content, says: [String], fate: Fate = .rejected
  ) {
    self.what = what
    self.name = name
    self.content = content
    self.says = says
    self.fate = fate
  }

  var testDescription: String { what }

  /// The name as the ledger keeps it.
  var text: String { String(decoding: name, as: UTF8.self) }

  func put(into inbox: String) throws {
    switch content {
    case .file(let bytes):
      try Self.create(Array("\(inbox)/".utf8) + name, bytes)
    case .strange(let make):
      try make("\(inbox)/\(text)")
    }
  }

  /// By bytes: Foundation would not take every name.
  private static func create(_ path: [UInt8], _ bytes: [UInt8]) throws {
    let characters = (path + [0]).map { CChar(bitPattern: $0) }
    let descriptor = open(characters, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: Data(bytes))
  }

  static let all =
    damagedArchives + strangeMembers + strangeNames + tooMuch + strangers + strangeDrops
}
