import Glibc

/// Writes answers beside the inbox. Every step may be repeated after a crash and ends in the same
/// files: an answer already there with the same words is left alone.
struct AnswerFolder: Sendable {
  /// An answer longer than this is none of ours.
  private static let limit = 1 << 20

  let folder: Folder

  /// Writes `NAME.md`, or `NAME.<number>.md` where that name has been answered before.
  @discardableResult
  func write(_ text: String, for name: String, number: String) throws(SystemError) -> FileName {
    let names = AnswerName(name)
    let place = try free(
      [names.answer, names.answer(numbered: number)], saying: Array(text.utf8))
    try store(text, as: place)
    return place
  }

  /// Writes the reason beside where the drop will lie, then moves the drop there.
  func reject(
    _ claim: Claim, reason: String, number: String
  ) throws(SystemError) -> FileName {
    let names = AnswerName(claim.name.text)
    let isNewName = try folder.facts(names.original) == nil
    let isSameReason = try isFree(names.reason, saying: Array(reason.utf8))
    let isFirst = isNewName && isSameReason
    let original = isFirst ? names.original : names.original(numbered: number)
    let place = isFirst ? names.reason : names.reason(numbered: number)
    try store(reason, as: place)
    do {
      try claim.move(to: folder, as: original)
    } catch {
      // A folder of another user cannot be moved; it stays in its claim and is not met again.
      guard error.code == EEXIST else { throw error }
      try claim.discard()
    }
    return place
  }

  private func store(_ text: String, as name: FileName) throws(SystemError) {
    let bytes = Array(text.utf8)
    if try folder.contents(name, atMost: Self.limit) == bytes { return }
    try folder.write(bytes, as: name)
  }

  /// The first name that is free or already says the same; the last one belongs to this answer.
  private func free(_ names: [FileName], saying bytes: [UInt8]) throws(SystemError) -> FileName {
    for name in names.dropLast() where try isFree(name, saying: bytes) { return name }
    return names[names.count - 1]
  }

  private func isFree(_ name: FileName, saying bytes: [UInt8]) throws(SystemError) -> Bool {
    guard try folder.facts(name) != nil else { return true }
    return try folder.contents(name, atMost: Self.limit) == bytes
  }
}
