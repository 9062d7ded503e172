/// Drops that were looked into and given back, because they end too early or could not be read just
/// now. Kept in mind so that they are not read again and again while nothing about them changes.
struct PostponedDrops {
  private struct Entry {
    var bytes: Int
    var modified: Int64
    /// On the steady clock.
    var postponedAt: Double
    var reason: String
    var isTrouble: Bool
  }

  enum Advice: Hashable {
    case take
    /// It has not changed for so long that no more of it will come.
    case takeAsFinal
    case wait(seconds: Double, reason: String, isTrouble: Bool)
  }

  private var entries: [FileIdentity: Entry] = [:]
  /// Seconds after which an unchanged drop is final.
  let patience: Double

  init(patience: Double) { self.patience = patience }

  func advice(_ facts: FileFacts, now: Double) -> Advice {
    guard let entry = entries[facts.identity], entry.bytes == facts.bytes,
      entry.modified == facts.modified
    else { return .take }
    let rest = entry.postponedAt + patience - now
    return rest > 0
      ? .wait(seconds: rest, reason: entry.reason, isTrouble: entry.isTrouble) : .takeAsFinal
  }

  /// - Parameter isTrouble: whether the machine was in the way, not the drop.
  mutating func postpone(
    _ facts: FileFacts, reason: String, isTrouble: Bool = false, now: Double
  ) {
    entries[facts.identity] = Entry(
      bytes: facts.bytes, modified: facts.modified, postponedAt: now, reason: reason,
      isTrouble: isTrouble)
  }

  /// Forgets everything that is not there any more.
  mutating func keepOnly(_ present: [FileIdentity]) {
    guard !entries.isEmpty else { return }
    let present = Set(present)
    entries = entries.filter { present.contains($0.key) }
  }
}
