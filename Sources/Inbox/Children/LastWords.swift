/// What a child wrote to standard error, cut in the middle: enough to say why it died, never more.
///
/// A runtime that gives up says why first and lists its stack behind, so the beginning matters as
/// much as the end.
struct LastWords {
  /// Bytes kept of the beginning, and of the end.
  static let limit = 4_096

  private var first: [UInt8] = []
  private var last: [UInt8] = []
  private var isCut = false

  mutating func append(_ more: [UInt8]) {
    let room = Self.limit - first.count
    first += more.prefix(room)
    last += more.dropFirst(room)
    if last.count > Self.limit {
      last.removeFirst(last.count - Self.limit)
      isCut = true
    }
  }

  var text: String {
    String(decoding: first, as: UTF8.self) + (isCut ? "\n…\n" : "")
      + String(decoding: last, as: UTF8.self)
  }
}
