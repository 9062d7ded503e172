import Glibc

/// Writes answers beside the inbox. Every step may be repeated after a crash and ends in the same
/// files: an answer already there with the same words is left alone. Nothing that lies here is ever
/// written over, whatever its name.
struct AnswerFolder: Sendable {
  /// An answer longer than this is none of ours.
  private static let limit = 1 << 20

  let folder: Folder

  /// Writes `NAME.md`, or `NAME.<number>.md` where that name has been answered before, or the next
  /// name that is free.
  @discardableResult
  func write(_ text: String, for name: String, number: String) throws(SystemError) -> FileName {
    let names = AnswerName(name)
    let bytes = Array(text.utf8)
    for mark in Self.marks([number]) {
      let place = mark.map(names.answer(numbered:)) ?? names.answer
      if try store(bytes, as: place) != .taken { return place }
    }
    throw Self.noName(name)
  }

  /// Writes the reason beside where the drop will lie, then moves the drop there.
  func reject(
    _ claim: Claim, reason: String, number: String
  ) throws(SystemError) -> FileName {
    let names = AnswerName(claim.name.text)
    let bytes = Array(reason.utf8)
    for mark in Self.marks([number, claim.identifier]) {
      let original = mark.map(names.original(numbered:)) ?? names.original
      let place = mark.map(names.reason(numbered:)) ?? names.reason
      guard try folder.facts(original) == nil else { continue }
      let stored = try store(bytes, as: place)
      guard stored != .taken else { continue }
      do {
        claim.cross(.reasonWritten)
        try claim.move(to: folder, as: original)
        return place
      } catch {
        guard error.code == EEXIST else { throw error }
        // Somebody else took the name between the look and the move.
        if stored == .written { try folder.remove(place) }
      }
    }
    throw Self.noName(claim.name.text)
  }

  private enum Stored { case written, wasThere, taken }

  private func store(_ bytes: [UInt8], as name: FileName) throws(SystemError) -> Stored {
    do {
      try folder.writeNew(bytes, as: name)
      return .written
    } catch {
      guard error.code == EEXIST else { throw error }
      return try folder.contents(name, atMost: Self.limit) == bytes ? .wasThere : .taken
    }
  }

  /// What is put behind a name: nothing, then each mark, then the last mark with a count.
  private static func marks(_ marks: [String]) -> [String?] {
    [nil] + marks + (2...999).map { "\(marks[marks.count - 1])-\($0)" }
  }

  private static func noName(_ name: String) -> SystemError {
    SystemError(code: EEXIST, action: "find a free name for the answer to \(ShownName.line(name))")
  }
}
